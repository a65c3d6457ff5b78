package org.kimlotse.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.assessment.FactCorrection;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Fact;
import org.kimlotse.casefile.Facts;
import org.kimlotse.engine.FormRejected;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;

/** P02: subsidiary protection, the person considers an appeal; the way to advice is a matter of hours. */
@LotseTest
class LegalAdviceScenarioTest {

    private static final String MANAGER = "fallmanagement";

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestClock clock;

    @Autowired
    private CaseOpening opening;

    @Autowired
    private CaseClosing closing;

    @Autowired
    private Cases cases;

    @Autowired
    private Facts facts;

    @Autowired
    private FactCorrection correction;

    @Autowired
    private LegalAdvices advices;

    private Story story;
    private CaseStory person;

    @BeforeEach
    void theDayTheDecisionWasServed() {
        clock.setTo("2026-03-31");
        story = new Story(engine, clock);
    }

    @AfterEach
    void backToToday() {
        clock.setTo("2026-09-16");
    }

    private void assessed(Object... known) {
        person = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed(known);
    }

    private void subsidiary() {
        assessed("residenceStatus", "SUBSIDIARY", "protectionKind", "", "decisionServedOn", "2026-03-31");
    }

    private CaseId id() {
        return new CaseId(person.number());
    }

    private LegalAdvice advice() {
        assertThat(advices.of(id())).hasSize(1);
        return advices.of(id()).get(0);
    }

    private Story.OpenTask task() {
        return story.task(MANAGER, "userTask_referToAdvice", advice().id().toString());
    }

    @Test
    void whileThePeriodRunsTheWayToAdviceIsATaskThatIsDueInTwentyFourHours() {
        subsidiary();
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(task().id())
                        .singleResult()
                        .getDueDate())
                .isEqualTo(Date.from(advice().askedAt().plus(Duration.ofHours(24))));
        assertThat(task().shows("adviceText"))
                .contains("14.04.2026")
                .contains("01.04.2026")
                .contains("Uhr");
        assertThatThrownBy(() -> task().submit("adviceDecision", "REFERRED")).isInstanceOf(FormRejected.class);
        assertThatThrownBy(() -> task().submit("adviceDecision", "LAPSED"))
                .as("only Lotse itself says so")
                .isInstanceOf(FormRejected.class);
        task().submit(
                        "adviceDecision",
                        "REFERRED",
                        "adviceTo",
                        story.say("Kanzlei am Markt"),
                        "adviceNote",
                        story.say("Termin morgen früh"));
        assertThat(advice().outcome()).isEqualTo(LegalAdvice.Outcome.REFERRED);
        assertThat(advice().settledBy()).isEqualTo(MANAGER);

        person.benefitLawConfirmed();
        assertThat(advices.of(id())).as("asked once for one period").hasSize(1);
    }

    @Test
    void whoHasFullProtectionHasNothingToSueFor() {
        assessed("decisionServedOn", "2026-03-31");
        assertThat(advices.of(id())).isEmpty();
    }

    @Test
    void aPeriodThatIsAnotherAfterACorrectionTakesTheTaskAlongAndIsAskedAnew() {
        subsidiary();
        String first = advice().id().toString();
        Fact served = facts.all(id()).stream()
                .filter(f -> f.stands() && f.kind().equals("decisionServedOn"))
                .findFirst()
                .orElseThrow();
        story.as(MANAGER, () -> correction.apply(id(), served.id(), "2026-03-27", story.say("Umschlag gelesen")));
        story.runDueJobs();
        assertThat(story.tasksOf(MANAGER, first)).isEmpty();
        assertThat(advices.of(id()))
                .extracting(LegalAdvice::outcome)
                .containsExactlyInAnyOrder(LegalAdvice.Outcome.LAPSED, null);
    }

    @Test
    void withTheCaseItEnds() {
        subsidiary();
        String key = advice().id().toString();
        story.as(
                MANAGER,
                () -> closing.close(
                        id(), Case.ClosingReason.MOVED_AWAY, "", cases.get(id()).version()));
        story.runDueJobs();
        assertThat(story.tasksOf(MANAGER, key)).isEmpty();
        assertThat(advice().outcome()).isEqualTo(LegalAdvice.Outcome.LAPSED);
    }
}
