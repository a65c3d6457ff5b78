package org.kimlotse.intake.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.intake.FirstContact;
import org.kimlotse.intake.IntakeManagement;
import org.kimlotse.intake.facts.Indication;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** The steps that the process {@code intake} calls. */
@Component
public class IntakeTasks {

    private final IntakeManagement intake;
    private final Clock clock;

    IntakeTasks(IntakeManagement intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    /** Whether the last screening found an acute crisis; asked for and not kept, because the engine keeps what it is told. */
    public boolean actNow(DelegateExecution execution) {
        return intake.crisisScreen(caseId(execution))
                .map(FirstContact.CrisisScreen::acute)
                .orElse(false);
    }

    /** Somebody has to act now; the first contact waits until the danger is over. */
    public void reportCrisis(DelegateExecution execution) {
        intake.reportCrisis(caseId(execution));
    }

    public void proposeIndication(DelegateExecution execution) {
        Indication proposal = intake.proposeIndication(caseId(execution));
        execution.setVariables(
                Answers.of(IntakeProcess.INDICATION_PROPOSAL, proposal).asMap());
    }

    /** The first talk is today; of a further one the day was agreed. */
    public Date talkOn(DelegateExecution execution) {
        Object agreed = execution.getVariable(IntakeProcess.COUNSELLING_NEXT_ON.name());
        return TaskDates.endOf(agreed == null ? BusinessCalendar.today(clock) : LocalDate.parse((String) agreed));
    }

    public void openCaseManagement(DelegateExecution execution) {
        intake.openCaseManagement(caseId(execution));
    }

    public void closeCase(DelegateExecution execution) {
        intake.close(caseId(execution));
    }

    private static CaseId caseId(DelegateExecution execution) {
        return new CaseId(execution.getProcessBusinessKey());
    }
}
