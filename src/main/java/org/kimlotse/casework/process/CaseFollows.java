package org.kimlotse.casework.process;

import java.util.Optional;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosed;
import org.kimlotse.casefile.CaseMoved;
import org.kimlotse.casefile.CaseReopened;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casefile.Cases;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.Workflows;
import org.kimlotse.intake.IntakeManagement;
import org.kimlotse.intake.facts.Indication;
import org.kimlotse.referral.ReferralClosed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The processes follow the case file when a case moves, is closed by hand or opened again; in the same transaction. */
@Component
class CaseFollows {

    private static final String INTAKE = "intake";
    private static final String CLOSED_REASON = "case-closed";

    private final Workflows workflows;
    private final Cases cases;
    private final IntakeManagement intake;

    CaseFollows(Workflows workflows, Cases cases, IntakeManagement intake) {
        this.intake = intake;
        this.workflows = workflows;
        this.cases = cases;
    }

    @EventListener
    void on(CaseMoved moved) {
        workflows.moveTasks(
                moved.caseId().number(), moved.fromTeam(), moved.toTeam(), Optional.of(moved.toCaseManager()));
    }

    /** A case closed by its own last step has no process left that waits; one closed by hand has. */
    @EventListener
    void on(CaseClosed closed) {
        String number = closed.caseId().number();
        if (workflows.isRunning(CaseworkProcess.PROCESS, number) && !closed.byProcess()) {
            workflows.correlate(CaseworkProcess.CLOSED_BY_HAND, number, Answers.none());
        }
        if (workflows.isRunning(INTAKE, number) && !closed.byProcess()) {
            workflows.cancel(INTAKE, number, CLOSED_REASON);
        }
    }

    /** What was agreed did not come about: the case is looked at anew, unless somebody is doing so already. */
    @EventListener
    void on(ReferralClosed closed) {
        if (closed.result().callsForReassessment()) {
            workflows.broadcast(
                    CaseworkProcess.REASSESSMENT_DUE, closed.caseId().number(), Answers.none());
        }
    }

    /** Who was closed before the first contact was done starts there again: nobody has informed them or asked them yet. */
    @EventListener
    void on(CaseReopened reopened) {
        boolean firstContactDone = intake.indication(reopened.caseId())
                .filter(Indication.CASE_MANAGEMENT::equals)
                .isPresent();
        if (!firstContactDone) {
            intake.begin(reopened.caseId());
            return;
        }
        Case file = cases.get(reopened.caseId());
        workflows.start(CaseworkProcess.PROCESS, file.id().number(), CaseVariables.of(file));
    }
}
