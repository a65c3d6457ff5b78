package org.kimlotse.handover.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.directory.Directory;
import org.kimlotse.engine.ProcessVariables;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.handover.ConsentMissing;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.HandoverVariables;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Called by {@code handover.bpmn}. The row is the truth: every step first looks where it stands, so that a job that runs
 * again after a crash finds its work done and goes on.
 */
@Component("handoverTasks")
public class HandoverTasks {

    static final String CONSENT_MISSING = "consentMissing";

    private final Handovers handovers;
    private final HandoverManagement management;
    private final Directory directory;
    private final Clock clock;

    HandoverTasks(Handovers handovers, HandoverManagement management, Directory directory, Clock clock) {
        this.directory = directory;
        this.handovers = handovers;
        this.management = management;
        this.clock = clock;
    }

    public void beginHandover(DelegateExecution execution) {
        Handover begun = management.begin(id(execution));
        execution.setVariable(HandoverVariables.HANDOVER_NEEDED.name(), begun.open());
        begun.due()
                .ifPresent(due ->
                        execution.setVariable(CaseVariables.DEADLINE.name(), CaseVariables.DEADLINE.stored(due)));
    }

    /** @throws BpmnError {@code consentMissing} if a consent went missing since somebody released it */
    public void send(DelegateExecution execution) {
        Handover handover = handover(execution);
        if (handover.state().withReceiver()) {
            return;
        }
        try {
            management.send(handover.id());
        } catch (ConsentMissing e) {
            throw new BpmnError(CONSENT_MISSING);
        }
    }

    public void selfService(DelegateExecution execution) {
        Handover handover = handover(execution);
        if (handover.state() != HandoverState.SELF_SERVICE) {
            management.handToPerson(handover.id());
        }
    }

    /** The form has recorded the outcome; here the process makes sure of it. */
    public void complete(DelegateExecution execution) {
        Handover handover = handover(execution);
        if (handover.open()) {
            throw new IllegalStateException("handover " + handover.id() + " ends without an outcome");
        }
    }

    /** The row was taken back before the message; here the process makes sure of it. */
    public void withdraw(DelegateExecution execution) {
        Handover handover = handover(execution);
        if (handover.open()) {
            throw new IllegalStateException("handover " + handover.id() + " is open and not withdrawn");
        }
    }

    /** What was taken back leaves a hole until somebody has decided: two working days. */
    public Date withdrawnDue(DelegateExecution execution) {
        return TaskDates.endOf(BusinessCalendar.plusArbeitstage(BusinessCalendar.today(clock), 2));
    }

    /**
     * The group of the receiving office. Where nothing was shared with it – the person does the
     * step alone – it must not learn of the case from a task: then it is the team's own group.
     */
    public String receiverGroup(DelegateExecution execution) {
        Handover handover = handover(execution);
        return handover.transferGround() == null
                ? CaseVariables.TEAM.typed(execution.getVariable(CaseVariables.TEAM.name()))
                : Directory.partnerGroup(handover.requireReceiver());
    }

    /** Whether anybody of the receiving office logs in; else it has no tasks, and answers by letter or on the telephone. */
    public boolean officeLogsIn(DelegateExecution execution) {
        return directory.require(handover(execution).requireReceiver()).hasAccount();
    }

    /**
     * By when the next step is expected: the send date before sending, afterwards the day the clock looks again or the step's own
     * goal, whichever comes first.
     */
    public @Nullable Date dueDate(DelegateExecution execution) {
        Handover handover = handover(execution);
        LocalDate today = BusinessCalendar.today(clock);
        if (execution.getCurrentActivityId() != null && isLadder(execution.getCurrentActivityId())) {
            return TaskDates.endOf(BusinessCalendar.plusArbeitstage(today, 1));
        }
        return nextStepDue(handover, today).map(TaskDates::endOf).orElse(null);
    }

    /** The last day in time for what has to happen next, by the handover's state. */
    static Optional<LocalDate> nextStepDue(Handover handover, LocalDate today) {
        if (handover.state() == HandoverState.PREPARED) {
            return handover.due();
        }
        // The verdict changes at the start of the day after the last day in time.
        Optional<LocalDate> answer = Optional.ofNullable(handover.nextCheckAt())
                .map(next -> BusinessCalendar.dayOf(next.minusMillis(1)))
                .filter(day -> !day.isBefore(today));
        if (answer.isPresent() && handover.state().awaitsAnswer()) {
            return answer; // the office reads this day too: what it is asked for and when it is late are one
        }
        Optional<LocalDate> goal = handover.due().filter(day -> !day.isBefore(today));
        return Stream.of(answer, goal)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .or(handover::due);
    }

    private static boolean isLadder(String activity) {
        return switch (activity) {
            case "userTask_remind", "userTask_askByPhone", "userTask_askLead", "userTask_coordinate" -> true;
            default -> false;
        };
    }

    private Handover handover(DelegateExecution execution) {
        return handovers.get(id(execution));
    }

    private static HandoverId id(DelegateExecution execution) {
        return HandoverId.of(execution.getProcessBusinessKey());
    }

    @Configuration(proxyBeanMethods = false)
    static class Variables {

        @Bean
        ProcessVariables handoverVariables() {
            return ProcessVariables.of(
                    HandoverVariables.HANDOVER_ID,
                    HandoverVariables.HANDOVER_NEEDED,
                    HandoverVariables.SEND_ALLOWED,
                    HandoverVariables.SEND_DECISION,
                    HandoverVariables.HANDOVER_ANSWER,
                    HandoverVariables.REROUTED,
                    HandoverVariables.LADDER_LEVEL,
                    HandoverVariables.WITHDRAWAL_OPEN,
                    HandoverVariables.PREPARED_ANEW,
                    HandoverVariables.LETTER_ON_PAPER);
        }
    }
}
