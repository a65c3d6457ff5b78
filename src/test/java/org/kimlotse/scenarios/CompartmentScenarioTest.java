package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.HttpUser;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casework.Crises;
import org.kimlotse.engine.AdditionalFacts;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.goals.AgreedReferral;
import org.kimlotse.goals.GoalAgreements;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverSweep;
import org.kimlotse.intake.Agency;
import org.kimlotse.intake.IntakeManagement;
import org.kimlotse.intake.NeedArea;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ReferralKind;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An attack on the health compartment: two cases that differ in nothing but health, read by everybody through every door.
 * What the one says and the other does not would tell of health, in whatever words.
 */
@LotseTest
class CompartmentScenarioTest {

    private static final String MANAGER = "fallmanagement";
    private static final String DEPUTY = "vertretung";
    private static final List<String> OTHERS = List.of(
            DEPUTY,
            "lohmar",
            "jobcenter",
            "sozialamt",
            "koordination",
            "sozialdezernat",
            "jobcenter-leitung",
            "prozesse");

    /** Codes and words that no page and no answer about the two cases has any other reason to hold. */
    private static final List<String> TELLING = List.of(
            "HEALTH",
            "SUICIDAL",
            "Vertrauliche Vermittlung",
            "vertrauliche Übergabe",
            "Vertraulicher Schritt",
            "referral-health",
            "health-referral",
            "Psychosozial",
            "PSZ",
            "schläft",
            "schlaf",
            "Schlaf",
            "Vertrauliches Ziel",
            "Art. 9");

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
    GoalAgreements agreements;

    @Autowired
    IntakeManagement intake;

    @Autowired
    Crises crises;

    @Autowired
    Cases cases;

    @Autowired
    HandoverSweep sweep;

    @Autowired
    AdditionalFacts additional;

    @Autowired
    PlatformTransactionManager transactions;

    Story story;
    CaseStory health;
    CaseStory twin;
    String words;

    @BeforeEach
    void twoCasesThatDifferInHealthAlone() {
        clock.setTo("2026-09-02");
        story = new Story(engine, clock);
        words = story.say("träumt jede Nacht davon");
        health = aCase("HEALTH", "HEALTH_SERVICE", "SUICIDAL", "LANGUAGE_COURSE", "HEALTH");
        twin = aCase("SCHOOL", "IMMIGRATION_OFFICE", "DOMESTIC_VIOLENCE", "LANGUAGE_COURSE");
        Referral referral = referral();
        story.task(MANAGER, "userTask_recordNeeds", referral.id().toString())
                .submit(
                        "confidentialObservations",
                        List.of("SLEEP"),
                        "confidentialImpaired",
                        true,
                        "confidentialOwnWords",
                        words,
                        "confidentialWishes",
                        words,
                        "confidentialGoal",
                        words,
                        "confidentialGoalSign",
                        words,
                        "confidentialGoalBy",
                        "2027-06-30",
                        "confidentialTherapy",
                        true);
        story.runDueJobs();
        story.task(MANAGER, "userTask_chooseAddressee", referral.id().toString())
                .submit("confidentialDecision", "REFER", "confidentialAddressee", "PSZ");
        story.runDueJobs();
    }

    /** School and family ask for the same way, so that the twin's third need proposes nothing of its own. */
    private CaseStory aCase(String area, String agency, String crisis, String... agreed) {
        CaseStory of = CaseStory.workedBy(MANAGER, story, opening)
                .opened("SIEGBURG")
                .step("userTask_screenCrisis", Map.of("acuteCrisis", true, "crisisKinds", List.of(crisis)));
        String key = crises.open(new CaseId(of.number())).orElseThrow().id().toString();
        story.task(MANAGER, "userTask_actNow", key)
                .submit("crisisActions", List.of("CALLED_112"), "crisisInformed", story.say("Rettungsdienst"));
        story.runDueJobs();
        story.task(MANAGER, "userTask_followUp", key)
                .submit("crisisOver", true, "crisisFollowNote", story.say("wieder zu Hause"));
        story.runDueJobs();
        return of.informedWithConsent()
                .step(
                        "userTask_clarifyNeeds",
                        Map.of(
                                "needAreas",
                                List.of("LANGUAGE", "FAMILY", area),
                                "agenciesInvolved",
                                List.of("SOCIAL_OFFICE", "JOBCENTER", agency),
                                "managesAlone",
                                false,
                                "wantsCaseManagement",
                                true))
                .indication("CASE_MANAGEMENT")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed(agreed)
                .goalsSigned(LocalDate.parse("2026-09-02"));
    }

    private Referral referral() {
        return referrals.of(new CaseId(health.number())).stream()
                .filter(r -> r.kind() == ReferralKind.HEALTH)
                .findFirst()
                .orElseThrow();
    }

