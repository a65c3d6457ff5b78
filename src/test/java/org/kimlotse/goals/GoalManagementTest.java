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
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.Opening;
import org.kimlotse.casefile.People;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;

@LotseTest
class GoalManagementTest {

    private static final Goal COURSE =
            Goal.of("Sprachkurs beginnen", Goal.Owner.PERSON, LocalDate.of(2026, 11, 1), "Anmeldung liegt vor");
    private static final Goal FLAT =
            Goal.of("Wohnung suchen", Goal.Owner.CASE_MANAGER, LocalDate.of(2026, 12, 31), "Mietvertrag");

    @Autowired
    CaseOpening opening;

    @Autowired
    CaseClosing closing;

    @Autowired
    GoalManagement management;

    @Autowired
    GoalAgreements agreements;

    @Autowired
    TestClock clock;

    @BeforeEach
    void today() {
        clock.setTo("2026-09-16");
    }

    @Test
    void keepsOneDraftUntilItIsSigned() {
        CaseId id = opened();

        draft(id, COURSE);
        draft(id, COURSE, FLAT);

        assertThat(agreements.versions(id)).hasSize(1);
        assertThat(agreements.latest(id).orElseThrow().goals()).containsExactly(COURSE, FLAT);
        assertThat(agreements.inForce(id)).isEmpty();
        assertThat(management.versionText(id)).isEqualTo("Version 1 (Entwurf)");
    }

