package org.kimlotse.casework;

import java.util.Optional;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.handover.HandoverCompleted;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.Outcome;
import org.kimlotse.handover.OutcomeDay;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Rechtskreis;
import org.kimlotse.transition.BenefitTransition;
import org.kimlotse.transition.Transitions;
import org.springframework.stereotype.Component;

/** What an office decided about the new benefit, held against what the case file says. */
@Component
public class BenefitDecisions {

    private final Handovers handovers;
    private final Transitions transitions;
    private final Assessment assessment;

    BenefitDecisions(Handovers handovers, Transitions transitions, Assessment assessment) {
        this.handovers = handovers;
        this.transitions = transitions;
        this.assessment = assessment;
    }

    /** German: why the situation has to be looked at; empty if this is no such decision, or all of it is known. */
    public Optional<String> contradiction(HandoverCompleted completed) {
        if (handovers.get(completed.handoverId()).outcomeDay() != OutcomeDay.BENEFIT_BEGINS) {
            return Optional.empty();
        }
        Optional<BenefitTransition> change = transitions.ofCase(completed.caseId());
        if (change.isEmpty()) {
            return Optional.empty();
        }
        Rechtskreis law = change.get().newLaw();
        if (completed.outcome() == Outcome.NOT_DONE) {
            return Optional.of(
                    "Über die neue Leistung (%s) ist nicht wie erwartet entschieden. Das Ergebnis steht beim Schritt %s."
                            .formatted(law.label(), completed.hop()));
        }
        if (!completed.on().equals(change.get().newLawFrom())) {
            return Optional.of("Laut Bescheid beginnt %s am %s; erwartet war es ab %s."
                    .formatted(
                            law.label(),
                            BusinessCalendar.german(completed.on()),
                            BusinessCalendar.german(change.get().newLawFrom())));
        }
        String now = assessment.known(completed.caseId()).getOrDefault(StatusFact.BENEFIT_NOW, "");
        return now.equals(law.name())
                ? Optional.empty()
                : Optional.of("Laut Bescheid beginnt %s am %s. Unter „Leistung jetzt“ steht noch: %s."
                        .formatted(
                                law.label(),
                                BusinessCalendar.german(completed.on()),
                                now.isEmpty()
                                        ? "nichts"
                                        : Rechtskreis.valueOf(now).label()));
    }
}
