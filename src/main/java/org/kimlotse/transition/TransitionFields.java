package org.kimlotse.transition;

import java.util.ArrayList;
import java.util.List;
import org.kimlotse.assessment.BenefitLaw;
import org.kimlotse.assessment.BenefitLawAssessment;
import org.kimlotse.handover.DataField;
import org.kimlotse.handover.DataPackageSource;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Rechtskreis;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is expected of the benefits, for an office whose consent covers them. Never more than an expectation. */
@Component
@Order(10)
class TransitionFields implements DataPackageSource {

    private static final String CATEGORY = "BENEFIT";
    private static final String UNTIL = "oldLawUntil";
    private static final String FROM = "newLawFrom";

    private final BenefitLawAssessment benefitLaw;

    TransitionFields(BenefitLawAssessment benefitLaw) {
        this.benefitLaw = benefitLaw;
    }

    /** Once the new benefit is paid no change is expected any more, and what was said of it has come true. */
    @Override
    public boolean derives(CaseId caseId, DataField shared) {
        return (shared.key().equals(UNTIL) || shared.key().equals(FROM))
                && benefitLaw
                        .current(caseId)
                        .filter(law -> law.changes() || !cameTrue(law, shared))
                        .isPresent();
    }

    private static boolean cameTrue(BenefitLaw law, DataField shared) {
        Rechtskreis holds = law.law();
        return holds != null
                && shared.label().startsWith(holds.label()) == shared.key().equals(FROM);
    }

    @Override
    public List<DataField> fields(CaseId caseId) {
        List<DataField> fields = new ArrayList<>();
        benefitLaw.current(caseId).filter(BenefitLaw::changes).ifPresent(law -> {
            Rechtskreis before = law.before();
            Rechtskreis next = law.law();
            if (law.until() != null) {
                fields.add(new DataField(
                        CATEGORY,
                        UNTIL,
                        (before == null ? "Bisherige Leistung" : before.label()) + " voraussichtlich bis",
                        BusinessCalendar.german(law.until())));
            }
            if (law.from() != null && next != null) {
                fields.add(new DataField(
                        CATEGORY, FROM, next.label() + " voraussichtlich ab", BusinessCalendar.german(law.from())));
            }
        });
        return fields;
    }
}
