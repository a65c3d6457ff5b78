package org.kimlotse.handover;

import java.time.LocalDate;
import java.util.Optional;
import org.kimlotse.casefile.Cases;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.LetterDraft;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/**
 * Letters about handovers that are somebody's work: what is on paper has to be printed and posted, a correction has to be
 * read. Those of the ladder are not among them, for the step of the ladder is the task.
 */
@Component
public class HandoverLetterBook {

    static final String CORRECTED = "handover-data-corrected";

    /** To whom has nothing to do with it any more: what was wrong, never what is right. */
    static final String OUTDATED = "handover-data-outdated";

    private final Outbox outbox;
    private final Handovers handovers;
    private final Cases cases;
    private final HandoverWorkflow workflow;

    HandoverLetterBook(Outbox outbox, Handovers handovers, Cases cases, HandoverWorkflow workflow) {
        this.outbox = outbox;
        this.handovers = handovers;
        this.cases = cases;
        this.workflow = workflow;
    }

    /** Writes a letter, in the caller's transaction, and gives it to whoever has to do something with it. */
    Letter write(Handover about, LetterDraft draft) {
        Letter letter = outbox.put(draft);
        boolean toDo = letter.state() == Letter.State.READY_TO_PRINT
                || letter.state() == Letter.State.PROVIDED
                        && letter.templateKey().equals(CORRECTED);
        if (toDo) {
            workflow.letterReady(letter, cases.get(about.caseId()), about.confidential());
        }
        return letter;
    }

    /** A newer correction says all that the ones before said: nobody has to read or post those any more. */
    void replaceCorrections(Handover about) {
        outbox.about(about.id().toString()).stream()
                .filter(letter -> letter.templateKey().equals(CORRECTED))
                .forEach(letter -> {
                    if (letter.state() == Letter.State.READY_TO_PRINT) {
                        outbox.cancel(letter);
                    }
                    // Corrections are told at the very end of a transaction, when news of the cancelling comes too
                    // late.
                    workflow.letterSettled(letter.id());
                });
    }

    /** The last day in time, if the office waits for this letter and the clock runs against us. */
    public Optional<LocalDate> lastDayToPost(Letter letter) {
        return handovers
                .about(letter)
                .filter(h -> letter.id().equals(h.waitingLetter()))
                .flatMap(h -> Optional.ofNullable(h.nextCheckAt()))
                .map(next -> BusinessCalendar.dayOf(next.minusMillis(1)));
    }
}
