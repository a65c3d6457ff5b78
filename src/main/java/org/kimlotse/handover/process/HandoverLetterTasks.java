package org.kimlotse.handover.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.directory.Directory;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.handover.HandoverLetterBook;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Called by {@code handover-letter.bpmn}; the business key is the letter's id. */
@Component("handoverLetterTasks")
public class HandoverLetterTasks {

    private final Outbox outbox;
    private final HandoverLetterBook book;
    private final Clock clock;
    private final int postWithin;
    private final int readWithin;

    HandoverLetterTasks(
            Outbox outbox,
            HandoverLetterBook book,
            Clock clock,
            @Value("${lotse.letter.post-within-working-days:3}") int postWithin,
            @Value("${lotse.letter.read-within-working-days:5}") int readWithin) {
        this.outbox = outbox;
        this.book = book;
        this.clock = clock;
        this.postWithin = postWithin;
        this.readWithin = readWithin;
    }

    /** By when it is to be posted: some Arbeitstage; earlier if the handover's own clock presses. */
    public Date postDue(DelegateExecution execution) {
        LocalDate regular = BusinessCalendar.plusArbeitstage(today(), postWithin);
        Optional<LocalDate> pressing =
                book.lastDayToPost(letter(execution)).filter(day -> day.isBefore(regular) && !day.isBefore(today()));
        return TaskDates.endOf(pressing.orElse(regular));
    }

    /** By when the office is to have taken note of a correction; then somebody asks. */
    public Date readDue(DelegateExecution execution) {
        return TaskDates.endOf(BusinessCalendar.plusArbeitstage(today(), readWithin));
    }

    public Date askDue(DelegateExecution execution) {
        return TaskDates.endOf(BusinessCalendar.plusArbeitstage(today(), 1));
    }

    /** The people of the office the letter is for. */
    public String receiverGroup(DelegateExecution execution) {
        return letter(execution)
                .recipient()
                .office()
                .map(Directory::partnerGroup)
                .orElseThrow(() -> new IllegalStateException(
                        "letter " + execution.getProcessBusinessKey() + " goes to no office"));
    }

    private Letter letter(DelegateExecution execution) {
        return outbox.letter(UUID.fromString(execution.getProcessBusinessKey())).orElseThrow();
    }

    private LocalDate today() {
        return BusinessCalendar.today(clock);
    }
}
