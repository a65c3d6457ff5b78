package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.assessment.FactCorrection;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseMoving;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Fact;
import org.kimlotse.casefile.Facts;
import org.kimlotse.casefile.Households;
import org.kimlotse.casework.CaseChange;
import org.kimlotse.casework.CaseChanges;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;

/** A new title, another benefit, a move, a birth: one task asks whether the situation is assessed anew. */
@LotseTest
class ChangeScenarioTest {

    private static final String MANAGER = "fallmanagement";
    private static final LocalDate DAY = LocalDate.parse("2026-09-02");

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    CaseMoving moving;

    @Autowired
    CaseClosing closing;

    @Autowired
    Cases cases;

    @Autowired
    Facts facts;

    @Autowired
    FactCorrection correction;

    @Autowired
    CaseChanges changes;

    @Autowired
    Households households;

    Story story;
    CaseStory person;

    @BeforeEach
    void inEarlySeptember() {
        clock.setTo("2026-09-02");
        story = new Story(engine, clock);
        person = CaseStory.workedBy(MANAGER, story, opening).inCaseManagement("SIEGBURG");
    }

    private CaseStory accompanied() {
        return assessed().benefitLawConfirmed().goalsAgreed().goalsSigned(DAY);
    }

    private CaseStory assessed() {
        return person.assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10");
    }

    private CaseId id() {
        return new CaseId(person.number());
    }

    private CaseChanges.Noted birth(String words) {
        return story.as(MANAGER, () -> changes.report(id(), CaseChange.Kind.FAMILY, DAY, words));
    }

    private void corrected(StatusFact fact, String value) {
        Fact wrong = facts.all(id()).stream()
                .filter(f -> f.stands() && f.kind().equals(fact.key()))
                .findFirst()
                .orElseThrow();
        story.as(MANAGER, () -> correction.apply(id(), wrong.id(), value, story.say("verlesen")));
        story.runDueJobs();
    }

    private Story.OpenTask review() {
        return story.task(MANAGER, "userTask_reviewChange", person.number());
    }

    private List<String> tasks() {
        return story.tasksOf(MANAGER, person.number());
    }

    /** § 81 Abs. 2 S. 2 AufenthG: 20.08.2026 + 6 Monate = 20.02.2027; § 70 Abs. 1 S. 2 EStG: August bis Ende Februar 2027. */
    @Test
    void aNewbornEnteredInTheHouseholdIsCountedAndTheTaskSaysWhatIsToBeDone() {
        accompanied();
        story.as(
                MANAGER,
                () -> households.add(
                        id(), story.say("Nour"), story.say("Beispiel"), LocalDate.parse("2026-08-20"), false));
        assertThat(review().shows("changeOptions"))
                .contains("geboren am 20.08.2026")
                .contains("bis 20.02.2027 zu beantragen (§ 81 Abs. 2 S. 2 AufenthG)")
                .contains("Kindergeld prüfen und bis 28.02.2027 beantragen")
                .contains("§ 1 Abs. 1 Nr. 6 AsylbLG");
        review().submit("changeDecision", "REASSESS");
        assertThat(story.task(MANAGER, "userTask_assess", person.number())
                        .form()
                        .get("childrenInHousehold")
                        .toString())
                .as("0 was told before")
                .isEqualTo("1");
    }

    @Test
    void aGrownUpEnteredInTheHouseholdIsOnlyAChange() {
        accompanied();
        story.as(
                MANAGER,
                () -> households.add(
                        id(), story.say("Omar"), story.say("Beispiel"), LocalDate.parse("1990-08-20"), false));
        assertThat(review().shows("changeOptions"))
                .contains("eine Person ist im Haushalt eingetragen")
                .doesNotContain("Kindergeld");
    }

