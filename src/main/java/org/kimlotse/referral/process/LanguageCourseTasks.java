package org.kimlotse.referral.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.referral.LanguageCourse;
import org.kimlotse.referral.ReferralId;
import org.kimlotse.referral.ReferralManagement;
import org.kimlotse.referral.ReferralResult;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/** Called by {@code referral-language-course.bpmn}. */
@Component("languageCourseTasks")
public class LanguageCourseTasks {

    private final LanguageCourse course;
    private final ReferralSteps steps;
    private final ReferralManagement management;
    private final ReferralTasks tasks;
    private final Clock clock;

    LanguageCourseTasks(
            LanguageCourse course,
            ReferralSteps steps,
            ReferralManagement management,
            ReferralTasks tasks,
            Clock clock) {
        this.management = management;
        this.tasks = tasks;
        this.course = course;
        this.steps = steps;
        this.clock = clock;
    }

    public void proposeDoor(DelegateExecution execution) {
        course.propose(ReferralTasks.id(execution));
    }

    public void readAdmission(DelegateExecution execution) {
        execution.setVariable(
                ReferralProcess.ADMITTED.name(),
                ReferralProcess.ADMITTED.stored(course.admitted(ReferralTasks.id(execution))));
    }

    /** Of a registration that is given up nothing has to be proved. */
    public void endProof(DelegateExecution execution) {
        steps.end(
                ReferralTasks.id(execution),
                "S4",
                "Die Person geht zu einem anderen Kursträger; der Nachweis folgt mit der neuen Anmeldung.");
    }

    /** Who stops before the first day has not dropped out of anything. */
    public void closeStopped(DelegateExecution execution) {
        ReferralId id = ReferralTasks.id(execution);
        management.close(id, course.begun(id) ? ReferralResult.DROPPED_OUT : ReferralResult.STOPPED);
    }

    /**
     * By when the registration should be done, as far as that is known, and not before it is asked for; it is shown on the cards
     * of the step.
     */
    public @Nullable Date registerDue(DelegateExecution execution) {
        LocalDate today = BusinessCalendar.today(clock);
        return due(
                execution,
                course.deadline(ReferralTasks.id(execution), "registerBy")
                        .map(day -> day.isBefore(today) ? BusinessCalendar.plusArbeitstage(today, 1) : day));
    }

    /** The next of the days that count until somebody is in the course. */
    public @Nullable Date startDue(DelegateExecution execution) {
        return due(execution, Optional.of(awaited(ReferralTasks.id(execution))));
    }

    /**
     * The day on which the course is to begin, the last on which it should have, the last before the right is lost: whatever the
     * provider says, the nearest of those to come; if all have passed, the latest.
     */
    private LocalDate awaited(ReferralId id) {
        LocalDate today = BusinessCalendar.today(clock);
        List<LocalDate> days = Stream.of("startsOn", "startBy", LanguageCourse.LAPSES)
                .flatMap(deadline -> course.deadline(id, deadline).stream())
                .sorted()
                .toList();
        return days.stream()
                .filter(day -> !day.isBefore(today))
                .findFirst()
                .or(() -> days.stream().reduce((first, last) -> last))
                .orElseThrow(() -> new IllegalStateException("no registration yet"));
    }

    /** The first instant at which the start is overdue. */
    public Date startOverdue(DelegateExecution execution) {
        LocalDate today = BusinessCalendar.today(clock);
        LocalDate overdue = awaited(ReferralTasks.id(execution)).plusDays(1);
        return TaskDates.startOf(overdue.isAfter(today) ? overdue : today.plusDays(1));
    }

    public @Nullable Date attendanceDue(DelegateExecution execution) {
        return due(execution, "lookAgain");
    }

    /** The last Arbeitstag on which a call still comes before the person counts as gone. */
    public Date callDue(DelegateExecution execution) {
        Date soon = tasks.dueSoon(execution);
        LocalDate today = BusinessCalendar.today(clock);
        return course.deadline(ReferralTasks.id(execution), "noContactUntil")
                .map(until -> BusinessCalendar.minusArbeitstage(until, 1))
                .map(last -> TaskDates.endOf(last.isBefore(today) ? today : last))
                .filter(soon::after)
                .orElse(soon);
    }

    /** The first instant at which nobody has reached the person for too long. */
    public Date silentTooLong(DelegateExecution execution) {
        LocalDate until = course.deadline(ReferralTasks.id(execution), "noContactUntil")
                .orElseThrow(() -> new IllegalStateException("nobody is missing"));
        return TaskDates.startOf(until);
    }

    private @Nullable Date due(DelegateExecution execution, String deadline) {
        return due(execution, course.deadline(ReferralTasks.id(execution), deadline));
    }

    private static @Nullable Date due(DelegateExecution execution, Optional<LocalDate> deadline) {
        return deadline.map(day -> {
                    execution.setVariable(CaseVariables.DEADLINE.name(), CaseVariables.DEADLINE.stored(day));
                    return TaskDates.endOf(day);
                })
                .orElse(null);
    }
}
