package org.kimlotse.casework.process;

import java.util.Optional;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.BenefitLawReviewed;
import org.kimlotse.assessment.FactAnswered;
import org.kimlotse.assessment.SituationRecorded;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosed;
import org.kimlotse.casefile.CaseMoved;
import org.kimlotse.casefile.CaseReopened;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.FactCorrected;
import org.kimlotse.casefile.HouseholdChanged;
import org.kimlotse.casefile.PersonChange;
import org.kimlotse.casefile.PersonCorrected;
import org.kimlotse.casework.BenefitDecisions;
import org.kimlotse.casework.CaseChange;
import org.kimlotse.casework.CaseChanges;
import org.kimlotse.casework.Newborns;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.Workflows;
import org.kimlotse.handover.HandoverCompleted;
import org.kimlotse.intake.IntakeManagement;
import org.kimlotse.intake.facts.Indication;
import org.kimlotse.referral.ConfidentialWork;
import org.kimlotse.referral.ReferralClosed;
import org.kimlotse.referral.ReferralNews;
import org.kimlotse.referral.ReferralNewsOver;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
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
    private final CaseChanges changes;
    private final BenefitDecisions decisions;
    private final ConfidentialWork confidential;
    private final Assessment assessment;
    private final Newborns newborns;

    CaseFollows(
            Workflows workflows,
            Cases cases,
            IntakeManagement intake,
            CaseChanges changes,
            BenefitDecisions decisions,
            ConfidentialWork confidential,
            Assessment assessment,
            Newborns newborns) {
        this.assessment = assessment;
        this.changes = changes;
        this.decisions = decisions;
        this.confidential = confidential;
        this.newborns = newborns;
        this.intake = intake;
        this.workflows = workflows;
        this.cases = cases;
    }

    @EventListener
    void on(CaseMoved moved) {
        workflows.moveTasks(
                moved.caseId().number(),
                moved.fromTeam(),
                moved.toTeam(),
                Optional.of(moved.toCaseManager()),
                ConfidentialWork.processes());
        confidential.follow(moved.caseId());
        if (moved.from() != moved.to()
                && !changes.undone(moved.caseId(), CaseChange.Kind.MOVE, way(moved.to(), moved.from()))) {
            changes.noticed(moved.caseId(), CaseChange.Kind.MOVE, way(moved.from(), moved.to()));
        }
        sayWhatBinds(moved);
    }

    /** Who has to live somewhere else stays with the offices there, wherever the file is kept (§ 10a AsylbLG, § 12a AufenthG). */
    private void sayWhatBinds(CaseMoved moved) {
        CaseId caseId = moved.caseId();
        Optional.ofNullable(assessment.known(caseId).get(StatusFact.ASSIGNMENT_MUNICIPALITY))
                .flatMap(Municipality::find)
                .ifPresent(bound -> {
                    String text =
                            "Vermerkt ist, dass die Person in %s wohnen muss: Solange das gilt, bleiben die Stellen dort zuständig. Gilt es nicht mehr, bitte „neu bewerten“ und in „Lage erfassen“ ändern"
                                    .formatted(bound.label());
                    if (bound == moved.to()) {
                        changes.undone(caseId, CaseChange.Kind.OTHER, text);
                    } else if (changes.open(caseId).stream()
                            .noneMatch(change -> change.detail().equals(text))) {
                        changes.noticed(caseId, CaseChange.Kind.OTHER, text);
                    }
                });
    }

    private static String way(Municipality from, Municipality to) {
        return "von %s nach %s".formatted(from.label(), to.label());
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

    /** What was agreed did not come about. */
    @EventListener
    void on(ReferralClosed closed) {
        if (closed.result().cameToNothing()) {
            changes.noticed(
                    closed.caseId(),
                    CaseChange.Kind.DROP_OUT,
                    "%s – %s%s"
                            .formatted(
                                    closed.kind().label(),
                                    closed.result().label(),
                                    closed.why().isEmpty() ? "" : ": " + closed.why()),
                    closed.kind().confidential());
        }
    }

    @EventListener
    void on(ReferralNews news) {
        changes.noticed(
                news.caseId(),
                news.income() ? CaseChange.Kind.BENEFIT : CaseChange.Kind.OTHER,
                news.text(),
                news.confidential());
    }

    @EventListener
    void on(ReferralNewsOver news) {
        changes.undone(news.caseId(), CaseChange.Kind.OTHER, news.text());
    }

    /** An office decided about the new benefit: the file says something else of it. */
    @EventListener
    void on(HandoverCompleted completed) {
        decisions
                .contradiction(completed)
                .ifPresent(text -> changes.noticed(completed.caseId(), CaseChange.Kind.BENEFIT, text));
    }

    @EventListener
    void on(FactCorrected corrected) {
        StatusFact.ofKey(corrected.kind())
                .ifPresent(fact -> changes.noticed(
                        corrected.caseId(), kindOf(fact), "„%s“ wurde berichtigt".formatted(fact.label())));
    }

    /** Of what is known of the person only the birth date is a fact from which something was concluded. */
    @EventListener
    void on(PersonCorrected corrected) {
        if (corrected.changed().contains(PersonChange.BIRTH_DATE)) {
            changes.noticed(corrected.caseId(), CaseChange.Kind.OTHER, "„Geburtsdatum“ wurde berichtigt");
        }
    }

    @EventListener
    void on(HouseholdChanged changed) {
        changes.noticed(
                changed.caseId(),
                CaseChange.Kind.FAMILY,
                changed.added()
                        ? Optional.ofNullable(changed.bornOn())
                                .flatMap(newborns::toDo)
                                .orElse("eine Person ist im Haushalt eingetragen")
                        : "eine Person ist nicht mehr im Haushalt");
    }

    @EventListener
    void on(FactAnswered answered) {
        changes.noticed(
                answered.caseId(),
                kindOf(answered.fact()),
                "„%s“ ist jetzt bekannt".formatted(answered.fact().label()));
    }

    @EventListener
    void on(SituationRecorded recorded) {
        changes.reassessed(recorded.caseId());
    }

    /** What came while the answer of the rules was being read: goals are agreed next, with all of it known. */
    @EventListener
    void on(BenefitLawReviewed reviewed) {
        changes.reassessed(reviewed.caseId());
    }

    private static CaseChange.Kind kindOf(StatusFact fact) {
        return switch (fact) {
            case RESIDENCE_STATUS,
                    PROTECTION_KIND,
                    DECISION_SERVED_ON,
                    APPEAL_FILED,
                    DECISION_FINAL_ON,
                    TITLE_KIND,
                    TITLE_ISSUED_ON,
                    TITLE_MONTHS,
                    IN_GERMANY_SINCE,
                    STATUS_SINCE,
                    SUSPENSION_DECIDED_ON,
                    CERTIFICATE_ON,
                    IDENTITY_REGISTERED_ON,
                    UNACCOMPANIED_FOUND_ON,
                    REGISTERED_ADDRESS_ON,
                    OTHER_RIGHT -> CaseChange.Kind.TITLE;
            case BENEFIT_NOW,
                    EMPLOYABLE,
                    NEEDS_SUPPORT,
                    WORKS_SINCE,
                    WORK_INSURED,
                    WORK_HOURS,
                    WORK_ENDED_ON,
                    WORK_END_CONFIRMED,
                    STUDIES_FROM -> CaseChange.Kind.BENEFIT;
            case ASSIGNMENT_MUNICIPALITY, SHARED_ACCOMMODATION -> CaseChange.Kind.MOVE;
            case CHILDREN_IN_HOUSEHOLD -> CaseChange.Kind.FAMILY;
        };
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