    @Test
    void aBirthReportedInTheCaseFileBecomesATaskAndLeadsToANewAssessment() {
        accompanied();
        String words = story.say("Tochter geboren");
        assertThat(birth(words)).isEqualTo(CaseChanges.Noted.TO_REVIEW);
        assertThat(tasks()).containsExactly("userTask_accompany", "userTask_reviewChange");
        assertThat(review().shows("changeOptions")).contains("Geburt oder Haushalt (02.09.2026): " + words);

        review().submit("changeDecision", "REASSESS");
        story.runDueJobs();
        assertThat(tasks()).containsExactly("userTask_assess");
        assertThat(story.task(MANAGER, "userTask_assess", person.number()).shows("changesText"))
                .contains("Geburt oder Haushalt");

        assessed().benefitLawConfirmed().goalsAgreed().goalsSigned(DAY);
        assertThat(tasks()).containsExactly("userTask_accompany");
        assertThat(changes.of(id())).singleElement().satisfies(change -> assertThat(change.settledAs())
                .isEqualTo(CaseChange.Settled.REASSESSED));
    }

    @Test
    void correctedFactsComeTogetherInOneTaskAndAPersonMaySayWhyNothingHasToBeDone() {
        accompanied();
        corrected(StatusFact.IN_GERMANY_SINCE, "2026-02-11");
        corrected(StatusFact.CHILDREN_IN_HOUSEHOLD, "1");
        corrected(StatusFact.EMPLOYABLE, "false");
        assertThat(tasks()).containsExactly("userTask_accompany", "userTask_reviewChange");
        assertThat(review().shows("changeOptions"))
                .contains("„In Deutschland seit“ wurde berichtigt", "Geburt oder Haushalt", "Leistung oder Einkommen");

        assertThatThrownBy(() -> review().submit("changeDecision", "NOT_NEEDED", "changeReason", "passt"))
                .hasMessageContaining("Bitte prüfen Sie auch", "Geburt oder Haushalt");
        List<String> seen = seen();
        assertThatThrownBy(() -> review().submit("changeDecision", "NOT_NEEDED", "changesSeen", seen))
                .hasMessageContaining("warum die Lage nicht neu bewertet werden muss");
        review().submit(
                        "changeDecision",
                        "NOT_NEEDED",
                        "changesSeen",
                        seen,
                        "changeReason",
                        story.say("nur Tippfehler"));
        story.runDueJobs();
        assertThat(tasks()).containsExactly("userTask_accompany");
        assertThat(changes.open(id())).isEmpty();
    }

    private List<String> seen() {
        return changes.open(id()).stream().map(c -> c.id().toString()).toList();
    }

    @Test
    void whatComesWhileSomebodyReadsIsNotWavedThrough() {
        accompanied();
        birth(story.say("Sohn geboren"));
        List<String> seen = seen();
        Story.OpenTask tab = review();
        birth(story.say("Zwilling"));
        assertThatThrownBy(() ->
                        tab.submit("changeDecision", "NOT_NEEDED", "changesSeen", seen, "changeReason", "bekannt"))
                .hasMessageContaining("Zwilling");
        assertThat(tasks()).containsExactly("userTask_accompany", "userTask_reviewChange");
    }

    @Test
    void aMoveIsReviewedByTheNewTeam() {
        accompanied();
        story.as(
                MANAGER,
                () -> moving.move(
                        id(),
                        new CaseMoving.Order(
                                Municipality.LOHMAR,
                                null,
                                "Umzug",
                                cases.get(id()).version())));
        story.runDueJobs();
        assertThat(tasks()).isEmpty();
        assertThat(story.tasksOf("lohmar", person.number()))
                .containsExactly("userTask_accompany", "userTask_reviewChange");
        assertThat(story.task("lohmar", "userTask_reviewChange", person.number())
                        .shows("changeOptions"))
                .contains("Umzug oder Wohnsitz", "von Siegburg nach Lohmar");
    }

    private void moved(String by, Municipality to, String successor) {
        story.as(
                by,
                () -> moving.move(
                        id(),
                        new CaseMoving.Order(
                                to, successor, "Umzug", cases.get(id()).version())));
        story.runDueJobs();
    }

