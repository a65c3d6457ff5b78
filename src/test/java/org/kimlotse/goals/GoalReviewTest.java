package org.kimlotse.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.Opening;
import org.kimlotse.casefile.People;
import org.kimlotse.casework.Attainment;
import org.kimlotse.casework.ClosingByHand;
import org.kimlotse.casework.Closings;
import org.kimlotse.casework.GoalAttainment;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;

/** What became of a goal is said by somebody on a day, can be taken back, and is proposed where the case is closed. */
@LotseTest
class GoalReviewTest {

    private static final String MANAGER = "fallmanagement";
    private static final Goal COURSE =
            Goal.of("Sprachkurs beginnen", Goal.Owner.PERSON, LocalDate.of(2026, 11, 1), "Anmeldung liegt vor");
    private static final Goal FLAT =
            Goal.of("Wohnung suchen", Goal.Owner.CASE_MANAGER, LocalDate.of(2026, 12, 31), "Mietvertrag");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    @Autowired
    CaseOpening opening;

    @Autowired
    ClosingByHand byHand;

    @Autowired
    Closings closings;

    @Autowired
    Attainment attainment;

    @Autowired
    Cases cases;

    @Autowired
    GoalManagement management;

    @Autowired
    GoalReview review;

    @Autowired
    TestClock clock;

    CaseId id;

    @BeforeEach
    void agreedInSeptemberLookedAtInNovember() {
        clock.setTo("2026-09-16");
        id = Acting.as(
                MANAGER, () -> ((Opening.Opened) opening.open(People.someone().despiteDuplicate())).caseId());
        signed(COURSE, FLAT);
        clock.setTo("2026-11-20");
    }

