package org.kimlotse.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.Facts;
import org.kimlotse.casework.OrderOfWork;
import org.kimlotse.goals.GoalAgreement;
import org.kimlotse.goals.GoalAgreements;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Rechtskreis;
import org.springframework.beans.factory.annotation.Autowired;

/** From the first assessment to the signed agreement, by the forms. */
@LotseTest
class AssessmentScenarioTest {

    @Autowired
    OrderOfWork order;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    Assessment assessment;

    @Autowired
    BenefitLawAssessment benefitLaw;

    @Autowired
    Facts facts;

    @Autowired
    GoalAgreements agreements;

    @Autowired
    DecisionLog decisions;

    Story story;

    @BeforeEach
    void start() {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
    }

    @Test
    void goesFromServedRecognitionToASignedAgreement() {
        CaseId id = assessable();
        assess(id, "decisionServedOn", "2026-09-15");
        story.fire("serviceTask_decideBenefitLaw", id.number());

        var review = story.task("fallmanagement", "userTask_reviewBenefitLaw", id.number());
        assertThat(review.shows("benefitLawResult")).contains("AsylbLG bis 30.09.2026, SGB II ab 01.10.2026");
        assertThat(review.shows("benefitLawWhy")).contains("§ 1 Abs. 3", "Herleitung", "Fassung", "15.09.2026");
        assertThat(review.shows("orderOfWork"))
                .containsSubsequence(
                        "1. **Ereignis bekannt geben** → Sozialamt",
                        "2. **Formlosen Antrag sichern** → Jobcenter",
                        "möglichst bis 22.09.2026, spätestens 31.10.2026",
                        "3. **Antrag vollständig machen**");
        assertThat(order.of(id))
                .filteredOn(line -> line.position() == 2)
                .singleElement()
                .satisfies(line -> assertThat(line.law()).contains("§ 37 Abs. 1, 2 SGB II"))
                .satisfies(line -> assertThat(line.sharing()).startsWith("Weitergegeben wird mit Einwilligung"));
        assertThat(order.of(id))
                .filteredOn(line -> line.position() == 3)
                .extracting(OrderOfWork.Line::before)
                .containsExactly("Formlosen Antrag sichern");
        assertThat(decisions.latest(id, RuleSet.ORDER_OF_WORK)).isPresent();
        assertThat(variable(id, "benefitLawChanges")).isEqualTo(true);
        assertThat(variable(id, "benefitLawFrom")).isEqualTo("2026-10-01");
        assertThat(variable(id, "benefitLaw")).isEqualTo("SGB_II");
        review.submit("benefitLawReview", "CONFIRM");

        var goals = story.task("fallmanagement", "userTask_agreeGoals", id.number());
        assertThat(goals.shows("orderOfWork")).contains("31.10.2026");
        assertThat(goals.form().get("agreedReferrals").toString()).contains("TRANSITION");
        assertThatThrownBy(() -> goals.submit(
                        "goals",
                        List.of(Map.of(
                                "goal",
                                story.say("Antrag"),
                                "owner",
                                "PERSON",
                                "dueOn",
                                "2026-09-01",
                                "indicator",
                                "Stempel"))))
                .hasMessageContaining("01.09.2026 liegt in der Vergangenheit");
        goals.submit(
                "goals",
                List.of(
                        Map.of(
                                "goal",
                                story.say("Antrag beim Jobcenter stellen"),
                                "owner",
                                "PERSON",
                                "dueOn",
                                "2026-09-22",
                                "indicator",
                                story.say("Eingangsstempel")),
                        Map.of(
                                "goal",
                                story.say("Sprachkurs"),
                                "owner",
                                "CASE_MANAGER",
                                "dueOn",
                                "2026-11-01",
                                "indicator",
                                "Kurs")),
                "agreedReferrals",
                List.of("TRANSITION"));

        var refused = story.task("fallmanagement", "userTask_explainAndSign", id.number());
        assertThat(refused.shows("goalsSummary")).contains("Antrag beim Jobcenter", "22.09.2026", "Vereinbart");
        refused.submit("goalsExplainedIn", "AR", "goalsInterpreter", "PHONE", "goalsSigned", false);
        story.task("fallmanagement", "userTask_agreeGoals", id.number())
                .submit(
                        "goals",
                        List.of(Map.of(
                                "goal",
                                story.say("Nur der Antrag"),
                                "owner",
                                "PERSON",
                                "dueOn",
                                "2026-09-22",
                                "indicator",
                                "Stempel")),
                        "agreedReferrals",
                        List.of("TRANSITION"));
        var sign = story.task("fallmanagement", "userTask_explainAndSign", id.number());
        assertThatThrownBy(() -> sign.submit(
                        "goalsExplainedIn",
                        "AR",
                        "goalsInterpreter",
                        "PHONE",
                        "goalsSigned",
                        true,
                        "goalsSignedOn",
                        "2026-09-17"))
                .hasMessageContaining("17.09.2026 liegt in der Zukunft");
        assertThatThrownBy(
                        () -> sign.submit("goalsExplainedIn", "AR", "goalsInterpreter", "PHONE", "goalsSigned", true))
                .hasMessageContaining("Wann hat die Person unterschrieben?");
        sign.submit(
                "goalsExplainedIn",
                "AR",
                "goalsInterpreter",
                "PHONE",
                "goalsSigned",
                true,
                "goalsSignedOn",
                "2026-09-16");

        GoalAgreement signed = agreements.inForce(id).orElseThrow();
        assertThat(signed.version()).isEqualTo(1);
        assertThat(signed.goals()).hasSize(1);
    }