    private Handover contact() {
        return steps.last(referral().id(), "G1").orElseThrow();
    }

    private void sent() {
        story.task(MANAGER, "userTask_prepareAndSend", contact().id().toString())
                .submit(
                        "sendDecision",
                        "SEND",
                        "consents",
                        Stream.of("IDENTITY", "HEALTH")
                                .map(data -> Map.of(
                                        "recipient",
                                        "PSZ-SIE",
                                        "purpose",
                                        "HEALTH",
                                        "dataCategories",
                                        List.of(data),
                                        "validUntil",
                                        "2028-12-31",
                                        "form",
                                        "WRITTEN"))
                                .toList());
        story.runDueJobs();
    }

    // ---- doors ----------------------------------------------------------------------------------------------

    /** Everything there is to read about a case, by address. */
    private static List<String> doors(String number) {
        String file = "/faelle/" + number;
        return Stream.concat(
                        Stream.of(
                                "/faelle",
                                "/faelle?suche=" + number,
                                file,
                                file + "/angaben",
                                file + "/zielvereinbarung",
                                file + "/zielvereinbarung?fassung=1",
                                file + "/vertraulich",
                                "/schreiben",
                                "/engpaesse",
                                "/uebernahme",
                                "/api/cases/" + number + "/decisions",
                                "/api/cases?number=" + number,
                                "/engine-rest/task?maxResults=500",
                                "/camunda/api/engine/engine/default/task?maxResults=500",
                                "/engine-rest/history/task?maxResults=500",
                                "/engine-rest/process-instance?maxResults=500",
                                "/engine-rest/variable-instance?maxResults=500"),
                        Stream.of(
                                        "uebergabe",
                                        "vermittlung",
                                        "kontakt",
                                        "ziel",
                                        "pruefung",
                                        "einwilligung",
                                        "aenderung",
                                        "fall")
                                .map(kind -> file + "?art=" + kind))
                .toList();
    }

    /** What a user reads of a case: pages, answers, tasks, their forms, their reasons and their cards. */
    private Map<String, String> read(String user, String number) {
        HttpUser signedIn = HttpUser.signedIn(port, user);
        Map<String, String> seen = new LinkedHashMap<>();
        doors(number)
                .forEach(door -> seen.put(
                        door.replace(number, "N"),
                        signedIn.page(door).status() == 406
                                ? signedIn.get(door).body()
                                : signedIn.page(door).body()));
        List<String> tasks = new ArrayList<>();
        for (String key : story.tasksOf(user, number)) {
            Story.OpenTask task = story.tasks(user, key, number).get(0);
            tasks.add(key);
            seen.put("form " + key, new java.util.TreeMap<>(task.form()).toString());
            seen.put(
                    "why " + key,
                    signedIn.get("/api/tasks/" + task.id() + "/decisions").body());
        }
        seen.put("tasks", tasks.toString());
        return seen;
    }

    /** Without what differs between any two cases. */
    private String plain(String text, String number) {
        String plain = text;
        for (String typed : story.typed()) {
            plain = plain.replace(typed, "§").replace(escaped(typed), "§");
        }
        return plain.replace(number, "N")
                .replaceAll("KIM-\\d{4}-\\d{5}", "M")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
                .replaceAll("(name=\"_csrf\" value|content)=\"[^\"]*\"", "$1=T")
                .replaceAll("\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?Z?)?", "ZEIT");
    }

    private static String escaped(String typed) {
        return org.springframework.web.util.HtmlUtils.htmlEscape(typed, "UTF-8");
    }

    private void nothingTells() {
        for (String user : OTHERS) {
            Map<String, String> ofHealth = read(user, health.number());
            Map<String, String> ofTwin = read(user, twin.number());
            for (String door : new TreeSet<>(ofHealth.keySet())) {
                String told = ofHealth.get(door);
                assertThat(told).as(user + " " + door).doesNotContain(words);
                String other = ofTwin.getOrDefault(door, "");
                for (String telling : TELLING) {
                    // A word that stands on every page of its kind, whoever it is about, tells nothing; nor does a
                    // random token that happens to hold it.
                    assertThat(count(plain(told, health.number()), telling))
                            .as(user + " " + door + ": " + telling)
                            .isLessThanOrEqualTo(count(plain(other, twin.number()), telling));
                }
            }
            assertThat(ofHealth.keySet()).as(user).isEqualTo(ofTwin.keySet());
            ofHealth.keySet().stream()
                    .filter(door -> door.contains("N") || door.contains(" ") || door.equals("tasks"))
                    .forEach(door -> assertThat(plain(ofHealth.get(door), health.number()))
                            .as(user + " " + door)
                            .isEqualTo(plain(ofTwin.get(door), twin.number())));
        }
    }