    @Test
    void aMoveThatIsUndoneBeforeAnybodyLookedAtItAsksNobody() {
        accompanied();
        moved(MANAGER, Municipality.LOHMAR, "lohmar");
        moved("lohmar", Municipality.SIEGBURG, MANAGER);
        assertThat(changes.open(id())).isEmpty();
        assertThat(tasks()).containsExactly("userTask_accompany");

        birth(story.say("Kind geboren"));
        moved(MANAGER, Municipality.LOHMAR, "lohmar");
        moved("lohmar", Municipality.SIEGBURG, MANAGER);
        assertThat(review().shows("changeOptions"))
                .contains("Geburt oder Haushalt")
                .doesNotContain("Umzug oder Wohnsitz");
        assertThat(tasks()).containsExactly("userTask_accompany", "userTask_reviewChange");
    }

    @Test
    void anAnswerThatWasMissingIsAChangeToo() {
        accompanied();
        story.as(MANAGER, () -> correction.state(id(), StatusFact.SHARED_ACCOMMODATION, "true"));
        story.runDueJobs();
        assertThat(review().shows("changeOptions")).contains("Unterkunft der Gemeinde“ ist jetzt bekannt");
    }

    @Test
    void whoeverIsAssessingIsNotAskedAgain() {
        assertThat(birth(story.say("schwanger gewesen"))).isEqualTo(CaseChanges.Noted.ASSESSING);
        assertThat(tasks()).containsExactly("userTask_assess");
        assertThat(story.task(MANAGER, "userTask_assess", person.number()).shows("changesText"))
                .contains("Geburt oder Haushalt");
        assessed();
        assertThat(changes.open(id())).isEmpty();
        assertThat(tasks()).containsExactly("userTask_reviewBenefitLaw");
    }

    @Test
    void aChangeWhileGoalsAreAgreedWaitsAndGoesWithTheNextAssessment() {
        assessed().benefitLawConfirmed();
        birth(story.say("Kind geboren"));
        assertThat(tasks()).containsExactly("userTask_agreeGoals", "userTask_reviewChange");
        assertThatThrownBy(() -> review().submit("changeDecision", "REASSESS"))
                .hasMessageContaining("Bitte führen Sie diese Aufgabe zuerst zu Ende");
        person.goalsAgreed().goalsSigned(DAY);

        assertThatThrownBy(() -> person.step("userTask_accompany", Map.of("nextStep", "CLOSE")))
                .hasMessageContaining("noch zu prüfen: Geburt oder Haushalt");
        assertThat(story.task(MANAGER, "userTask_accompany", person.number()).shows("openWorkText"))
                .contains("noch zu prüfen: Geburt oder Haushalt");
        person.step("userTask_accompany", Map.of("nextStep", "REASSESS"));
        assertThat(tasks()).containsExactly("userTask_assess", "userTask_reviewChange");
        assessed();
        assertThat(tasks()).containsExactly("userTask_reviewBenefitLaw");
        assertThat(changes.open(id())).isEmpty();
    }

    @Test
    void aReportSaysWhatIsWrongWithIt() {
        assertThatThrownBy(() ->
                        story.as(MANAGER, () -> changes.report(id(), CaseChange.Kind.TITLE, DAY.plusDays(1), " ")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Zukunft")
                .hasMessageContaining("was sich geändert hat");
        assertThatThrownBy(() -> story.as(MANAGER, () -> changes.report(id(), CaseChange.Kind.CRISIS, DAY, "Krise")))
                .hasMessageContaining("bemerkt Lotse selbst");
        assertThatThrownBy(
                        () -> story.as("lohmar", () -> changes.report(id(), CaseChange.Kind.TITLE, DAY, "neuer Titel")))
                .hasMessageContaining("gehört nicht zu Ihrem Team");
        CaseStory inFirstContact = CaseStory.workedBy(MANAGER, story, opening).opened("SIEGBURG");
        assertThatThrownBy(() -> story.as(
                        MANAGER,
                        () -> changes.report(
                                new CaseId(inFirstContact.number()), CaseChange.Kind.TITLE, DAY, "neuer Titel")))
                .hasMessageContaining("Erstkontakt");
        story.as(
                MANAGER,
                () -> closing.close(
                        id(), Case.ClosingReason.MOVED_AWAY, "", cases.get(id()).version()));
        story.runDueJobs();
        assertThatThrownBy(() -> birth("zu spät")).hasMessageContaining("abgeschlossen");
        assertThat(changes.of(id())).isEmpty();
    }
}