    @Test
    void asksAgainWhenTheFactsAreWrong() {
        CaseId id = assessable();
        assess(id, "decisionServedOn", "2026-09-15");
        story.fire("serviceTask_decideBenefitLaw", id.number());
        story.task("fallmanagement", "userTask_reviewBenefitLaw", id.number())
                .submit("benefitLawReview", "FACTS_WRONG");

        var again = story.task("fallmanagement", "userTask_assess", id.number());
        assertThat(again.shows("decisionServedOn")).isEqualTo("2026-09-15");
        assertThat(again.shows("factsSummary")).contains("Bescheid zugestellt am: 15.09.2026");
        assertThatThrownBy(() -> assess(id, "decisionServedOn", "2026-08-31"))
                .hasMessageContaining("Bescheid zugestellt am: bisher 15.09.2026, jetzt 31.08.2026.")
                .hasMessageContaining("War die alte Angabe falsch, oder hat sich etwas geändert?");
        assertThat(assessment.known(id)).containsEntry(StatusFact.DECISION_SERVED_ON, "2026-09-15");
        assess(id, "decisionServedOn", "2026-08-31", "earlierAnswers", "WRONG");
        story.fire("serviceTask_decideBenefitLaw", id.number());

        assertThat(story.task("fallmanagement", "userTask_reviewBenefitLaw", id.number())
                        .shows("benefitLawResult"))
                .contains("SGB II ab 01.09.2026");
        assertThat(facts.all(id).stream()
                        .filter(f -> f.kind().equals("decisionServedOn"))
                        .count())
                .isEqualTo(2);
    }

    @Test
    void takesAnOwnDecisionOnlyWithReasonLawAndDay() {
        CaseId id = assessable();
        assess(id, "decisionServedOn", "2026-09-15");
        story.fire("serviceTask_decideBenefitLaw", id.number());
        var review = story.task("fallmanagement", "userTask_reviewBenefitLaw", id.number());

        assertThatThrownBy(review::submit).hasMessageContaining("Stimmt das Ergebnis der Regeln?");
        assertThatThrownBy(() -> review.submit("benefitLawReview", "OVERRIDE"))
                .hasMessageContaining("Bitte schreiben Sie, warum")
                .hasMessageContaining("Bitte wählen Sie die Leistung");
        review.submit(
                "benefitLawReview",
                "OVERRIDE",
                "benefitLawOverrideReason",
                story.say("Gutachten sagt nicht erwerbsfähig"),
                "benefitLawOverrideLaw",
                "SGB_XII_3",
                "benefitLawOverrideFrom",
                "2026-10-01");

        assertThat(variable(id, "benefitLaw")).isEqualTo("SGB_XII_3");
        assertThat(variable(id, "factsRight")).isEqualTo(true);
        assertThat(benefitLaw.current(id).orElseThrow().law()).isEqualTo(Rechtskreis.SGB_XII_3);
    }

    @Test
    void keepsNothingOfAnAssessmentWithOneImpossibleDay() {
        CaseId id = assessable();

        assertThatThrownBy(() -> assess(id, "decisionServedOn", "2026-09-17", "householdNote", story.say("zu dritt")))
                .hasMessageContaining("17.09.2026 liegt in der Zukunft");

        assertThat(assessment.known(id)).isEmpty();
        assertThat(assessment.householdNote(id)).isEmpty();
    }

    @Test
    void keepsAHouseholdNoteInEveryScriptAndRefusesALongerOneThanTheFormAllows() {
        CaseId id = assessable();
        String note = "👨‍👩‍👧 عائلة " + "ü".repeat(1900);

        assess(id, "decisionServedOn", "2026-09-15", "householdNote", note);

        assertThat(assessment.householdNote(id)).isEqualTo(note);
        assertThat(assessment.known(id)).containsEntry(StatusFact.EMPLOYABLE, "true");
    }

    @Test
    void takesATaskThatWasDoneInAnotherTabOnlyOnce() {
        CaseId id = assessable();
        var firstTab = story.task("fallmanagement", "userTask_assess", id.number());
        assess(id, "decisionServedOn", "2026-09-15");

        assertThatThrownBy(() -> firstTab.submit("residenceStatus", "GESTATTUNG"))
                .hasMessageContaining("erledigt");

        assertThat(assessment.known(id)).containsEntry(StatusFact.RESIDENCE_STATUS, "RECOGNISED");
    }

    private Object variable(CaseId id, String name) {
        return engine.getRuntimeService().createVariableInstanceQuery().variableName(name).list().stream()
                .filter(v -> engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processInstanceId(v.getProcessInstanceId())
                                .processInstanceBusinessKey(id.number())
                                .processDefinitionKey("case-management")
                                .count()
                        == 1)
                .map(v -> v.getValue())
                .findFirst()
                .orElseThrow();
    }

    private void assess(CaseId id, Object... more) {
        List<Object> fields = new ArrayList<>(List.of(
                "residenceStatus",
                "RECOGNISED",
                "protectionKind",
                "REFUGEE",
                "appealFiled",
                false,
                "titleKind",
                "NONE",
                "inGermanySince",
                "2025-01-20",
                "assignmentMunicipality",
                "SIEGBURG",
                "benefitNow",
                "ASYLBLG",
                "employable",
                true,
                "needsSupport",
                true,
                "childrenInHousehold",
                0,
                "sharedAccommodation",
                true));
        fields.addAll(List.of(more));
        story.task("fallmanagement", "userTask_assess", id.number()).submit(fields.toArray());
    }

    private CaseId assessable() {
        return new CaseId(CaseStory.workedBy("fallmanagement", story, opening)
                .inCaseManagement("Siegburg")
                .number());
    }
}