    private static int count(String text, String word) {
        return text.split(java.util.regex.Pattern.quote(word), -1).length - 1;
    }

    // ---- attacks --------------------------------------------------------------------------------------------

    @Test
    void twoCasesLookAlikeToEverybodyButTheirManager() {
        nothingTells();
        sent();
        nothingTells();
    }

    @Test
    void theManagerStillReadsEverything() {
        HttpUser manager = HttpUser.signedIn(port, MANAGER);
        assertThat(manager.page("/faelle/" + health.number()).body()).contains("Vertrauliche Vermittlung");
        assertThat(manager.page("/faelle/" + health.number() + "/zielvereinbarung")
                        .body())
                .contains("Vertrauliche Vermittlung")
                .doesNotContain("fehlt hier in jedem Fall");
        assertThat(manager.get("/api/cases/" + health.number() + "/decisions").body())
                .contains("HEALTH_SERVICE", "Beteiligte Stellen: 3");
        assertThat(HttpUser.signedIn(port, DEPUTY)
                        .get("/api/cases/" + health.number() + "/decisions")
                        .body())
                .contains("Case Management ist angezeigt", "wantsCaseManagement")
                .doesNotContain("needAreas", "agenciesInvolved", "Beteiligte Stellen: 3");
    }

    /** Whoever cannot see it cannot drop it either: neither by agreeing goals anew nor by naming the needs anew. */
    @Test
    void aDeputyWhoWorksTheCaseLosesNothingAndLearnsNothing() {
        CaseId id = new CaseId(health.number());
        for (CaseStory each : List.of(health, twin)) {
            story.task(MANAGER, "userTask_accompany", each.number()).submit("nextStep", "REASSESS");
            story.runDueJobs();
            each.assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                    .benefitLawConfirmed();
        }
        nothingTells();
        for (CaseStory each : List.of(health, twin)) {
            Story.OpenTask goals = story.task(DEPUTY, "userTask_agreeGoals", each.number());
            assertThat(goals.shows("agreedReferrals")).doesNotContain("HEALTH");
            given(goals);
            goals.submit(
                    "goals",
                    List.of(Map.of(
                            "goal",
                            story.say("B1"),
                            "owner",
                            "CASE_MANAGER",
                            "dueOn",
                            "2027-12-01",
                            "indicator",
                            "Zertifikat")),
                    "agreedReferrals",
                    List.of("LANGUAGE_COURSE"));
            story.runDueJobs();
        }
        nothingTells();
        assertThat(agreements.latest(id).orElseThrow().referrals()).contains(AgreedReferral.HEALTH);
        assertThat(agreements.latest(new CaseId(twin.number())).orElseThrow().referrals())
                .containsExactly(AgreedReferral.LANGUAGE_COURSE);

        story.as(DEPUTY, () -> {
            intake.clarify(id, intake.needs(id).orElseThrow());
        });
        assertThat(intake.needs(id).orElseThrow().areas()).contains(NeedArea.HEALTH);
        assertThat(intake.needs(id).orElseThrow().agencies()).contains(Agency.HEALTH_SERVICE);
    }

    private void given(Story.OpenTask task) {
        engine.getTaskService().setAssignee(task.id(), DEPUTY);
    }

    @Test
    void openingAndClosingAnswerTheSameWhetherOrNotThereIsAnythingToHide() {
        for (CaseStory each : List.of(health, twin)) {
            Story.OpenTask accompany = story.task(DEPUTY, "userTask_accompany", each.number());
            assertThat(accompany.form().toString()).doesNotContain("HEALTH");
            given(accompany);
            assertThatThrownBy(() -> accompany.submit("nextStep", "OPEN_REFERRAL", "referralToOpen", "HEALTH"))
                    .hasMessage("„Vertrauliche Vermittlung“ kann nur beginnen, wer den Fall selbst führt.");
            assertThatThrownBy(() -> accompany.submit("nextStep", "CLOSE"))
                    .hasMessageStartingWith("Abschließen kann einen Fall nur, wer ihn führt");
            String file = "/faelle/" + each.number();
            HttpUser deputy = HttpUser.signedIn(port, DEPUTY);
            deputy.form(
                    file + "/abschliessen", Map.of("_csrf", deputy.formToken(file), "reason", "OTHER", "version", "1"));
            assertThat(deputy.page(file).body()).contains("Abschließen kann einen Fall nur, wer ihn führt");
            assertThat(cases.get(new CaseId(each.number())).open()).isTrue();
        }
    }

