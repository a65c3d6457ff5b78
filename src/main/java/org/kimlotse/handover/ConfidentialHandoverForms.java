package org.kimlotse.handover;

import org.kimlotse.casefile.ConfidentialForms;
import org.kimlotse.engine.FormContext;
import org.springframework.stereotype.Component;

/** The forms of a handover, if it is confidential. */
@Component
class ConfidentialHandoverForms implements ConfidentialForms {

    private final Handovers handovers;

    ConfidentialHandoverForms(Handovers handovers) {
        this.handovers = handovers;
    }

    @Override
    public boolean covers(FormContext form) {
        return form.processKey().equals("handover")
                && handovers.get(HandoverId.of(form.businessKey())).confidential();
    }
}
