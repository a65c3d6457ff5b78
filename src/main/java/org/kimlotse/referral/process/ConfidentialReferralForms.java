package org.kimlotse.referral.process;

import org.kimlotse.casefile.ConfidentialForms;
import org.kimlotse.engine.FormContext;
import org.kimlotse.referral.ReferralKind;
import org.springframework.stereotype.Component;

/** The forms of the confidential referral and of who looked into it. */
@Component
class ConfidentialReferralForms implements ConfidentialForms {

    private static final String ACCESS = "confidential-access";

    @Override
    public boolean covers(FormContext form) {
        return form.processKey().equals(ReferralKind.HEALTH.process())
                || form.processKey().equals(ACCESS);
    }
}
