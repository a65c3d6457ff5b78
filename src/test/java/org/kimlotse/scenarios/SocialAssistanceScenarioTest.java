package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Rechtskreis;
import org.kimlotse.transition.TransitionManagement;
import org.kimlotse.transition.Transitions;
import org.springframework.beans.factory.annotation.Autowired;

/** The change that does not lead to the Jobcenter: over the age limit, or not employable, by forms, answers and the clock. */
@LotseTest
class SocialAssistanceScenarioTest {

    private static final String TEAM = "fallmanagement";

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestClock clock;

    @Autowired
    private CaseOpening opening;

    @Autowired
    private Handovers handovers;

    @Autowired
    private Transitions transitions;

    @Autowired
    private TransitionManagement management;

    private Story story;

    @BeforeEach
    void theDayAfterTheDecisionWasServed() {
        clock.setTo("2026-07-09");
        story = new Story(engine, clock);
    }

    private CaseId agreed(CaseStory opened, String servedOn, boolean employable) {
        return new CaseId(opened.inCaseManagement("Siegburg")
                .assessed("decisionServedOn", servedOn, "employable", employable)
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(BusinessCalendar.today(clock))
                .number());
    }

    /** P12, in Siegburg: born 1957, recognised, served on 08.07.2026. */
    private CaseId overTheAgeLimit() {
        return agreed(
                CaseStory.workedBy(TEAM, story, opening).personBornOn(LocalDate.of(1957, 5, 3)), "2026-07-08", true);
    }

    private Handover hop(CaseId caseId, String hop) {
        return handovers.ofCase(caseId).stream()
                .filter(h -> h.hop().equals(hop))
                .findFirst()
                .orElseThrow();
    }

    private void neverTheJobcenter(CaseId caseId) {
        assertThat(handovers.ofCase(caseId)).isNotEmpty().noneMatch(h -> Objects.requireNonNullElse(
                        h.receiverOffice(), "")
                .startsWith("JC"));
    }

    @Test
    void aPersonOverTheAgeLimitGoesToTheOfficeForSocialAssistanceAndNeverToTheJobcenter() {
        CaseId caseId = overTheAgeLimit();
        assertThat(transitions.ofCase(caseId)).hasValueSatisfying(t -> {
            assertThat(t.newLaw()).isEqualTo(Rechtskreis.SGB_XII_4);
            assertThat(t.oldLawUntil()).isEqualTo(LocalDate.of(2026, 7, 31));
            assertThat(t.newLawFrom()).isEqualTo(LocalDate.of(2026, 8, 1));
        });
        neverTheJobcenter(caseId);
        assertThat(hop(caseId, "H1")).satisfies(h -> {
            assertThat(h.receiverOffice()).isEqualTo("SOZXII-SIE");
            assertThat(h.dueOn()).isEqualTo(LocalDate.of(2026, 7, 15));
            assertThat(h.hardOn()).isEqualTo(LocalDate.of(2026, 8, 31));
            assertThat(h.ruleId()).isEqualTo("transition-hops.h1-sgb-xii-4");
        });
        assertThat(hop(caseId, "H13").state()).isEqualTo(HandoverState.NOT_NEEDED);
    }

    @Test
    void whoIsNotEmployableGoesToTheThirdChapterAndLosesTheDaysBeforeTheOfficeKnows() {
        clock.setTo("2026-09-16");
        CaseId caseId = agreed(CaseStory.workedBy(TEAM, story, opening), "2026-09-15", false);
        assertThat(transitions.ofCase(caseId))
                .hasValueSatisfying(t -> assertThat(t.newLaw()).isEqualTo(Rechtskreis.SGB_XII_3));
        neverTheJobcenter(caseId);
        assertThat(hop(caseId, "H1")).satisfies(h -> {
            assertThat(h.receiverOffice()).isEqualTo("SOZXII-SIE");
            assertThat(h.hardOn()).isEqualTo(LocalDate.of(2026, 10, 1));
            assertThat(h.legalBasis()).contains("§ 18");
        });
    }

    @Test
    void theWholeWayToTheClosedTransition() {
        CaseId caseId = overTheAgeLimit();
        String h1 = hop(caseId, "H1").id().toString();
        Story.OpenTask send = story.task(TEAM, "userTask_prepareAndSend", h1);
        assertThat(send.form().get("sendAllowed"))
                .as("this office is not among the usual consents")
                .isEqualTo(false);
        send.submit(
                "sendDecision",
                "SEND",
                "consents",
                List.of(Map.of(
                        "recipient", "SOZXII-SIE",
                        "purpose", "BENEFIT_TRANSITION",
                        "dataCategories", List.copyOf(hop(caseId, "H1").dataCategories()),
                        "validUntil", "2027-07-09",
                        "form", "WRITTEN")));
        story.runDueJobs();
        assertThat(hop(caseId, "H1").state()).isEqualTo(HandoverState.SENT);
        story.task(TEAM, "userTask_trackAnswer", h1)
                .submit(
                        "confirmedByPhone",
                        true,
                        "confirmedByName",
                        story.say("Herr Abel"),
                        "confirmedOn",
                        "2026-07-09",
                        "receiptAnswer",
                        "ACCEPTED");
        assertThat(hop(caseId, "H1").owner().ref()).isEqualTo("SOZXII-SIE");
        outcome(caseId, "H1", "2026-07-09");

        clock.setTo("2026-08-03");
        for (int round = 0; round < 5; round++) {
            for (Story.OpenTask task : story.tasks(TEAM, "userTask_prepareAndSend", caseId.number())) {
                task.submit("sendDecision", "SELF_SERVICE");
            }
            story.runDueJobs();
            handovers.openOf(caseId).stream()
                    .filter(h -> h.state() == HandoverState.SELF_SERVICE)
                    .forEach(h -> outcome(caseId, h.hop(), dayOf(h.hop())));
        }
        assertThat(handovers.openOf(caseId)).isEmpty();
        assertThat(hop(caseId, "H4")).satisfies(stop -> {
            assertThat(stop.stopOn()).isEqualTo(LocalDate.of(2026, 7, 31));
            assertThat(stop.coveredFrom()).as("no day without money").isEqualTo(LocalDate.of(2026, 8, 1));
        });

        story.task(TEAM, "userTask_closeTransition", caseId.number()).submit("hopWaivers", List.of());
        assertThat(transitions.open(caseId)).isEmpty();
        assertThat(management.openQuestions(caseId)).isEmpty();
        neverTheJobcenter(caseId);
    }

    private static String dayOf(String hop) {
        return switch (hop) {
            case "H4" -> "2026-07-31";
            case "H6" -> "2026-08-01";
            default -> "2026-08-03";
        };
    }

    private void outcome(CaseId caseId, String hop, String on) {
        story.task(TEAM, "userTask_recordOutcome", hop(caseId, hop).id().toString())
                .submit("outcome", "DONE", "outcomeOn", on, "outcomeNote", story.say("Anmerkung"));
        story.runDueJobs();
    }
}
