package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.HttpUser;
import org.kimlotse.access.ReadLog;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casework.Crises;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.referral.Health;
import org.kimlotse.referral.HealthAccess;
import org.kimlotse.referral.HealthAccesses;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ReferralKind;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The health compartment: whom it opens to in an emergency, who looks at that afterwards, and who learns nothing. */
@LotseTest
class HealthAccessScenarioTest {

    private static final String MANAGER = "fallmanagement";
    private static final String DEPUTY = "vertretung";
    private static final String WHY = "Die Kollegin ist krank, die Klinik fragt nach einem Termin";

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    ReferralRecords referrals;

    @Autowired
    ReferralSteps steps;

    @Autowired
    Health health;

    @Autowired
    HealthAccesses accesses;

    @Autowired
    ReadLog readLog;

    @Autowired
    DataSource dataSource;

    @Autowired
    Crises crises;

    @Autowired
    Handovers handovers;

    @Autowired
    Outbox outbox;

    Story story;
    CaseStory person;
    String words;
    String wish;

    @BeforeEach
    void aConfidentialReferral() {
        clock.setTo("2026-09-02");
        story = new Story(engine, clock);
        words = story.say("träumt jede Nacht davon");
        wish = story.say("reden, mit einer Frau");
        person = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed("LANGUAGE_COURSE", "HEALTH", "JOBCENTER")
                .goalsSigned(LocalDate.parse("2026-09-02"));
        submit(
                referral(ReferralKind.HEALTH),
                "userTask_recordNeeds",
                "confidentialObservations",
                List.of("SLEEP", "CONCENTRATION"),
                "confidentialImpaired",
                true,
                "confidentialOwnWords",
                words,
                "confidentialWishes",
                wish,
                "confidentialTherapy",
                true);
        submit(
                referral(ReferralKind.HEALTH),
                "userTask_chooseAddressee",
                "confidentialDecision",
                "REFER",
                "confidentialAddressee",
                "PSZ");
    }

    private CaseId id() {
        return new CaseId(person.number());
    }

