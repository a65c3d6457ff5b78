package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
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
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverSweep;
import org.kimlotse.handover.Handovers;
import org.kimlotse.referral.HealthAccesses;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.GermanDates;
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
    Outbox outbox;

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

    private List<String> listed(String list) {
        HttpUser manager = HttpUser.signedIn(port, MANAGER);
        String filters = "/camunda/api/engine/engine/default/filter";
        String id = StreamSupport.stream(
                        manager.get(filters + "?maxResults=1000").json().spliterator(), false)
                .filter(filter -> filter.get("name").asText().equals(list))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asText();
        List<String> tasks = new ArrayList<>();
        manager.get(filters + "/" + id + "/list?firstResult=0&maxResults=1000")
                .json()
                .forEach(task -> tasks.add(task.get("id").asText()));
        return tasks;
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

    /** On the same day: whoever is sure says why. */
    private void over(String user, String key) {
        submit(user, "userTask_followUp", key, "crisisOver", true, "crisisFollowNote", story.say("war dort"));
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
        assertThatThrownBy(() -> submit(MANAGER, "userTask_followUp", key, "crisisOver", true))
                .hasMessageContaining("Nachgefragt wird am Do, 03.09.2026");
        assertThat(again.shows("crisisEarly")).contains("Do, 03.09.2026");
        clock.setTo("2026-09-03");
        assertThat(again.shows("crisisEarly")).isEmpty();
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
        over(MANAGER, key);

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
        over(MANAGER, key);
        assertThat(story.tasksOf(MANAGER, fresh.number())).containsExactly("userTask_informAndConsent");
    }

    @Test
    void aYesInTheFirstContactAfterSomebodyActedIsADangerOfItsOwnToBeActedOn() {
        CaseStory fresh = CaseStory.workedBy(MANAGER, story, opening).opened("SIEGBURG");
        CaseId id = new CaseId(fresh.number());
        String first = story.as(MANAGER, () -> crises.report(id)).id().toString();
        acted(first);
        clock.advance(Duration.ofHours(2));
        fresh.acuteCrisis();

        String second = crises.open(id).orElseThrow().id().toString();
        assertThat(second).isNotEqualTo(first);
        assertThat(story.tasksOf(MANAGER, first)).isEmpty();
        assertThat(story.task(MANAGER, "userTask_actNow", second).shows("crisisUntil"))
                .contains(GermanDates.time(clock.instant().plus(Duration.ofMinutes(60))));
        acted(second);
        over(MANAGER, second);
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
                .contains("in der Klinik", "am Telefon ruhig")
                .contains("112 gerufen", "Rettungsdienst");
        assertThat(story.task(DEPUTY, "userTask_followUp", key).shows("crisisNotes"))
                .as("their own words")
                .contains("am Telefon ruhig")
                .doesNotContain(told);

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
        Story.OpenTask free = story.task(DEPUTY, "userTask_actNow", key);
        story.as(DEPUTY, () -> engine.getTaskService().claim(free.id(), DEPUTY));
        story.as(DEPUTY, () -> engine.getTaskService().setAssignee(free.id(), null));
        acted(key);
        assertThat(story.tasksOf(MANAGER, key)).containsExactly("userTask_followUp");
    }

    @Test
    void whoReportsActsAtOnceWithoutTheManager() {
        HttpUser deputy = HttpUser.signedIn(port, DEPUTY);
        String page = "/faelle/" + person.number();

        HttpUser.Answer answer = deputy.form(page + "/krise", Map.of("_csrf", deputy.formToken(page)));

        String key = crises.open(caseId()).orElseThrow().id().toString();
        Story.OpenTask act = story.task(DEPUTY, "userTask_actNow", key);
        assertThat(answer.location()).endsWith("#/?task=" + act.id());
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(act.id())
                        .singleResult()
                        .getAssignee())
                .isEqualTo(DEPUTY);
        act.submit("crisisActions", List.of("CALLED_112"), "crisisInformed", story.say("Leitstelle"));
        story.runDueJobs();

        assertThat(crises.open(caseId()).orElseThrow().actedAt()).isNotNull();
        over(DEPUTY, key);
        assertThat(crises.open(caseId())).isEmpty();
    }

    @Test
    void whoSaysThatTheySeeToItHasTheTaskAndCoordinationSetsItFree() {
        String key = reported();
        Story.OpenTask act = story.task(MANAGER, "userTask_actNow", key);
        assertThatThrownBy(() -> story.as(DEPUTY, () -> engine.getTaskService().claim(act.id(), DEPUTY)))
                .as("the manager reported it and is believed to act")
                .isInstanceOf(TaskAlreadyClaimedException.class);
        clock.advance(Duration.ofMinutes(61));
        story.runDueJobs();
        submit(DEPUTY, "userTask_takeOver", key, "crisisTakenOver", true);
        story.task(DEPUTY, "userTask_actNow", key)
                .submit("crisisActions", List.of("CALLED_112"), "crisisInformed", story.say("Leitstelle"));
        assertThat(crises.open(caseId()).orElseThrow().actedAt()).isNotNull();
    }

    @Test
    void aSecondDangerBeforeSomebodyAskedAgainIsActedOnWithinItsOwnHour() {
        String first = reported();
        acted(first);
        clock.advance(Duration.ofHours(3));

        String second = story.as(DEPUTY, () -> crises.report(caseId())).id().toString();

        assertThat(story.tasksOf(MANAGER, first)).isEmpty();
        assertThat(story.task(DEPUTY, "userTask_actNow", second).shows("crisisUntil"))
                .contains(GermanDates.time(clock.instant().plus(Duration.ofMinutes(60))));
        story.task(DEPUTY, "userTask_actNow", second)
                .submit("crisisActions", List.of("CALLED_112"), "crisisInformed", story.say("Leitstelle"));
        story.runDueJobs();
        over(DEPUTY, second);
        assertThat(crises.open(caseId())).isEmpty();
        assertThat(crises.of(caseId())).hasSize(2).allMatch(crisis -> crisis.endedAt() != null);
        assertThat(story.tasksOf(MANAGER, person.number())).contains("userTask_assess");
    }

    @Test
    void whoActedAsksAgainAndTheManagerReadsWhatWasDoneAndWhoHasIt() {
        String key = story.as(DEPUTY, () -> crises.report(caseId())).id().toString();
        HttpUser manager = HttpUser.signedIn(port, MANAGER);
        HttpUser deputy = HttpUser.signedIn(port, DEPUTY);
        String page = "/faelle/" + person.number();
        assertThat(manager.page(page).body())
                .contains("Die Aufgabe „Sofort handeln“ liegt bei Volker Tamm. Ist dort niemand zu erreichen");
        assertThat(deputy.page(page).body()).contains("Die Aufgabe „Sofort handeln“ liegt in Ihrer Aufgabenliste.");
        String told = story.say("Leitstelle");
        story.task(DEPUTY, "userTask_actNow", key)
                .submit("crisisActions", List.of("CALLED_112"), "crisisInformed", told);
        story.runDueJobs();

        assertThat(deputy.page(page).body())
                .contains("Sie haben gehandelt.", "nachfragen“ liegt in Ihrer Aufgabenliste")
                .doesNotContain("Näheres weiß");
        assertThat(manager.page(page).body()).contains("zuletzt Volker Tamm", "nachfragen“ liegt bei Volker Tamm");
        Story.OpenTask ask = story.task(DEPUTY, "userTask_followUp", key);
        assertThat(ask.shows("crisisNotes")).contains("112 gerufen", told);
        story.as(DEPUTY, () -> engine.getTaskService().setAssignee(ask.id(), null));
        assertThat(manager.page(page).body()).contains("hat noch niemand");
        assertThat(story.task(MANAGER, "userTask_followUp", key).shows("crisisNotes"))
                .contains("112 gerufen", told);
    }

    @Test
    void whoSaysThatSomebodySeesToItIsRemindedAfterTheNextHour() {
        String key = reported();
        clock.advance(Duration.ofMinutes(60));
        story.runDueJobs();
        submit("koordination", "userTask_takeOver", key, "crisisTakenOver", true);
        clock.advance(Duration.ofMinutes(59));
        story.runDueJobs();
        assertThat(story.tasksOf("koordination", key)).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        story.runDueJobs();
        assertThat(story.tasksOf("koordination", key)).containsExactly("userTask_takeOver");
        acted(key);
        assertThat(story.tasksOf("koordination", key)).isEmpty();
    }

    @Test
    void whenNobodyAskedAgainTeamAndCoordinationSeeItEveryWorkingDay() {
        String key = reported();
        acted(key);
        clock.setTo("2026-09-03");
        story.runDueJobs();
        assertThat(story.tasksOf("koordination", key)).isEmpty();
        clock.setTo("2026-09-04");
        story.runDueJobs();
        Story.OpenTask reminded = story.task("koordination", "userTask_takeOverFollowUp", key);
        assertThat(reminded.shows("crisisText")).contains("hat niemand nachgefragt");
        submit(DEPUTY, "userTask_takeOverFollowUp", key, "crisisTakenOver", true);
        Story.OpenTask ask = story.task(DEPUTY, "userTask_followUp", key);
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(ask.id())
                        .singleResult()
                        .getAssignee())
                .isEqualTo(DEPUTY);
        // Friday: the next working day is Monday the 7th.
        clock.setTo("2026-09-07");
        story.runDueJobs();
        assertThat(story.tasksOf("koordination", key)).isEmpty();
        clock.setTo("2026-09-08");
        story.runDueJobs();
        assertThat(story.tasksOf("koordination", key)).containsExactly("userTask_takeOverFollowUp");
        submit(DEPUTY, "userTask_followUp", key, "crisisOver", true);
        assertThat(story.tasksOf("koordination", key)).isEmpty();
        assertThat(crises.open(caseId())).isEmpty();
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
                "workPermit",
                "ALLOWED",
                "workEducation",
                "NONE",
                "workExperience",
                false,
                "workGoal",
                story.say("Bäckerin"),
                "workOffer",
                false);
        Handover waiting = steps.last(work.id(), "J1").orElseThrow();
        String handoverKey = waiting.id().toString();
        LocalDate due = waiting.due().orElseThrow();
        assertThat(due).isBetween(LocalDate.parse("2026-09-02"), LocalDate.parse("2026-10-20"));
        String key = reported();
        long letters = letters();

        Story.OpenTask send = story.task(MANAGER, "userTask_prepareAndSend", handoverKey);
        assertThat(send.shows("handoverTitle")).startsWith("Angehalten");
        assertThat(send.shows("handoverWhy")).contains("Aufgabe „Sofort handeln“");
        assertThatThrownBy(() -> send.submit("sendDecision", "SEND"))
                .hasMessageContaining("Die Aufgabe „Sofort handeln“ ist offen")
                .hasMessageContaining("wird in diesem Fall nichts versendet");
        assertThat(HttpUser.signedIn(port, MANAGER)
                        .get("/api/cards?handover=" + handoverKey)
                        .body())
                .contains("Angehalten");

        clock.setTo("2026-10-20");
        sweep.run();
        story.runDueJobs();
        assertThat(handovers.get(waiting.id()).missed()).isFalse();
        assertThat(letters()).isEqualTo(letters);
        assertThat(listed("Überfällig"))
                .contains(story.task(MANAGER, "userTask_actNow", key).id())
                .doesNotContain(send.id());
        assertThat(listed("Meine Aufgaben")).contains(send.id());

        acted(key);
        assertThatThrownBy(() -> send.submit("sendDecision", "SEND")).hasMessageContaining("nachfragen");
        over(MANAGER, key);
        clock.advance(Duration.ofHours(2));
        sweep.run();
        story.runDueJobs();
        Handover goingOn = handovers.get(waiting.id());
        assertThat(goingOn.missed()).as("not missed because of the pause").isFalse();
        // 2 September to 20 October are 49 days, the days that were begun included.
        LocalDate later = BusinessCalendar.rollForward(due.plusDays(49));
        assertThat(goingOn.due()).contains(later);
        assertThat(dueOf(send.id())).isEqualTo(later);
        assertThat(story.task(MANAGER, "userTask_prepareAndSend", handoverKey).shows("handoverTitle"))
                .doesNotContain("Angehalten");

        clock.setTo(later.plusDays(1).toString());
        assertThat(listed("Überfällig")).contains(send.id());
        sweep.run();
        assertThat(handovers.get(waiting.id()).missed())
                .as("the clock does run again")
                .isTrue();
    }

    @Test
    void anAnswerThatWasAwaitedIsAwaitedAsMuchLongerAndTheLadderDoesNotClimbInThePause() {
        var work = referrals
                .open(caseId(), org.kimlotse.referral.ReferralKind.JOBCENTER)
                .orElseThrow();
        submit(
                MANAGER,
                "userTask_clarifyWork",
                work.id().toString(),
                "workPermit",
                "ALLOWED",
                "workEducation",
                "NONE",
                "workExperience",
                false,
                "workGoal",
                story.say("Bäckerin"),
                "workOffer",
                false);
        Handover sent = steps.last(work.id(), "J1").orElseThrow();
        submit(
                MANAGER,
                "userTask_prepareAndSend",
                sent.id().toString(),
                "sendDecision",
                "SEND",
                "consents",
                story.consentFor(sent));
        story.tasks(MANAGER, "userTask_postLetter", person.number())
                .forEach(letter -> letter.submit("letterDecision", "POSTED", "letterPostedOn", "2026-09-02"));
        story.runDueJobs();
        assertThat(handovers.get(sent.id()).sentAt()).isNotNull();
        LocalDate lastDay = lastDayInTime(sent);

        clock.setTo("2026-09-03");
        String key = reported();
        clock.setTo("2026-10-01");
        sweep.run();
        String held = HttpUser.signedIn(port, MANAGER)
                .page("/faelle/" + person.number())
                .body();
        assertThat(held).contains("angehalten seit 03.09.2026").doesNotContain("überfällig", "(überschritten)");
        assertThat(HttpUser.signedIn(port, MANAGER)
                        .get("/api/cards?handover=" + sent.id())
                        .body())
                .contains("Angehalten seit 03.09.2026");
        acted(key);
        over(MANAGER, key);
        sweep.run();
        LocalDate moved = lastDayInTime(sent);
        assertThat(outbox.about(sent.id().toString()))
                .filteredOn(l -> l.templateKey().equals("handover-due-changed"))
                .singleElement()
                .satisfies(l -> assertThat(l.body())
                        .contains("bis " + GermanDates.weekday(moved))
                        .contains("(bisher " + GermanDates.weekday(lastDay) + ")")
                        .doesNotContain("angehalten", "Krise"));
        assertThat(HttpUser.signedIn(port, MANAGER)
                        .page("/faelle/" + person.number())
                        .body())
                .contains("Antwort bis " + GermanDates.weekday(moved))
                .doesNotContain("angehalten seit");

        Handover after = handovers.get(sent.id());
        assertThat(after.missed()).isFalse();
        // 3 September to 1 October are 29 days.
        assertThat(lastDayInTime(sent)).isEqualTo(BusinessCalendar.rollForward(lastDay.plusDays(29)));
        clock.setTo(lastDayInTime(sent).plusDays(1).toString());
        sweep.run();
        Handover missed = handovers.get(sent.id());
        assertThat(missed.missed()).isTrue();
        assertThat(missed.ladderLevel()).isEqualTo(1);

        // A second pause holds the ladder where it stands.
        String second = reported();
        clock.advance(Duration.ofDays(40));
        sweep.run();
        acted(second);
        over(MANAGER, second);
        sweep.run();
        assertThat(handovers.get(sent.id()).ladderLevel()).isEqualTo(1);
    }

    private LocalDate lastDayInTime(Handover handover) {
        return BusinessCalendar.dayOf(
                java.util.Objects.requireNonNull(handovers.get(handover.id()).nextCheckAt())
                        .minusMillis(1));
    }

    private LocalDate dueOf(String taskId) {
        return org.kimlotse.engine.TaskDates.dayOf(engine.getTaskService()
                .createTaskQuery()
                .taskId(taskId)
                .singleResult()
                .getDueDate());
    }

    @Test
    void aLastDayWithoutLossIsNotMovedAndIsSaidToBeUrgentWhenTheCaseGoesOn() {
        CaseStory changing = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("decisionServedOn", "2026-09-01")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(LocalDate.parse("2026-09-02"));
        CaseId id = new CaseId(changing.number());
        Handover hard = handovers.openOf(id).stream()
                .filter(h -> h.hardOn() != null && h.begunAt() != null)
                .min(java.util.Comparator.comparing(Handover::hardOn))
                .orElseThrow();
        LocalDate lastDay = java.util.Objects.requireNonNull(hard.hardOn());
        String key = story.as(MANAGER, () -> crises.report(id)).id().toString();
        clock.setTo(BusinessCalendar.minusArbeitstage(lastDay, 2).toString());
        acted(key);
        over(MANAGER, key);

        assertThat(handovers.get(hard.id()).hardOn()).isEqualTo(lastDay);
        assertThat(handovers.get(hard.id()).due().orElse(lastDay)).isBeforeOrEqualTo(lastDay);
        assertThat(HttpUser.signedIn(port, MANAGER)
                        .page("/faelle/" + changing.number())
                        .body())
                .contains("Eilig, die Pause verschiebt diesen Tag nicht", hard.title());
    }

    @Test
    void theFallakteSaysThatTheCaseStandsStillAndOnlyTheOwnManagerReadsWhy() {
        HttpUser manager = HttpUser.signedIn(port, MANAGER);
        HttpUser deputy = HttpUser.signedIn(port, DEPUTY);
        String page = "/faelle/" + person.number();
        assertThat(manager.page(page).body()).contains("<h2 id=\"krise\">").doesNotContain("Angehalten seit");
        String key = reported();
        assertThat(manager.page(page).body())
                .contains("Angehalten seit", "bitte nichts versenden", "Krise gemeldet", "Der Fall ist angehalten.")
                .contains(org.kimlotse.shared.GermanDates.time(clock.instant().plus(Duration.ofMinutes(60))))
                .contains("Fall angehalten von")
                .doesNotContain("<h2 id=\"krise\">");
        assertThat(deputy.page(page).body())
                .as("somebody has to act now, whoever it is")
                .contains(
                        "Angehalten seit",
                        "bitte nichts versenden",
                        "Der Fall ist angehalten.",
                        "Handeln Sie jetzt, bis")
                .doesNotContain("Krise gemeldet", "<h2 id=\"krise\">", "Näheres weiß");
        assertThat(story.task(MANAGER, "userTask_actNow", key).shows("crisisUntil"))
                .contains("Bitte bis");
        acted(key);
        assertThat(deputy.page(page).body())
                .as("the next danger can be reported")
                .contains("Angehalten seit", "Näheres weiß", "<h2 id=\"krise\">")
                .doesNotContain("Krise gemeldet", "Handeln Sie jetzt");
        over(MANAGER, key);
        assertThat(manager.page(page).body())
                .contains("Der Fall geht weiter", "Es hat sich etwas geändert (02.09.2026)")
                .as("the page can be printed and lie on a desk; the task says what it was")
                .doesNotContain("Angehalten seit", "Krise (02.09.2026)", "Die Krise ist vorüber");
        assertThat(story.task(MANAGER, "userTask_assess", person.number()).shows("changesText"))
                .contains("Krise (02.09.2026): Die Krise ist vorüber.");
        assertThat(deputy.page(page).body())
                .contains("Es hat sich etwas geändert (02.09.2026)")
                .doesNotContain("Krise (02.09.2026)", "Die Krise ist vorüber");
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