    @Test
    void nobodySignsBeforeTheCaseWasOpenedNorAVersionBeforeTheOneItFollows() {
        CaseId id = opened();
        clock.setTo("2026-09-20");
        draft(id, COURSE);
        assertThatThrownBy(() -> sign(id, "2020-01-01"))
                .hasMessageContaining("vor der Eröffnung des Falls am 16.09.2026");
        assertThatThrownBy(() -> sign(id, "2026-09-21")).hasMessageContaining("in der Zukunft");
        assertThat(agreements.inForce(id)).isEmpty();

        sign(id, "2026-09-18");
        draft(id, COURSE, FLAT);
        assertThatThrownBy(() -> sign(id, "2026-09-17"))
                .hasMessageContaining("vor dem der vorigen Fassung, unterschrieben am 18.09.2026");
        sign(id, "2026-09-18");
        assertThat(agreements.inForce(id).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void aGoalIsNoLongerThanTheFormSays() {
        CaseId id = opened();
        LocalDate day = LocalDate.of(2026, 11, 1);
        draft(id, Goal.of("z".repeat(300), Goal.Owner.PERSON, day, "w".repeat(300)));
        assertThatThrownBy(() -> draft(id, Goal.of("z".repeat(301), Goal.Owner.PERSON, day, "da")))
                .hasMessage("Ziel 1: Das Ziel ist zu lang: höchstens 300 Zeichen, es sind 301.");
        assertThatThrownBy(() -> draft(id, COURSE, Goal.of("Ziel", Goal.Owner.PERSON, day, "w".repeat(301))))
                .hasMessageContaining("Ziel 2: Woran Sie merken, dass es erreicht ist, ist zu lang");
    }

    @Test
    void neverChangesWhatWasSigned() {
        CaseId id = opened();
        draft(id, COURSE, FLAT);
        sign(id, "2026-09-16");
        Goal later = Goal.of("Wohnung suchen", Goal.Owner.PERSON, LocalDate.of(2027, 3, 31), "Schlüssel");
        Goal school =
                Goal.of("Kind in der Schule anmelden", Goal.Owner.PERSON, LocalDate.of(2026, 10, 1), "Schulplatz");

        draft(id, later, school);

        assertThat(agreements.versions(id)).extracting(GoalAgreement::version).containsExactly(1, 2);
        assertThat(agreements.inForce(id).orElseThrow().goals()).containsExactly(COURSE, FLAT);
        assertThat(GoalDifference.between(
                        agreements.versions(id).get(0), agreements.versions(id).get(1)))
                .containsExactly(
                        new GoalDifference.Changed(FLAT, later),
                        new GoalDifference.Added(school),
                        new GoalDifference.Dropped(COURSE));
        assertThat(management.summary(id))
                .contains(
                        "\n\nGegenüber der vorigen Fassung:\n\n- ",
                        "neu: Kind in der Schule anmelden (Person, bis 01.10.2026)",
                        "entfällt: Sprachkurs",
                        "Wer kümmert sich: bisher Fallmanagement, jetzt Person",
                        "Bis wann: bisher 31.12.2026, jetzt 31.03.2027",
                        "Woran merken wir es: bisher „Mietvertrag“, jetzt „Schlüssel“")
                .doesNotContain("%n");

        sign(id, "2026-09-16");

        assertThat(agreements.inForce(id).orElseThrow().version()).isEqualTo(2);
        assertThat(agreements.versions(id).get(0).signed()).isTrue();
    }

    @Test
    void keepsAGoalWhoseDayHasPassedSinceItWasAgreed() {
        CaseId id = opened();
        draft(id, COURSE);
        sign(id, "2026-09-16");
        clock.setTo("2026-11-20");

        draft(id, COURSE, FLAT);

        assertThat(agreements.latest(id).orElseThrow().goals()).containsExactly(COURSE, FLAT);
    }

    @Test
    void refusesGoalsWithoutWordsOrInThePast() {
        CaseId id = opened();
        Goal empty = Goal.of("", Goal.Owner.PERSON, LocalDate.of(2026, 9, 15), "");

        assertThatThrownBy(() -> draft(id, empty))
                .hasMessageContaining("Ziel 1: Bitte schreiben Sie das Ziel auf")
                .hasMessageContaining("15.09.2026 liegt in der Vergangenheit");
        assertThatThrownBy(() -> draft(id)).hasMessageContaining("mindestens ein Ziel");
        assertThat(agreements.versions(id)).isEmpty();
    }

    @Test
    void refusesAGoalNobodyCouldSeeReached() {
        CaseId id = opened();
        Goal vague = Goal.of("Deutsch lernen", Goal.Owner.PERSON, LocalDate.of(2026, 11, 1), "");

        assertThatThrownBy(() -> draft(id, COURSE, vague))
                .hasMessage("Ziel 2: Woran merken wir, dass es erreicht ist? Bitte schreiben Sie es auf.");
    }

    @Test
    void aStepOfAnOfficeNamesItAndNeverOneThatWouldTellOfHealth() {
        CaseId id = opened();
        Goal nobody = Goal.of("Antrag bearbeiten", Goal.Owner.OFFICE, LocalDate.of(2026, 11, 1), "Bescheid");
        assertThatThrownBy(() -> draft(id, nobody)).hasMessage("Ziel 1: Welche Stelle kümmert sich darum?");
        assertThatThrownBy(() -> draft(id, byOffice("PSZ"))).hasMessageContaining("kann hier nicht stehen");
        assertThatThrownBy(() -> draft(id, byOffice("XXX"))).hasMessageContaining("kann hier nicht stehen");

        draft(
                id,
                byOffice("JC-SIE"),
                Goal.of("Zum Amt mitgehen", Goal.Owner.VOLUNTEER, LocalDate.of(2026, 11, 2), "war"));

        assertThat(management.summary(id)).contains("Jobcenter", "Siegburg", "Ehrenamtliche");
        assertThat(agreements.latest(id).orElseThrow().goals().get(0).office()).isEqualTo("JC-SIE");
    }

    private static Goal byOffice(String code) {
        return new Goal("Antrag bearbeiten", Goal.Owner.OFFICE, code, LocalDate.of(2026, 11, 1), "Der Bescheid ist da");
    }

    @Test
    void theNextVersionIsHeadedAsTheDraftItIs() {
        CaseId id = opened();
        draft(id, COURSE);
        sign(id, "2026-09-16");

        assertThat(management.versionText(id)).isEqualTo("Version 2 (Entwurf)");
    }

    @Test
    void aWayThatIsAddedOrLeftOutIsADifference() {
        CaseId id = opened();
        draft(id, COURSE);
        sign(id, "2026-09-16");
        Acting.as(
                "fallmanagement", () -> management.draft(id, List.of(COURSE), Set.of(AgreedReferral.LANGUAGE_COURSE)));
        assertThat(differences(id, 2)).containsExactly("neu begleitet: Sprachkurs");
        sign(id, "2026-09-16");
        draft(id, COURSE);
        assertThat(differences(id, 3)).containsExactly("nicht mehr begleitet: Sprachkurs");
        draft(id, COURSE);
        sign(id, "2026-09-16");
        draft(id, COURSE);
        assertThat(differences(id, 4)).containsExactly("Gegenüber Fassung 3 ist nichts geändert.");
    }

    private List<String> differences(CaseId id, int version) {
        return Acting.as("fallmanagement", () -> management.differences(id, version));
    }

    @Test
    void refusesATransitionAsLongAsNoChangeIsExpected() {
        CaseId id = opened();

        assertThatThrownBy(() -> Acting.as(
                        "fallmanagement",
                        () -> management.draft(id, List.of(COURSE), Set.of(AgreedReferral.TRANSITION))))
                .hasMessageContaining("wenn die Leistung voraussichtlich wechselt");
    }

    @Test
    void refusesASignatureInTheFutureAndASecondOneOfTheSameVersion() {
        CaseId id = opened();
        draft(id, COURSE);

        assertThatThrownBy(() -> sign(id, "2026-09-17")).hasMessageContaining("17.09.2026 liegt in der Zukunft");
        sign(id, "2026-09-16");
        assertThatThrownBy(() -> sign(id, "2026-09-16")).hasMessageContaining("keinen Entwurf");
    }

    @Test
    void doesNotTakeTypedTextAsLayout() {
        CaseId id = opened();
        draft(
                id,
                Goal.of(
                        "<script>alert(1)</script> [klick](http://x) **fett**\n# Titel",
                        Goal.Owner.PERSON,
                        LocalDate.of(2026, 11, 1),
                        "Brief"));

        assertThat(management.summary(id))
                .contains("&lt;script&gt;", "\\[klick\\]", "\\*\\*fett\\*\\*", "\\# Titel")
                .doesNotContain("<script>")
                .hasLineCount(1);
    }

    @Test
    void takesNothingInAClosedCase() {
        CaseId id = opened();
        Acting.as("fallmanagement", () -> closing.close(id, Case.ClosingReason.NO_CONTACT, "", 0));

        assertThatThrownBy(() -> draft(id, COURSE)).hasMessageContaining("Ihre Eingaben wurden nicht gespeichert");
    }

    private void draft(CaseId id, Goal... goals) {
        Acting.as("fallmanagement", () -> management.draft(id, List.of(goals), Set.of()));
    }

    private void sign(CaseId id, String day) {
        Acting.as(
                "fallmanagement", () -> management.sign(id, Language.AR, Interpreter.PHONE, LocalDate.parse(day), ""));
    }

    private CaseId opened() {
        return Acting.as(
                "fallmanagement",
                () -> ((Opening.Opened) opening.open(People.someone().despiteDuplicate())).caseId());
    }
}
