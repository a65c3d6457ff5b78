package org.kimlotse.handover.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.engine.Workflows;
import org.kimlotse.handover.Answer;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.handover.HandoverVariables;
import org.kimlotse.handover.HandoverWorkflow;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/** Messages to the process of a handover, under the handover's id. */
@Component
class CamundaHandoverWorkflow implements HandoverWorkflow {

    private static final String PROCESS = "handover";
    private static final String LETTER = "handover-letter";

    /** Tasks of the case manager in which nothing can be done but to wait for the office. */
    private static final Set<String> WAITING = Set.of("userTask_trackAnswer", "userTask_recordOutcome");

    /** Arbeitstage after which somebody looks again although the ladder has no higher step. */
    private static final int AFTER_THE_LAST_STEP = 5;

    private final Workflows workflows;
    private final Compartment compartment;
    private final Clock clock;

    CamundaHandoverWorkflow(Workflows workflows, Compartment compartment, Clock clock) {
        this.workflows = workflows;
        this.compartment = compartment;
        this.clock = clock;
    }

    @Override
    public void missed(HandoverId id, int ladderLevel) {
        workflows.correlate("handover.missed", id.toString(), Answers.of(HandoverVariables.LADDER_LEVEL, ladderLevel));
    }

    @Override
    public void waits(Handover missed) {
        LocalDate today = BusinessCalendar.today(clock);
        LocalDate until = Optional.ofNullable(missed.nextCheckAt())
                .map(next -> BusinessCalendar.dayOf(next.minusMillis(1)))
                .filter(day -> !day.isBefore(today))
                .orElseGet(() -> BusinessCalendar.plusArbeitstage(today, AFTER_THE_LAST_STEP));
        workflows.redateTasks(
                missed.id().toString(), WAITING, TaskDates.endOf(until).toInstant());
    }

    /** Several steps of the ladder may be open, or none. */
    @Override
    public void caughtUp(HandoverId id) {
        workflows.broadcast("handover.caughtUp", id.toString(), Answers.none());
    }

    /** A handover whose turn never came has no process that could be told. */
    @Override
    public boolean withdrawn(HandoverId id, boolean toDecide) {
        boolean running = workflows.isRunning(PROCESS, id.toString());
        if (running) {
            workflows.correlate(
                    "handover.withdrawn", id.toString(), Answers.of(HandoverVariables.WITHDRAWAL_OPEN, toDecide));
        }
        return running;
    }

    @Override
    public void deadlineChanged(Handover changed) {
        Answers shown = Answers.none();
        changed.due().ifPresent(due -> shown.and(CaseVariables.DEADLINE, due));
        workflows.redate(
                changed.id().toString(),
                HandoverTasks.nextStepDue(changed, BusinessCalendar.today(clock))
                        .map(day -> TaskDates.endOf(day).toInstant())
                        .orElse(null),
                shown);
    }

    @Override
    public void letterReady(Letter letter, Case file, boolean confidential) {
        String key = letter.id().toString();
        if (!workflows.isRunning(LETTER, key)) {
            Answers answers = CaseVariables.of(file)
                    .and(HandoverVariables.HANDOVER_ID, Objects.requireNonNull(letter.about()))
                    .and(HandoverVariables.LETTER_ON_PAPER, letter.channel() == Letter.Channel.PAPER);
            if (confidential) {
                answers.and(CaseVariables.TEAM, Actors.NOBODY);
                if (compartment.awaitsConfirmation(file.id())) {
                    answers.without(CaseVariables.CASE_MANAGER);
                }
            }
            workflows.start(LETTER, key, answers);
        }
    }

    @Override
    public void letterSettled(UUID letter) {
        workflows.cancel(LETTER, letter.toString(), "letter-settled");
    }

    @Override
    public void answered(HandoverId id, Answer.Kind answer) {
        workflows.correlate("handover.answered", id.toString(), Answers.of(HandoverVariables.HANDOVER_ANSWER, answer));
    }
}
