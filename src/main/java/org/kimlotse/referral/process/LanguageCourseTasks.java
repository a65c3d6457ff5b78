package org.kimlotse.referral.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.referral.LanguageCourse;
import org.kimlotse.referral.ReferralId;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/** Called by {@code referral-language-course.bpmn}. */
@Component("languageCourseTasks")
public class LanguageCourseTasks {

    private final LanguageCourse course;
    private final ReferralSteps steps;
    private final Clock clock;

    LanguageCourseTasks(LanguageCourse course, ReferralSteps steps, Clock clock) {
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

    /** By when the registration should be done, as far as that is known; it is shown on the cards of the step. */
    public @Nullable Date registerDue(DelegateExecution execution) {
        return due(execution, "registerBy");
    }

    /** The day on which the course is to begin; if that is not known, the last on which it should have. */
    public @Nullable Date startDue(DelegateExecution execution) {
        return due(execution, startDeadline(ReferralTasks.id(execution)));
    }

    private String startDeadline(ReferralId id) {
        return course.deadline(id, "startsOn").isPresent() ? "startsOn" : "startBy";
    }

    /** The first instant at which the start is overdue. */
    public Date startOverdue(DelegateExecution execution) {
        ReferralId id = ReferralTasks.id(execution);
        LocalDate startBy = course.deadline(id, startDeadline(id))
                .orElseThrow(() -> new IllegalStateException("no registration yet"));
        LocalDate today = BusinessCalendar.today(clock);
        LocalDate overdue = startBy.plusDays(1);
        return TaskDates.startOf(overdue.isAfter(today) ? overdue : today.plusDays(1));
    }

    public @Nullable Date attendanceDue(DelegateExecution execution) {
        return due(execution, "lookAgain");
    }

    /** The first instant at which nobody has reached the person for too long. */
    public Date silentTooLong(DelegateExecution execution) {
        LocalDate until = course.deadline(ReferralTasks.id(execution), "noContactUntil")
                .orElseThrow(() -> new IllegalStateException("nobody is missing"));
        return TaskDates.startOf(until);
    }

    private @Nullable Date due(DelegateExecution execution, String deadline) {
        return course.deadline(ReferralTasks.id(execution), deadline)
                .map(day -> {
                    execution.setVariable(CaseVariables.DEADLINE.name(), CaseVariables.DEADLINE.stored(day));
                    return TaskDates.endOf(day);
                })
                .orElse(null);
    }
}
