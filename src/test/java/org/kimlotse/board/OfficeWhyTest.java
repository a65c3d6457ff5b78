package org.kimlotse.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.HttpUser;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an office is asked to do and why by this day, and nothing that was not handed to it. */
@LotseTest
class OfficeWhyTest {

    private static final String MANAGER = "fallmanagement";

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    Handovers handovers;

    private Story story;
    private CaseId caseId;

    @BeforeEach
    void aCaseInTransition() {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
        caseId = new CaseId(CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("Siegburg")
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(LocalDate.of(2026, 9, 16))
                .number());
    }

    @Test
    void theOfficeReadsWhatIsExpectedOfIt() {
        Handover application = sent("H1");
        assertThat(story.task(
                                "jobcenter",
                                "userTask_confirmReceipt",
                                application.id().toString())
                        .shows("handoverWhy")
                        .toString())
                .contains("Das erwarten wir von Ihnen:", "der formlose Antrag bei Ihnen eingegangen ist");
        assertThat(story.task(
                                "sozialamt",
                                "userTask_confirmReceipt",
                                sent("H4").id().toString())
                        .shows("handoverWhy")
                        .toString())
                .contains("nicht früher, geben Sie den Bescheid heraus");
    }

    @Test
    void whyThisDayIsToldAsFarAsTheDaysWereHandedOver() {
        HttpUser.Answer application = why("jobcenter", sent("H1"));
        assertThat(application.status()).isEqualTo(200);
        assertThat(application.body())
                .contains("Schritte des Übergangs", "transition-hops.h1-sgb-ii", "2026-09-22", "§ 37")
                .contains("Ereignis 15.09.2026 + 7 Kalendertage = 22.09.2026");
        assertThat(application.json().get(0).get("findings").get(0).get("factsUsed"))
                .isEmpty();

        assertThat(why("jobcenter", sent("H8")).body())
                .as("its package says from when the new law counts")
                .contains("Erster Tag des neuen Rechts 01.10.2026 + 10 Arbeitstage = 15.10.2026");
        assertThat(why("jobcenter", sent("H13")).body())
                .as("a package of identity and work says it not")
                .contains("2026-10-31", "nicht zu denen, die Ihnen übermittelt wurden")
                .doesNotContain("01.10.2026", "15.09.2026");
    }

    @Test
    void anotherOfficeReadsNothing() {
        assertThat(why("sozialamt", sent("H1")).status()).isEqualTo(404);
    }

    @Test
    void whoRunsTheCaseReadsWhatThisStepRestsOnAndNothingOfOtherSteps() {
        Handover application = handover("H1");
        String task = story.task(
                        MANAGER, "userTask_prepareAndSend", application.id().toString())
                .id();
        HttpUser.Answer why = HttpUser.signedIn(port, MANAGER).get("/api/tasks/" + task + "/decisions");
        assertThat(why.json()).hasSize(1);
        assertThat(why.json().get(0).get("findings"))
                .hasSize(1)
                .allMatch(finding -> finding.get("ruleId").asText().equals("transition-hops.h1-sgb-ii"));
        assertThat(why.body()).contains("2026-09-22").doesNotContain("transition-hops.h4", "\"H13\"");
    }

    private Handover handover(String hop) {
        return handovers.ofCase(caseId).stream()
                .filter(h -> h.hop().equals(hop))
                .findFirst()
                .orElseThrow();
    }

    private Handover sent(String hop) {
        Handover handover = handover(hop);
        String id = handover.id().toString();
        story.task(MANAGER, "userTask_prepareAndSend", id).submit("sendDecision", "SEND");
        story.fire("serviceTask_send", id);
        return handovers.get(handover.id());
    }

    private HttpUser.Answer why(String user, Handover handover) {
        String task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(handover.id().toString())
                .taskDefinitionKey("userTask_confirmReceipt")
                .singleResult()
                .getId();
        return HttpUser.signedIn(port, user).get("/api/tasks/" + task + "/decisions");
    }
}
