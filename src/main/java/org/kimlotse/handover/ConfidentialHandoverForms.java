package org.kimlotse.handover;

import java.util.UUID;
import org.kimlotse.casefile.ConfidentialForms;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.engine.FormContext;
import org.springframework.stereotype.Component;

/** The forms of a handover and of the letters about it, if it is confidential. */
@Component
class ConfidentialHandoverForms implements ConfidentialForms {

    private final Handovers handovers;
    private final Outbox outbox;
    private final IncidentCauses causes;

    ConfidentialHandoverForms(Handovers handovers, Outbox outbox, IncidentCauses causes) {
        this.handovers = handovers;
        this.outbox = outbox;
        this.causes = causes;
    }

    @Override
    public boolean covers(FormContext form) {
        return switch (form.processKey()) {
            case "handover" -> handovers.get(HandoverId.of(form.businessKey())).confidential();
            case LetterForms.PROCESS ->
                outbox.letter(UUID.fromString(form.businessKey()))
                        .filter(causes::confidential)
                        .isPresent();
            default -> false;
        };
    }
}
