package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.ProcessEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Fact;
import org.kimlotse.casefile.Facts;
import org.kimlotse.engine.FormRejected;
import org.kimlotse.goals.GoalAgreements;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;

/** What a person types by mistake, through the forms they have in front of them: a plain German answer, nothing half kept. */
@LotseTest
class BadInputScenarioTest {

    private static final String MANAGER = "fallmanagement";

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    CaseClosing closing;

    @Autowired
    Cases cases;

    @Autowired
    Facts facts;

    @Autowired
    GoalAgreements agreements;

    Story story;

    @BeforeEach
    void today() {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
    }

    CaseStory aCase() {
        return CaseStory.workedBy(MANAGER, story, opening).inCaseManagement("SIEGBURG");
    }

    @Test
    void aServiceDateInTheFutureIsNamedAndNothingIsKept() {
        CaseStory of = aCase();

        FormRejected refused = refused(() -> of.assessed("decisionServedOn", "2026-09-17"));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("decisionServedOn");
            assertThat(problem.message()).contains("17.09.2026").contains("Zukunft");
        });
        assertThat(factsOf(of)).isEmpty();
        assertThat(story.tasksOf(MANAGER, of.number())).contains("userTask_assess");
    }

    @Test
    void everyWrongDayOfAFormIsNamedAtOnce() {
        CaseStory of = aCase();

        FormRejected refused = refused(
                () -> of.assessed("decisionServedOn", "2027-02-30", "inGermanySince", "1980-01-01", "titleKind", "?"));

        assertThat(refused.problems())
                .extracting(FormRejected.Problem::field)
                .contains("decisionServedOn", "inGermanySince", "titleKind");
        assertThat(factsOf(of)).isEmpty();
    }

    @Test
    void anAgreementWithoutAGoalIsNoAgreement() {
        CaseStory of = aCase().assessed("decisionServedOn", "2026-09-15").benefitLawConfirmed();

        for (Map<String, Object> empty : List.<Map<String, Object>>of(
                Map.of(), Map.of("agreedReferrals", List.of("TRANSITION")), Map.of("goals", List.of()))) {
            assertThat(refused(() -> of.step("userTask_agreeGoals", empty)).problems())
                    .as("%s", empty)
                    .extracting(FormRejected.Problem::message)
                    .contains("Bitte vereinbaren Sie mindestens ein Ziel.");
        }
        assertThat(agreements.latest(new CaseId(of.number()))).isEmpty();
    }

    @Test
    void aGoalInArabicWithEmojiComesBackAsItWasTypedAndTenThousandCharactersAreTooMany() {
        CaseStory of = aCase().assessed("decisionServedOn", "2026-09-15").benefitLawConfirmed();
        String arabic = story.say("أريد أن أتعلم اللغة الألمانية 🎓👩🏽‍🎓");

        FormRejected tooLong = refused(() -> of.step("userTask_agreeGoals", goal("x".repeat(10_000))));
        of.step("userTask_agreeGoals", goal(arabic));

        assertThat(tooLong.problems())
                .extracting(FormRejected.Problem::message)
                .containsExactly("Zeile 1, Ziel: höchstens 300 Zeichen, es sind 10.000. Bitte kürzen.");
        assertThat(agreements.latest(new CaseId(of.number())).orElseThrow().goals())
                .singleElement()
                .satisfies(goal -> assertThat(goal.goal()).isEqualTo(arabic));
    }

    @Test
    void ofTwoTabsWithTheSameTaskOneIsTakenAndTheOtherReadsWhy() throws Exception {
        CaseStory of = aCase();
        List<Story.OpenTask> tabs = List.of(
                story.task(MANAGER, "userTask_assess", of.number()),
                story.task(MANAGER, "userTask_assess", of.number()));
        CyclicBarrier both = new CyclicBarrier(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<@Nullable Throwable> results = new ArrayList<>();
        try {
            List<Future<@Nullable Throwable>> sent = new ArrayList<>();
            for (Story.OpenTask tab : tabs) {
                sent.add(two.submit((Callable<@Nullable Throwable>) () -> {
                    both.await();
                    return catchThrowable(() -> tab.submit(
                            "householdNote", story.say("gesehen in Fenster " + tabs.indexOf(tab)),
                            "residenceStatus", "GESTATTUNG",
                            "appealFiled", false,
                            "titleKind", "NONE",
                            "inGermanySince", "2025-01-20",
                            "assignmentMunicipality", "NONE",
                            "benefitNow", "ASYLBLG",
                            "employable", true,
                            "needsSupport", true));
                }));
            }
            for (Future<@Nullable Throwable> result : sent) {
                results.add(result.get());
            }
        } finally {
            two.shutdownNow();
        }

        assertThat(results).filteredOn(result -> result == null).hasSize(1);
        assertThat(results).filteredOn(result -> result != null).singleElement().satisfies(said -> assertThat(said)
                .hasMessageContaining("Aufgabe"));
        assertThat(factsOf(of).stream().filter(fact -> fact.kind().equals("residenceStatus")))
                .hasSize(1);
    }

    @Test
    void aFormSentAfterTheCaseWasClosedSaysSoAndChangesNothing() {
        CaseStory of = aCase();
        Story.OpenTask open = story.task(MANAGER, "userTask_assess", of.number());
        Case file = cases.get(new CaseId(of.number()));
        story.as(MANAGER, () -> closing.close(file.id(), Case.ClosingReason.MOVED_AWAY, "zieht weg", file.version()));
        story.runDueJobs();

        Throwable said = catchThrowable(() -> open.submit("residenceStatus", "GESTATTUNG"));

        assertThat(said).hasMessageContaining("nicht mehr offen").hasMessageContaining("nicht gespeichert");
        assertThat(factsOf(of)).isEmpty();
    }

    @Test
    void aCaseClosedBeforeTheFirstContactWasDoneStartsThereWhenItIsOpenedAgain() {
        CaseStory of = CaseStory.workedBy(MANAGER, story, opening).opened("SIEGBURG");
        CaseId id = new CaseId(of.number());
        story.as(
                MANAGER,
                () -> closing.close(
                        id,
                        Case.ClosingReason.OPENED_IN_ERROR,
                        "falsch geklickt",
                        cases.get(id).version()));
        story.runDueJobs();

        story.as(MANAGER, () -> closing.reopen(id, "doch richtig", cases.get(id).version()));
        story.runDueJobs();

        assertThat(story.tasksOf(MANAGER, of.number())).containsExactly("userTask_screenCrisis");
    }

    private List<Fact> factsOf(CaseStory of) {
        return facts.all(new CaseId(of.number()));
    }

    private Map<String, Object> goal(String words) {
        return Map.of(
                "goals",
                List.of(Map.of("goal", words, "owner", "PERSON", "dueOn", "2027-01-31", "indicator", "Man sieht es")));
    }

    private static FormRejected refused(Runnable submit) {
        Throwable said = catchThrowable(submit::run);
        assertThat(said).isInstanceOf(FormRejected.class);
        return (FormRejected) said;
    }
}
