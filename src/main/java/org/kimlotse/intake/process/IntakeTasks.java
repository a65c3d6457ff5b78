package org.kimlotse.intake.process;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.engine.Answers;
import org.kimlotse.intake.FirstContact;
import org.kimlotse.intake.IntakeManagement;
import org.kimlotse.intake.facts.Indication;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The steps that the process {@code intake} calls. */
@Component
public class IntakeTasks {

    private final IntakeManagement intake;
    private final Clock clock;
    private final Duration crisisLimit;

    IntakeTasks(
            IntakeManagement intake, Clock clock, @Value("${lotse.crisis.acknowledge-within:PT60M}") Duration limit) {
        this.intake = intake;
        this.clock = clock;
        this.crisisLimit = limit;
    }

    /** A crisis waits for nobody: due within the hour. */
    public Date crisisDue(DelegateExecution execution) {
        return Date.from(clock.instant().plus(crisisLimit));
    }

    /** Whether the last screening found an acute crisis; asked for and not kept, because the engine keeps what it is told. */
    public boolean actNow(DelegateExecution execution) {
        return intake.crisisScreen(caseId(execution))
                .map(FirstContact.CrisisScreen::acute)
                .orElse(false);
    }

    public void proposeIndication(DelegateExecution execution) {
        Indication proposal = intake.proposeIndication(caseId(execution));
        execution.setVariables(
                Answers.of(IntakeProcess.INDICATION_PROPOSAL, proposal).asMap());
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