    private Referral referral(ReferralKind kind) {
        return referrals.of(id()).stream()
                .filter(r -> r.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private void submit(Referral referral, String task, Object... fields) {
        story.task(MANAGER, task, referral.id().toString()).submit(fields);
        story.runDueJobs();
    }

    private String page() {
        return "/faelle/" + person.number() + "/vertraulich";
    }

    private void open(HttpUser user, String why) {
        assertThat(user.form(page(), Map.of("_csrf", user.formToken(page()), "reason", why))
                        .status())
                .isEqualTo(302);
    }

    private String access() {
        return accesses.of(id()).get(0).id().toString();
    }

    @Test
    void aDeputyReadsForADayWithAReasonAndTwoPeopleLookAtIt() {
        HttpUser deputy = HttpUser.signedIn(port, DEPUTY);
        assertThat(deputy.page(page()).body())
                .contains("Nur im Notfall öffnen", "112 / 110")
                .doesNotContain(words, "schläft schlecht", "Psychosoziales Zentrum");
        open(deputy, "eilig");
        assertThat(deputy.page(page()).body()).contains("Bitte begründen Sie").doesNotContain(words);
        assertThat(accesses.of(id())).isEmpty();

        String why = story.say(WHY);
        open(deputy, why);
        assertThat(deputy.page(page()).body())
                .contains("offen bis", words, wish, "schläft schlecht", "Psychosoziales Zentrum");
        open(deputy, why);
        assertThat(accesses.of(id())).hasSize(1);
        assertThat(readLog.of(id()))
                .filteredOn(read -> read.userId().equals(DEPUTY))
                .extracting(ReadLog.Read::view)
                .contains("HEALTH_BREAK_GLASS", "HEALTH");
        assertThat(new LeakScan(dataSource).findAnywhere(List.of(why, words))).isEmpty();

        // Nothing else opens.
        assertThat(story.as(DEPUTY, () -> health.open(id()))).isFalse();
        assertThatThrownBy(() -> story.as(DEPUTY, () -> health.notes(referral(ReferralKind.HEALTH))))
                .hasMessageContaining("selbst führt");
        assertThat(story.tasksOf(DEPUTY, referral(ReferralKind.HEALTH).id().toString()))
                .isEmpty();
        assertThat(deputy.page("/faelle/" + person.number()).body()).doesNotContain(words, "Psychosoziales Zentrum");

        Story.OpenTask byManager = story.task(MANAGER, "userTask_reviewAsManager", access());
        assertThat(byManager.shows("accessText")).contains(why, "Volker Tamm", person.number());
        assertThat(story.tasksOf(DEPUTY, access())).isEmpty();
        assertThatThrownBy(byManager::submit).hasMessageContaining("War der Zugriff gerechtfertigt?");
        byManager.submit("accessVerdict", "JUSTIFIED");
        Story.OpenTask byCoordination = story.task("koordination", "userTask_reviewAsCoordination", access());
        assertThat(byCoordination.form().toString())
                .contains(person.number())
                .doesNotContain(words, "Psychosozial", "schläft");
        byCoordination.submit("accessVerdict", "JUSTIFIED", "accessVerdictNote", story.say("Vertretung war nötig"));
        assertThat(story.tasksOf(MANAGER, access())).isEmpty();
        assertThat(deputy.page(page()).body()).contains("gerechtfertigt");

        clock.advance(Duration.ofHours(23));
        assertThat(deputy.page(page()).body()).contains(words);
        clock.advance(Duration.ofHours(1));
        assertThat(deputy.page(page()).body()).contains("Nur im Notfall öffnen").doesNotContain(words);
    }

    @Test
    void coordinationMayTooButNobodyJudgesTheirOwnAccessAndAnUnjustifiedOneEndsAtOnce() {
        HttpUser coordination = HttpUser.signedIn(port, "koordination");
        assertThat(coordination.page("/notzugriff").body()).contains("Fallnummer");
        assertThat(coordination.page("/notzugriff?fall=KIM-2026-99999").body()).contains("gibt es nicht");
        assertThat(coordination.get("/notzugriff?fall=" + person.number()).location())
                .endsWith(page());
        open(coordination, story.say(WHY));
        assertThat(coordination.page(page()).body()).contains(words);

        Story.OpenTask own = story.task("koordination", "userTask_reviewAsCoordination", access());
        assertThatThrownBy(() -> own.submit("accessVerdict", "JUSTIFIED"))
                .hasMessageContaining("Wer selbst hineingesehen hat, prüft es nicht");
        Story.OpenTask second = story.task("koordination2", "userTask_reviewAsCoordination", access());
        assertThatThrownBy(() -> second.submit("accessVerdict", "NOT_JUSTIFIED"))
                .hasMessageContaining("warum der Zugriff nicht gerechtfertigt war")
                .hasMessageContaining("Datenschutz");
        second.submit(
                "accessVerdict",
                "NOT_JUSTIFIED",
                "accessVerdictNote",
                story.say("kein Notfall"),
                "accessIncidentReported",
                true);
        assertThat(coordination.page(page()).body()).doesNotContain(words).contains("Nur im Notfall öffnen");
        assertThat(accesses.of(id()).get(0).byCoordination()).isEqualTo(HealthAccess.Verdict.NOT_JUSTIFIED);
        story.task(MANAGER, "userTask_reviewAsManager", access())
                .submit("accessVerdict", "NOT_JUSTIFIED", "accessVerdictNote", story.say("nicht gefragt worden"));
    }

    @Test
    void theManagerNeedsNoGlassAndNobodyElseFindsThePage() {
        HttpUser manager = HttpUser.signedIn(port, MANAGER);
        assertThat(manager.page(page()).body()).contains(words, wish).doesNotContain("Notzugriff: für Sie");
        assertThatThrownBy(() -> story.as(MANAGER, () -> accesses.open(id(), WHY)))
                .hasMessageContaining("Sie führen diesen Fall selbst");
        for (String other : List.of(
                "lohmar", "jobcenter", "sozialamt", "sozialdezernat", "jobcenter-leitung", "prozesse", "admin")) {
            assertThat(HttpUser.signedIn(port, other).page(page()).status())
                    .as(other)
                    .isIn(403, 404);
            assertThatThrownBy(() -> story.as(other, () -> accesses.open(id(), WHY)))
                    .as(other)
                    .hasMessageContaining("gehört nicht zu Ihrem Team");
        }
        assertThat(accesses.of(id())).isEmpty();
    }

    /** Data packages, forms, task names, cards, lists, pages, exports: by every door and for every recipient. */
    @Test
    void noHealthMarkerReachesAnybodyElseByAnyDoor() {
        submit(
                referral(ReferralKind.LANGUAGE_COURSE),
                "userTask_clarifyCourseNeeds",
                "courseStatus",
                "GESTATTUNG",
                "germanLevel",
                "A1",
                "literacy",
                "LATIN",
                "courseFullTime",
                false,
                "courseChildcare",
                false,
                "courseWorking",
                false,
                "courseInSchool",
                false);
        submit(referral(ReferralKind.LANGUAGE_COURSE), "userTask_chooseDoor", "courseDoor", "SOZIALAMT");
        submit(
                referral(ReferralKind.JOBCENTER),
                "userTask_clarifyWork",
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
        List<String> markers = new ArrayList<>(List.of(
                words,
                wish,
                "schläft schlecht",
                "CONCENTRATION",
                "Psychosozial",
                "112 gerufen",
                "CALLED_112",
                "SUICIDAL"));
        Handover course =
                steps.last(referral(ReferralKind.LANGUAGE_COURSE).id(), "S1").orElseThrow();
        Handover work = steps.last(referral(ReferralKind.JOBCENTER).id(), "J1").orElseThrow();
        for (Handover other : List.of(course, work)) {
            Story.OpenTask prepare =
                    story.task(MANAGER, "userTask_prepareAndSend", other.id().toString());
            assertThat(prepare.shows("dataPackage")).as(other.hop()).isNotEmpty();
            assertThat(prepare.form().toString()).as(other.hop()).doesNotContain(markers.toArray(String[]::new));
            prepare.submit("sendDecision", "SEND", "consents", story.consentFor(other));
            story.runDueJobs();
            assertThat(handovers.get(other.id()).sentAt()).as(other.hop()).isNotNull();
        }
        assertThat(course.requireReceiver()).isEqualTo("SOZ-SIE");
        assertThat(story.task(
                                "sozialamt",
                                "userTask_confirmReceipt",
                                course.id().toString())
                        .form()
                        .toString())
                .as("package at the office")
                .contains(person.number())
                .doesNotContain(markers.toArray(String[]::new));
        // One office reads in Lotse, the other gets paper: what the manager prints, with what is enclosed.
        Map.of(course, "sozialamt", work, MANAGER).forEach((sent, reader) -> {
            List<Letter> letters = outbox.about(sent.id().toString());
            assertThat(letters).as(sent.hop()).isNotEmpty();
            for (Letter letter : letters) {
                HttpUser.Answer read = HttpUser.signedIn(port, reader).get("/schreiben/" + letter.id());
                assertThat(read.status()).as(sent.hop()).isEqualTo(200);
                assertThat(read.body())
                        .as(sent.hop() + " read by " + reader)
                        .contains("Anlage: ")
                        .doesNotContain(markers.toArray(String[]::new));
            }
        });

        String informed = story.say("Klinik angerufen, weil Lebensgefahr bestand");
        String heard = story.say("liegt auf Station drei");
        markers.addAll(List.of(informed, heard));
        String crisis = story.as(MANAGER, () -> crises.report(id())).id().toString();
        story.task(MANAGER, "userTask_actNow", crisis)
                .submit("crisisActions", List.of("CALLED_112"), "crisisInformed", informed);
        story.task(MANAGER, "userTask_followUp", crisis).submit("crisisOver", false, "crisisFollowNote", heard);
        assertThat(HttpUser.signedIn(port, MANAGER).page(page()).body()).contains(informed, heard, "112 gerufen");
        assertThat(story.task(DEPUTY, "userTask_followUp", crisis).form().toString())
                .doesNotContain(markers.toArray(String[]::new));

        String cards = handovers.ofCase(id()).stream()
                .map(h -> "handover=" + h.id())
                .collect(Collectors.joining("&", "/api/cards?", ""));
        assertThat(HttpUser.signedIn(port, MANAGER).get(cards).body())
                .as("the cards are asked for")
                .contains("S1", "J1");
        List<String> ownTeam = List.of(
                "/faelle",
                "/faelle/" + person.number(),
                "/faelle/" + person.number() + "/angaben",
                "/faelle/" + person.number() + "/zielvereinbarung",
                page(),
                "/schreiben",
                "/api/cases/" + person.number() + "/decisions");
        List<String> doors = new ArrayList<>(ownTeam);
        doors.addAll(List.of(
                "/",
                "/engpaesse",
                cards,
                "/engine-rest/task?maxResults=500",
                "/engine-rest/history/task?maxResults=500"));
        for (String user : List.of(
                DEPUTY,
                "lohmar",
                "jobcenter",
                "sozialamt",
                "koordination",
                "sozialdezernat",
                "jobcenter-leitung",
                "prozesse",
                "admin")) {
            HttpUser signedIn = HttpUser.signedIn(port, user);
            for (String door : doors) {
                HttpUser.Answer answer = signedIn.get(door);
                String at = user + " " + door;
                if (user.equals(DEPUTY) && ownTeam.contains(door) || door.equals(cards)) {
                    assertThat(answer.status()).as(at).isEqualTo(200);
                } else {
                    assertThat(answer.status()).as(at).isIn(200, 302, 403, 404);
                }
                assertThat(answer.body()).as(at).doesNotContain(markers.toArray(String[]::new));
            }
        }
    }

    /** Cockpit shows what runs, because somebody has to repair it; what a case had is nobody's there. */
    @Test
    void theHistoryOfTheEngineTellsAdministratorsNothingAboutACase() {
        HttpUser admin = HttpUser.signedIn(port, "admin");
        for (String mount : List.of("/engine-rest", "/camunda/api/engine/engine/default")) {
            for (String list : List.of(
                    "process-instance?variables=caseNumber_eq_" + person.number() + "&",
                    "task?processVariables=caseNumber_eq_" + person.number() + "&",
                    "variable-instance?variableNameLike=confidential%25&",
                    "activity-instance?activityType=userTask&",
                    "detail?",
                    "user-operation?",
                    "identity-link-log?")) {
                HttpUser.Answer answer = admin.get(mount + "/history/" + list + "maxResults=500");
                assertThat(answer.status()).as(mount + " " + list).isEqualTo(403);
                assertThat(answer.body())
                        .as(mount + " " + list)
                        .doesNotContain("referral-health", "confidential", "Vertraul", person.number());
            }
        }
    }
}