    /** What the team has to know in a crisis: that somebody must act, and that somebody must ask again. Nothing else. */
    @Test
    void aCrisisCallsTheTeamWithoutSayingWhich() {
        for (CaseStory each : List.of(health, twin)) {
            story.as(MANAGER, () -> crises.report(new CaseId(each.number())));
            story.runDueJobs();
        }
        String crisis =
                crises.open(new CaseId(health.number())).orElseThrow().id().toString();
        assertThat(story.tasksOf(DEPUTY, crisis)).contains("userTask_actNow");
        nothingTells();
        for (CaseStory each : List.of(health, twin)) {
            String key =
                    crises.open(new CaseId(each.number())).orElseThrow().id().toString();
            story.task(MANAGER, "userTask_actNow", key)
                    .submit("crisisActions", List.of("CALLED_112"), "crisisInformed", story.say("Klinik"));
            story.runDueJobs();
            story.task(MANAGER, "userTask_followUp", key)
                    .submit("crisisOver", false, "crisisFollowNote", story.say("in der Klinik"));
            story.runDueJobs();
        }
        Story.OpenTask again = story.task(DEPUTY, "userTask_followUp", crisis);
        assertThat(again.form().toString()).doesNotContain("in der Klinik");
        given(again);
        again.submit("crisisOver", true, "crisisFollowNote", story.say("wieder zu Hause"));
        story.runDueJobs();
        assertThat(crises.notes(java.util.UUID.fromString(crisis)))
                .extracting(Crises.Note::text)
                .satisfiesExactly(heard -> assertThat(heard).contains("in der Klinik"), heard -> assertThat(heard)
                        .contains("wieder zu Hause"));
        String file = HttpUser.signedIn(port, DEPUTY)
                .page("/faelle/" + health.number())
                .body();
        assertThat(file).contains("Es hat sich etwas geändert (").doesNotContain("Die Krise ist vorüber");
    }

    /** What a process owner asks beyond what modules know: for the team, unless a confidential form asked. */
    @Test
    void furtherAnswersStandInTheFallakteAndThoseOfConfidentialFormsOnTheConfidentialPageOnly() {
        keep("case-management", "Haustier", "Míša");
        keep("referral-health", "Diagnose", words);
        HttpUser manager = HttpUser.signedIn(port, MANAGER);
        String file = "/faelle/" + health.number();
        for (String user : List.of(MANAGER, DEPUTY)) {
            assertThat(HttpUser.signedIn(port, user).page(file).body())
                    .as(user)
                    .contains("Weitere Angaben", "Haustier", "Míša", "02.09.2026")
                    .doesNotContain("Diagnose");
        }
        assertThat(manager.page(file + "/vertraulich").body()).contains("Diagnose", words);
        assertThat(HttpUser.signedIn(port, DEPUTY).page(file + "/vertraulich").body())
                .doesNotContain("Diagnose");
    }

    private void keep(String process, String label, String answer) {
        FormContext form = new FormContext(
                "some-form", "t", "userTask_some", process, "e", health.number(), health.number(), MANAGER, Map.of());
        story.as(MANAGER, () -> new TransactionTemplate(transactions)
                .executeWithoutResult(t -> additional.write(
                        form,
                        List.of(new AdditionalFacts.Fact("own" + label, label, FormField.Type.TEXT, answer, answer)))));
    }

    /** Coordination is asked to help with a step it may not read. */
    @Test
    void onTheLadderCoordinationLearnsThatSomethingIsStuckAndNotWhat() {
        sent();
        for (String day : List.of("2026-09-18", "2026-09-28", "2026-10-05", "2026-10-20")) {
            clock.setTo(day);
            sweep.run();
            story.runDueJobs();
        }
        String key = contact().id().toString();
        Story.OpenTask coordinate = story.task("koordination", "userTask_coordinate", key);
        String form = coordinate.form().toString();
        assertThat(coordinate.shows("handoverTitle"))
                .isEqualTo("Fall %s: ein Schritt ist liegen geblieben".formatted(health.number()));
        assertThat(coordinate.shows("ladderText")).contains("sorgen Sie für Vertretung");
        for (String mount : List.of("/engine-rest", "/camunda/api/engine/engine/default")) {
            assertThat(HttpUser.signedIn(port, "koordination")
                            .get(mount + "/task/" + coordinate.id() + "/variables")
                            .status())
                    .isEqualTo(403);
        }
        HttpUser coordination = HttpUser.signedIn(port, "koordination");
        String seen = form
                + coordination
                        .get("/api/tasks/" + coordinate.id() + "/decisions")
                        .body()
                + coordination.get("/api/cards?handover=" + key).body()
                + HttpUser.signedIn(port, DEPUTY)
                        .get("/api/cards?handover=" + key)
                        .body()
                + HttpUser.signedIn(port, DEPUTY)
                        .get("/api/cases/" + health.number() + "/decisions")
                        .body();
        assertThat(seen).doesNotContain(TELLING.toArray(String[]::new)).doesNotContain(words, "\"G1\"");
    }
}
