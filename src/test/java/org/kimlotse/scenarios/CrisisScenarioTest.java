package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.HttpUser;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casework.Crises;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverSweep;
import org.kimlotse.handover.Handovers;
import org.kimlotse.referral.HealthAccesses;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A crisis: a person first, the clocks stand still, and somebody asks again. */
@LotseTest
class CrisisScenarioTest {

    private static final String MANAGER = "fallmanagement";
    private static final String DEPUTY = "vertretung";

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
    Crises crises;

    @Autowired
    Handovers handovers;

    @Autowired
    HandoverSweep sweep;

    @Autowired
    ReferralRecords referrals;

    @Autowired
    ReferralSteps steps;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    HealthAccesses accesses;

    @Autowired
    DataSource dataSource;

    @LocalServerPort
    int port;

    Story story;
    CaseStory person;

    @BeforeEach
    void onAWednesday() {
        clock.setTo("2026-09-02");
        story = new Story(engine, clock);
        person = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed("LANGUAGE_COURSE", "HEALTH", "JOBCENTER")
                .goalsSigned(LocalDate.parse("2026-09-02"));
    }

    private CaseId caseId() {
        return new CaseId(person.number());
    }

    private String reported() {
        return story.as(MANAGER, () -> crises.report(caseId())).id().toString();
    }

    private void submit(String user, String task, String key, Object... fields) {
        story.task(user, task, key).submit(fields);
        story.runDueJobs();
    }

    private void acted(String key) {
        submit(
                MANAGER,
                "userTask_actNow",
                key,
                "crisisActions",
                List.of("CALLED_112", "STAYED"),
                "crisisInformed",
                story.say("Rettungsdienst"));
    }

    @Test
    void somebodyActsAsksAgainOnTheNextWorkingDayAndTheCaseIsAssessedAnew() {
        assertThat(referrals.openOf(caseId())).hasSize(3);
        String key = reported();
        assertThat(story.tasksOf(MANAGER, key)).containsExactly("userTask_actNow");
        acted(key);
        assertThat(crises.of(caseId()).get(0).actedAt()).isNotNull();
        submit(MANAGER, "userTask_followUp", key, "crisisOver", false, "crisisFollowNote", story.say("noch unruhig"));
        Story.OpenTask again = story.task(MANAGER, "userTask_followUp", key);
        assertThat(again.shows("crisisNotes")).contains("noch unruhig");
        assertThat(again.form()).doesNotContainKey("crisisFollowNote");
        submit(MANAGER, "userTask_followUp", key, "crisisOver", true);

        assertThat(crises.open(caseId())).isEmpty();
        assertThat(story.tasksOf(MANAGER, person.number()))
                .contains("userTask_assess")
                .doesNotContain("userTask_accompany");
        assertThat(new LeakScan(dataSource).findAnywhere(story.typedWith("unruhig", "Rettungsdienst")))
                .isEmpty();
    }

    @Test
    void aYesInTheFirstContactIsTheSameCrisisWithItsHourItsTeamAndItsFollowUp() {
        CaseStory fresh =
                CaseStory.workedBy(MANAGER, story, opening).opened("SIEGBURG").acuteCrisis();
        CaseId id = new CaseId(fresh.number());
        String key = crises.open(id).orElseThrow().id().toString();
        assertThat(story.tasksOf(MANAGER, fresh.number())).containsExactly("userTask_actNow");

        clock.advance(Duration.ofMinutes(60));
        story.runDueJobs();
        assertThat(story.tasksOf("koordination", key)).containsExactly("userTask_takeOver");
        acted(key);
        assertThat(story.tasksOf("koordination", key)).isEmpty();
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(key)
                        .singleResult()
                        .getDueDate()
                        .toInstant())
                .isEqualTo("2026-09-03T21:59:59Z");
        submit(MANAGER, "userTask_followUp", key, "crisisOver", false);
        assertThat(story.tasksOf(MANAGER, fresh.number())).containsExactly("userTask_followUp");
        submit(MANAGER, "userTask_followUp", key, "crisisOver", true);

