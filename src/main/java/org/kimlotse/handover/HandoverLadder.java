package org.kimlotse.handover;

import java.time.Instant;
import java.util.UUID;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.springframework.stereotype.Component;

/** The open steps of a ladder end together: the rows, their tasks, and what nobody has posted for them yet. */
@Component
class HandoverLadder {

    private final Handovers handovers;
    private final HandoverWorkflow workflow;
    private final Outbox outbox;

    HandoverLadder(Handovers handovers, HandoverWorkflow workflow, Outbox outbox) {
        this.handovers = handovers;
        this.workflow = workflow;
        this.outbox = outbox;
    }

    void end(HandoverId id, LadderEnd end, Instant at, String by) {
        for (UUID letter : handovers.lettersOfOpenLadderSteps(id)) {
            outbox.letter(letter)
                    .filter(l -> l.state() == Letter.State.READY_TO_PRINT)
                    .ifPresent(outbox::cancel);
        }
        handovers.endLadderSteps(id, end, at, by);
        workflow.caughtUp(id);
    }
}