    private void signed(Goal... goals) {
        Acting.as(MANAGER, () -> {
            management.draft(id, List.of(goals), Set.of());
            management.sign(
                    id,
                    Language.AR,
                    Interpreter.PHONE,
                    LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC),
                    "");
        });
    }

    private void judged(int goal, GoalOutcome.Kind kind, String words) {
        Acting.as(MANAGER, () -> review.judge(id, 1, goal, kind, DAY, GoalOutcome.SaidBy.PERSON, words));
    }

    @Test
    void aGoalWhoseDayHasPassedIsOverdueUntilSomebodySaysWhatBecameOfIt() {
        assertThat(review.inForce(id)).extracting(g -> g.overdue(DAY)).containsExactly(true, false);

        judged(1, GoalOutcome.Kind.REACHED, "Ich gehe gern hin.");

        assertThat(review.inForce(id)).extracting(g -> g.overdue(DAY)).containsExactly(false, false);
        assertThat(review.text(id))
                .contains("**Sprachkurs beginnen** – erreicht am 20.11.2026, sagt die Person: Ich gehe gern hin.")
                .contains("**Wohnung suchen** – noch nicht beurteilt");
        assertThat(management.summary(id)).contains("**erreicht am 20.11.2026, sagt die Person**");
    }

    @Test
    void aJudgementIsReplacedOrTakenBackAndStaysReadable() {
        judged(1, GoalOutcome.Kind.PARTLY, "Es fehlt das Zertifikat.");
        judged(1, GoalOutcome.Kind.PARTLY, "Es fehlt das Zertifikat.");
        assertThat(review.history(id)).as("a second click").hasSize(1);
        judged(1, GoalOutcome.Kind.REACHED, "");
        GoalOutcome standing = review.inForce(id).get(0).outcome();
        assertThat(standing.kind()).isEqualTo(GoalOutcome.Kind.REACHED);

        Acting.as(MANAGER, () -> review.takeBack(id, standing.id()));
        Acting.as(MANAGER, () -> review.takeBack(id, standing.id()));

        assertThat(review.inForce(id).get(0).outcome()).isNull();
        assertThat(review.history(id))
                .hasSize(2)
                .allSatisfy(o -> assertThat(o.stands()).isFalse())
                .allSatisfy(o -> assertThat(o.takenBackBy()).isEqualTo(MANAGER));
    }

    @Test
    void aJudgementHoldsInTheNextVersionIfTheGoalKeepsItsWords() {
        judged(1, GoalOutcome.Kind.REACHED, "");
        Goal other = Goal.of("Kind anmelden", Goal.Owner.PERSON, LocalDate.of(2027, 2, 1), "Platz");
        signed(Goal.of(COURSE.goal(), Goal.Owner.PERSON, LocalDate.of(2027, 1, 31), "Beginn"), other);

        assertThat(review.inForce(id).get(0).outcome()).isNotNull();
        assertThat(review.inForce(id).get(1).outcome()).isNull();
        assertThatThrownBy(() -> judged(1, GoalOutcome.Kind.PARTLY, "doch nicht"))
                .hasMessageContaining("hat sich inzwischen geändert");
    }

    @Test
    void nobodyJudgesInTheFutureBeforeTheCaseWithoutAReasonOrFromAnotherTeam() {
        assertThatThrownBy(() -> Acting.as(
                        MANAGER,
                        () -> review.judge(
                                id, 1, 1, GoalOutcome.Kind.REACHED, DAY.plusDays(1), GoalOutcome.SaidBy.PERSON, "")))
                .hasMessageContaining("liegt in der Zukunft");
        assertThatThrownBy(() -> Acting.as(
                        MANAGER,
                        () -> review.judge(
                                id,
                                1,
                                1,
                                GoalOutcome.Kind.REACHED,
                                LocalDate.of(2026, 9, 15),
                                GoalOutcome.SaidBy.PERSON,
                                "")))
                .hasMessageContaining("vor der Eröffnung des Falls am 16.09.2026");
        assertThatThrownBy(() -> judged(1, GoalOutcome.Kind.PARTLY, " ")).hasMessageContaining("was noch fehlt");
        assertThatThrownBy(() -> judged(1, GoalOutcome.Kind.NOT_WANTED, "")).hasMessageContaining("nicht mehr gewollt");
        assertThatThrownBy(() -> judged(3, GoalOutcome.Kind.REACHED, "")).hasMessageContaining("gibt es");
        assertThatThrownBy(() -> judged(1, GoalOutcome.Kind.REACHED, "w".repeat(501)))
                .hasMessageContaining("höchstens 500 Zeichen, es sind 501");
        assertThatThrownBy(() -> Acting.as(
                        "lohmar",
                        () -> review.judge(id, 1, 1, GoalOutcome.Kind.REACHED, DAY, GoalOutcome.SaidBy.PERSON, "")))
                .hasMessageContaining("gehört nicht zu Ihrem Team");
        assertThat(review.history(id)).isEmpty();
    }

    @Test
    void whereTheCaseIsClosedTheJudgementsProposeHowFarItCame() {
        assertThat(attainment.proposed(id)).isEmpty();
        judged(1, GoalOutcome.Kind.REACHED, "");
        assertThat(attainment.proposed(id)).as("the other is open").hasValue(GoalAttainment.PARTLY);
        judged(2, GoalOutcome.Kind.NOT_WANTED, "bleibt bei der Tante");
        assertThat(attainment.proposed(id)).as("does not count").hasValue(GoalAttainment.FULLY);
        judged(1, GoalOutcome.Kind.NOT_WANTED, "zieht weg");
        assertThat(attainment.proposed(id)).isEmpty();
    }

    @Test
    void closingByHandAsksHowFarTheGoalsWereReachedAndWhatShouldChange() {
        assertThatThrownBy(() -> closed(null)).hasMessageContaining("wie weit die Ziele erreicht sind");
        assertThat(cases.get(id).open()).isTrue();
        assertThat(closings.latest(id)).isEmpty();

        closed(GoalAttainment.PARTLY);

        assertThat(closings.latest(id)).hasValueSatisfying(c -> {
            assertThat(c.attainment()).isEqualTo(GoalAttainment.PARTLY);
            assertThat(c.structuralFinding()).isEqualTo("Termine kommen spät.");
        });
        assertThatThrownBy(() -> judged(1, GoalOutcome.Kind.REACHED, "")).hasMessageContaining("abgeschlossen");
        assertThat(cases.get(id).deletionOn()).isEqualTo(LocalDate.of(2027, 11, 20));
    }

    private void closed(GoalAttainment attainment) {
        Acting.as(
                MANAGER,
                () -> byHand.close(
                        id,
                        Case.ClosingReason.MOVED_AWAY,
                        "",
                        attainment,
                        "Termine kommen spät.",
                        cases.get(id).version()));
    }

    @Test
    void withoutAnAgreementNobodyIsAskedForGoals() {
        CaseId other = Acting.as(
                MANAGER, () -> ((Opening.Opened) opening.open(People.someone().despiteDuplicate())).caseId());
        Acting.as(
                MANAGER,
                () -> byHand.close(
                        other,
                        Case.ClosingReason.NO_CONTACT,
                        "",
                        null,
                        "",
                        cases.get(other).version()));
        assertThat(closings.latest(other).orElseThrow().attainment()).isEqualTo(GoalAttainment.NOT_AGREED);
    }
}