        assertThat(crises.open(id)).isEmpty();
        assertThat(story.tasksOf(MANAGER, fresh.number())).containsExactly("userTask_informAndConsent");
    }

    @Test
    void aYesInTheFirstContactJoinsACrisisThatWasReportedBefore() {
        CaseStory fresh = CaseStory.workedBy(MANAGER, story, opening).opened("SIEGBURG");
        CaseId id = new CaseId(fresh.number());
        String key = story.as(MANAGER, () -> crises.report(id)).id().toString();
        fresh.acuteCrisis();
        assertThat(crises.of(id)).hasSize(1);
        acted(key);
        submit(MANAGER, "userTask_followUp", key, "crisisOver", true);
        assertThat(story.tasksOf(MANAGER, fresh.number())).containsExactly("userTask_informAndConsent");
    }

    @Test
    void whatWasDoneAndHeardIsReadByTheOwnManagerAndBehindTheGlassAndByNobodyElse() {
        String key = reported();
        acted(key);
        submit(MANAGER, "userTask_followUp", key, "crisisOver", false, "crisisFollowNote", story.say("in der Klinik"));
        List<String> told = story.typedWith("Klinik", "Rettungsdienst");
        assertThat(told).hasSize(2);
        String page = "/faelle/" + person.number() + "/vertraulich";

        assertThat(HttpUser.signedIn(port, MANAGER).page(page).body())
                .contains(told)
                .contains("112 gerufen", "Wer informiert wurde");
        HttpUser deputy = HttpUser.signedIn(port, DEPUTY);
        assertThat(deputy.page(page).body()).contains("Nur im Notfall öffnen").doesNotContain(told);
        // The deputy may ask again in place of the own manager, and reads nothing of what was heard before.
        Story.OpenTask asked = story.task(DEPUTY, "userTask_followUp", key);
        assertThat(asked.form().toString()).doesNotContain(told);
        assertThat(asked.shows("crisisNotes")).contains("nur das Fallmanagement");
        story.as(MANAGER, () -> engine.getTaskService().setAssignee(asked.id(), null));
        story.as(DEPUTY, () -> engine.getTaskService().claim(asked.id(), DEPUTY));
        asked.submit("crisisOver", false, "crisisFollowNote", story.say("am Telefon ruhig"));
        assertThat(story.task(MANAGER, "userTask_followUp", key).shows("crisisNotes"))
                .contains("in der Klinik", "am Telefon ruhig");

        story.as(DEPUTY, () -> accesses.open(caseId(), "Die Klinik fragt, wer informiert wurde"));
        assertThat(deputy.page(page).body()).contains(told).contains("am Telefon ruhig");
    }

    @Test
    void afterSixtyMinutesTeamAndCoordinationSeeThatNobodyActed() {
        String key = reported();
        clock.advance(Duration.ofMinutes(59));
        story.runDueJobs();
        assertThat(story.tasksOf("koordination", key)).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        story.runDueJobs();
        assertThat(story.tasksOf("koordination", key)).containsExactly("userTask_takeOver");
        assertThat(story.task("koordination", "userTask_takeOver", key).shows("crisisText"))
                .contains(person.number());
        assertThatThrownBy(() -> submit("koordination", "userTask_takeOver", key, "crisisTakenOver", false))
                .hasMessageContaining("kümmert");
        submit("koordination", "userTask_takeOver", key, "crisisTakenOver", true);
        assertThat(story.tasksOf(MANAGER, key)).containsExactly("userTask_actNow");
        acted(key);
        assertThat(story.tasksOf(MANAGER, key)).containsExactly("userTask_followUp");
    }

    @Test
    void theReminderGoesWhenSomebodyActs() {
        String key = reported();
        clock.advance(Duration.ofMinutes(61));
        story.runDueJobs();
        acted(key);
        assertThat(story.tasksOf("koordination", key)).isEmpty();
    }

    @Test
    void theClocksOfTheCaseStandStillAndNothingIsSent() {
        var work = referrals
                .open(caseId(), org.kimlotse.referral.ReferralKind.JOBCENTER)
                .orElseThrow();
        submit(
                MANAGER,
                "userTask_clarifyWork",
                work.id().toString(),
                "workEducation",
                "NONE",
                "workExperience",
                false,
                "workGoal",
                story.say("Bäckerin"),
                "workOffer",
                false);
        Handover waiting = steps.last(work.id(), "J1").orElseThrow();
        String key = reported();
        long letters = letters();
        clock.setTo("2026-10-20");
        sweep.run();
        story.runDueJobs();
        assertThat(handovers.get(waiting.id()).missed()).isFalse();
        assertThat(letters()).isEqualTo(letters);

        acted(key);
        submit(MANAGER, "userTask_followUp", key, "crisisOver", true);
        clock.advance(Duration.ofHours(2));
        sweep.run();
        story.runDueJobs();
        assertThat(handovers.get(waiting.id()).missed()).isTrue();
    }

    private long letters() {
        return jdbc.sql("select count(*) from letters where case_number = :case")
                .param("case", person.number())
                .query(Long.class)
                .single();
    }

    @Test
    void oneCrisisAtATimeAndOnlyInTheOwnOpenCase() {
        reported();
        assertThatThrownBy(this::reported).hasMessageContaining("schon eine Krise gemeldet");
        assertThatThrownBy(() -> story.as("lohmar", () -> crises.report(caseId())))
                .hasMessageContaining("gehört nicht zu Ihrem Team");
        story.as(
                MANAGER,
                () -> closing.close(
                        caseId(),
                        Case.ClosingReason.MOVED_AWAY,
                        "",
                        cases.get(caseId()).version()));
        story.runDueJobs();
        assertThat(crises.open(caseId())).isEmpty();
        assertThat(story.tasksOf(MANAGER, person.number())).isEmpty();
        assertThatThrownBy(this::reported).hasMessageContaining("abgeschlossen");
    }
}
