package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.kimlotse.casework.CaseStatus;
import org.kimlotse.casework.OpenWork;
import org.kimlotse.consent.Consents;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.LetterGuard;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.HandoverSweep;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.OldTrails;
import org.kimlotse.referral.Health;
import org.kimlotse.referral.HealthPage;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.ReferralResult;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The confidential referral: its ways, and who learns what of it. */
@LotseTest
class ConfidentialScenarioTest {

    private static final String MANAGER = "fallmanagement";
    private static final String DEPUTY = "vertretung";

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

    @Autowired
    HandoverManagement handing;

    @Autowired
    HandoverSweep sweep;

    @Autowired
    ReferralRecords referrals;

    @Autowired
    ReferralSteps steps;

    @Autowired
    Health health;

    @Autowired
    OldTrails oldTrails;

    @Autowired
    HealthPage healthPage;

    @Autowired
    Cases cases;

    @Autowired
    CaseClosing closing;

    @Autowired
    Consents consents;

    @Autowired
    Outbox outbox;

    @Autowired
    List<LetterGuard> guards;

    @Autowired
    CaseStatus status;

    @Autowired
    OpenWork openWork;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    Story story;
    CaseStory person;
    String words;

    @BeforeEach
    void inEarlySeptember() {
        clock.setTo("2026-09-02");
        story = new Story(engine, clock);
        words = story.say("träumt jede Nacht davon");
    }

    private void agreed() {
        person = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed("HEALTH")
                .goalsSigned(today());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of("Europe/Berlin"));
    }

    private CaseId caseId() {
        return new CaseId(person.number());
    }

    private Referral referral() {
        return referrals.of(caseId()).get(0);
    }

    private String key() {
        return referral().id().toString();
    }

    private Handover step(String step) {
        return steps.last(referral().id(), step).orElseThrow();
    }

    private void submit(String task, Object... fields) {
        story.task(MANAGER, task, key()).submit(fields);
        story.runDueJobs();
    }

    private void told(boolean therapy) {
        toldIn(key(), therapy);
    }

    private void toldIn(String referral, boolean therapy) {
        story.task(MANAGER, "userTask_recordNeeds", referral)
                .submit(
                        "confidentialObservations",
                        List.of("SLEEP", "CONCENTRATION"),
                        "confidentialImpaired",
                        true,
                        "confidentialOwnWords",
                        words,
                        "confidentialWishes",
                        story.say("reden, mit einer Frau"),
                        "confidentialTherapy",
                        therapy);
        story.runDueJobs();
    }

    private void asked(String addressee) {
        submit("userTask_chooseAddressee", "confidentialDecision", "REFER", "confidentialAddressee", addressee);
    }

    private void sent(String step) {
        String office = step(step).requireReceiver();
        story.task(MANAGER, "userTask_prepareAndSend", step(step).id().toString())
                .submit(
                        "sendDecision",
                        "SEND",
                        "consents",
                        List.of(
                                Map.of(
                                        "recipient",
                                        office,
                                        "purpose",
                                        "HEALTH",
                                        "dataCategories",
                                        List.of("IDENTITY"),
                                        "validUntil",
                                        "2028-12-31",
                                        "form",
                                        "WRITTEN"),
                                Map.of(
                                        "recipient",
                                        office,
                                        "purpose",
                                        "HEALTH",
                                        "dataCategories",
                                        List.of("HEALTH"),
                                        "validUntil",
                                        "2028-12-31",
                                        "form",
                                        "WRITTEN")));
        story.runDueJobs();
    }

    private void done(String step) {
        accepted(step, today().toString());
    }

    // ---- ways -----------------------------------------------------------------------------------------------

    @Test
    void fromTheTalkToTheFirstAppointmentAndTheApplication() {
        agreed();
        told(true);
        assertThat(story.task(MANAGER, "userTask_chooseAddressee", key()).shows("confidentialProposals"))
                .contains("Psychosoziales Zentrum", "Arztpraxis", "Behandlungsschein");
        asked("PSZ");
        assertThat(step("G1").due()).hasValue(LocalDate.parse("2026-09-09"));
        assertThat(step("G1").receiverOffice()).isEqualTo("PSZ-SIE");
        done("G1");

        assertThat(step("G2").receiverOffice()).isEqualTo("SOZ-SIE");
        assertThat(step("G2").legalBasis()).isEqualTo("§ 6 Abs. 1 AsylbLG");
        done("G2");
        submit("userTask_recordApproval", "confidentialApproval", "GRANTED");
        submit("userTask_follow", "confidentialGoesOn", "CONTINUE");
        submit(
                "userTask_follow",
                "confidentialGoesOn",
                "DONE",
                "confidentialOngoing",
                false,
                "confidentialNote",
                story.say("gut angebunden"));
        assertThat(referral().ended()).hasValue(ReferralResult.COMPLETED);
    }

    @Test
    void theConsentThatIsMissingIsProposedForJustThisOfficeAndNothingIsSentByThat() {
        agreed();
        told(false);
        asked("PSZ");
        Story.OpenTask sending =
                story.task(MANAGER, "userTask_prepareAndSend", step("G1").id().toString());
        assertThat(sending.form().get("consents").toString().replace("\"", ""))
                .as("health data in a row of their own")
                .contains("PSZ-SIE", "[IDENTITY]", "[HEALTH]")
                .doesNotContain("validUntil", "WRITTEN");
        assertThatThrownBy(() -> sending.submit(
                        "sendDecision",
                        "SEND",
                        "consents",
                        List.of(Map.of(
                                "recipient", "PSZ-SIE", "purpose", "HEALTH", "dataCategories", List.of("IDENTITY")))))
                .as("as proposed, without saying how")
                .hasMessageContaining("schriftlich oder elektronisch");
        assertThat(step("G1").sentAt()).isNull();
    }

    @Test
    void healthDataGoOnlyWithAYesOfTheirOwn() {
        agreed();
        told(false);
        asked("PSZ");
        Story.OpenTask sending =
                story.task(MANAGER, "userTask_prepareAndSend", step("G1").id().toString());
        assertThatThrownBy(() -> sending.submit("sendDecision", "SEND", "consentNow", "WRITTEN"))
                .hasMessageContaining("Gesundheitsdaten brauchen eine eigene Einwilligung");
        assertThat(consents.of(caseId())).noneMatch(c -> c.recipient().equals("PSZ-SIE"));
        sending.submit("sendDecision", "SEND", "consentNow", "WRITTEN", "consentHealthNow", true);
        story.runDueJobs();

        assertThat(consents.of(caseId()).stream()
                        .filter(c -> c.recipient().equals("PSZ-SIE"))
                        .map(c -> c.category().name()))
                .containsExactlyInAnyOrder("IDENTITY", "HEALTH");
        assertThat(step("G1").sentAt()).isNotNull();
    }

    @Test
    void thePageOfTheCompartmentSpeaksAsTheFormsDo() {
        agreed();
        told(true);
        HealthPage.Referred referred =
                story.as(MANAGER, () -> healthPage.of(caseId())).get(0);
        assertThat(referred.told())
                .contains(
                        new HealthPage.Told("confidentialImpaired", "Erschwert es den Alltag?", "Ja"),
                        new HealthPage.Told("confidentialOwnWords", "In den Worten der Person", words))
                .anySatisfy(told -> {
                    assertThat(told.label()).isEqualTo("Was sagt die Person, was ist aufgefallen?");
                    assertThat(told.value()).contains("schläft schlecht", "kann sich schwer konzentrieren");
                });
    }

    @Test
    void aGoalToldInConfidenceStandsOnTheAgreementForTheCasesOwnManagerAlone() {
        agreed();
        String goal = story.say("wieder durchschlafen");
        String sign = story.say("nicht mehr aufwachen");
        assertThatThrownBy(() -> submit(
                        "userTask_recordNeeds",
                        "confidentialObservations",
                        List.of("SLEEP"),
                        "confidentialImpaired",
                        true,
                        "confidentialTherapy",
                        false,
                        "confidentialGoal",
                        goal))
                .hasMessageContaining("Woran merken wir")
                .hasMessageContaining("Bis wann");
        toldGoal(goal, sign);
        assertThat(paper(MANAGER, 1))
                .as("signed before it was told")
                .contains("Vertraulich gesagt und noch nicht unterschrieben", goal, "„Zielvereinbarung ändern“")
                .doesNotContain("<h3>Vertrauliches Ziel</h3>");
        signedAnew(Map.of());
        assertThat(paper(MANAGER, 1)).doesNotContain(goal, sign);

        asked("PSZ");
        done("G1");
        assertThat(story.task(MANAGER, "userTask_follow", key()).shows("confidentialStatus"))
                .contains("wieder durchschlafen", "30.06.2027", "nicht mehr aufwachen")
                .doesNotContain("noch nicht unterschrieben");
        String reached = story.say("schlafe wieder");
        submit(
                "userTask_follow",
                "confidentialGoesOn",
                "DONE",
                "confidentialOngoing",
                true,
                "confidentialGoalOutcome",
                "REACHED",
                "confidentialGoalWords",
                reached);
        assertThat(paper(MANAGER, 2))
                .contains(
                        "<h3>Vertrauliches Ziel</h3>",
                        goal,
                        sign,
                        "30.06.2027",
                        "erreicht",
                        reached,
                        "unterschrieben mit Fassung 2 am 02.09.2026",
                        "neu, vertraulich: „" + goal);
        recognised();
        assertThat(paper(MANAGER, 3))
                .as("that the treatment goes on takes nothing back")
                .contains("<h3>Vertrauliches Ziel</h3>", goal, reached, "unterschrieben mit Fassung 2");
        assertThat(HttpUser.signedIn(port, MANAGER)
                        .page("/faelle/" + person.number() + "/vertraulich")
                        .body())
                .contains(goal, sign, reached, "unterschrieben mit Fassung 2 am 02.09.2026");
        assertThat(referral().open()).isTrue();

        for (String other : List.of(DEPUTY, "koordination", "admin")) {
            for (String page : List.of("/zielvereinbarung", "/zielvereinbarung?fassung=1", "")) {
                assertThat(HttpUser.signedIn(port, other)
                                .page("/faelle/" + person.number() + page)
                                .body())
                        .as(other + " " + page)
                        .doesNotContain("Vertrauliches Ziel", "vertraulich:", goal, sign, reached)
                        .doesNotContainIgnoringCase("schlaf");
            }
        }
        assertThat(HttpUser.signedIn(port, MANAGER)
                        .page("/faelle/" + person.number())
                        .body())
                .as("the file is read over shoulders")
                .doesNotContain(goal, sign, reached);
        assertThat(new LeakScan(dataSource).findAnywhere(List.of(goal, sign, reached)))
                .isEmpty();
    }

    @Test
    void aConfidentialGoalThatChangesIsANewVersionAndTheOldOneSaysWhatWasSigned() {
        agreed();
        String old = story.say("wieder durchschlafen");
        String now = story.say("im Kurs wach bleiben");
        String sign = story.say("nicht mehr aufwachen");
        toldGoal(old, sign);
        signedAnew(Map.of());
        clock.setTo("2026-09-10");
        person.step("userTask_accompany", Map.of("nextStep", "AGREE"));
        assertThat(story.task(MANAGER, "userTask_agreeGoals", person.number()).shows("confidentialGoal"))
                .isEqualTo(old);
        agreedWith(Map.of("confidentialGoal", now, "confidentialGoalSign", sign, "confidentialGoalBy", "2027-06-30"));
        assertThat(story.task(MANAGER, "userTask_explainAndSign", person.number())
                        .shows("goalsSummary"))
                .contains("Vertrauliches Ziel, nur für Sie", now, old, "geändert, vertraulich");
        assertThat(paper(MANAGER, 3)).contains(now, "noch nicht unterschrieben");
        assertThat(paper(MANAGER, 2))
                .contains(
                        "Vertraulich gesagt und noch nicht unterschrieben",
                        "unterschrieben mit Fassung 2 am 02.09.2026");
        person.goalsSigned(today());

        assertThat(paper(MANAGER, 3))
                .contains(
                        "geändert, vertraulich: bisher „" + old + "“, bis 30.06.2027",
                        "jetzt „" + now + "“",
                        "unterschrieben mit Fassung 3 am 10.09.2026")
                .doesNotContain("nichts geändert", "Vertraulich gesagt");
        assertThat(paper(MANAGER, 2))
                .contains(old, "unterschrieben mit Fassung 2 am 02.09.2026")
                .doesNotContain(now);
        for (int version : List.of(1, 2, 3)) {
            assertThat(paper(DEPUTY, version)).doesNotContain(now, old, sign, "vertraulich:");
        }
        assertThat(paper(DEPUTY, 3)).contains("Gegenüber Fassung 2 ist nichts geändert.");

        person.step("userTask_accompany", Map.of("nextStep", "AGREE"));
        agreedWith(Map.of("confidentialGoal", ""));
        person.goalsSigned(today());
        assertThat(paper(MANAGER, 4))
                .contains("entfällt, vertraulich: „" + now)
                .doesNotContain("<h3>Vertrauliches Ziel</h3>");
        assertThat(paper(MANAGER, 3)).contains("<h3>Vertrauliches Ziel</h3>", now);
        assertThat(new LeakScan(dataSource).findAnywhere(List.of(now, old, sign)))
                .isEmpty();
    }

    @Test
    void whatBecameOfTheGoalIsSaidOfTheOneThatWasSigned() {
        agreed();
        told(false);
        asked("PSZ");
        done("G1");
        Object[] reached = {
            "confidentialGoesOn", "DONE", "confidentialOngoing", false, "confidentialGoalOutcome", "PARTLY"
        };
        assertThatThrownBy(() -> submit("userTask_follow", reached)).hasMessageContaining("nicht vereinbart");
        String old = story.say("wieder durchschlafen");
        String sign = story.say("nicht mehr aufwachen");
        signedAnew(Map.of("confidentialGoal", old, "confidentialGoalSign", sign, "confidentialGoalBy", "2027-06-30"));
        person.step("userTask_accompany", Map.of("nextStep", "AGREE"));
        String now = story.say("im Kurs wach bleiben");
        agreedWith(Map.of("confidentialGoal", now, "confidentialGoalSign", sign, "confidentialGoalBy", "2027-06-30"));
        assertThat(story.task(MANAGER, "userTask_follow", key()).shows("confidentialStatus"))
                .contains("Ziel: „" + old, "Seitdem gesagt, gilt mit der Unterschrift: „" + now);
        submit("userTask_follow", reached);

        assertThat(paper(MANAGER, 2)).contains(old, "zum Teil erreicht");
        assertThat(paper(MANAGER, 3)).contains(now).doesNotContain("zum Teil erreicht");
    }

    @Test
    void whatBecameOfAGoalNobodySignedIsKeptBesideTheNextOne() {
        agreed();
        String first = story.say("wieder durchschlafen");
        toldGoal(first, story.say("nicht mehr aufwachen"));
        asked("PSZ");
        done("G1");
        String reached = story.say("schlafe wieder");
        submit(
                "userTask_follow",
                "confidentialGoesOn",
                "CONTINUE",
                "confidentialGoalOutcome",
                "REACHED",
                "confidentialGoalWords",
                reached);
        assertThat(paper(MANAGER, 1))
                .contains("Vertraulich gesagt und noch nicht unterschrieben", first, "Stand: erreicht", reached);
        String next = story.say("allein zum Arzt gehen");
        person.step("userTask_accompany", Map.of("nextStep", "AGREE"));
        agreedWith(Map.of(
                "confidentialGoal",
                next,
                "confidentialGoalSign",
                story.say("war da"),
                "confidentialGoalBy",
                "2027-06-30"));
        person.goalsSigned(today());
        assertThat(paper(MANAGER, 2)).contains(next).doesNotContain(first, reached);
        assertThat(HttpUser.signedIn(port, MANAGER)
                        .page("/faelle/" + person.number() + "/vertraulich")
                        .body())
                .contains(next, "unterschrieben mit Fassung 2", first, reached);
    }

    @Test
    void whoCannotReadTheConfidentialGoalNeitherSignsNorChangesIt() {
        agreed();
        String goal = story.say("wieder durchschlafen");
        toldGoal(goal, story.say("nicht mehr aufwachen"));
        person.step("userTask_accompany", Map.of("nextStep", "AGREE"));
        Story.OpenTask agreeing = story.task(DEPUTY, "userTask_agreeGoals", person.number());
        assertThat(agreeing.form().toString()).doesNotContain(goal);
        engine.getTaskService().setAssignee(agreeing.id(), DEPUTY);
        assertThatThrownBy(
                        () -> agreeing.submit("confidentialGoal", story.say("anderes"), "agreedReferrals", List.of()))
                .hasMessageContaining("wer den Fall selbst führt");
        agreedBy(DEPUTY, Map.of());
        Story.OpenTask signing = story.task(DEPUTY, "userTask_explainAndSign", person.number());
        assertThat(signing.form().toString()).doesNotContain(goal, "ertrauliches Ziel");
        engine.getTaskService().setAssignee(signing.id(), DEPUTY);
        signing.submit(
                "goalsExplainedIn",
                "AR",
                "goalsInterpreter",
                "PHONE",
                "goalsSigned",
                true,
                "goalsSignedOn",
                today().toString());
        story.runDueJobs();

        assertThat(paper(MANAGER, 2))
                .as("the person signed a paper without it")
                .contains("Vertraulich gesagt und noch nicht unterschrieben", goal)
                .doesNotContain("<h3>Vertrauliches Ziel</h3>");
    }

    private void toldGoal(String goal, String sign) {
        submit(
                "userTask_recordNeeds",
                "confidentialObservations",
                List.of("SLEEP"),
                "confidentialImpaired",
                true,
                "confidentialTherapy",
                false,
                "confidentialOwnWords",
                words,
                "confidentialGoal",
                goal,
                "confidentialGoalSign",
                sign,
                "confidentialGoalBy",
                "2027-06-30");
    }

    private void signedAnew(Map<String, Object> confidential) {
        person.step("userTask_accompany", Map.of("nextStep", "AGREE"));
        agreedWith(confidential);
        person.goalsSigned(today());
    }

    private void agreedWith(Map<String, Object> confidential) {
        agreedBy(MANAGER, confidential);
    }

    /** The same goal for the team each time. */
    private void agreedBy(String user, Map<String, Object> confidential) {
        Map<String, Object> fields = new java.util.HashMap<>(confidential);
        fields.put(
                "goals",
                List.of(Map.of(
                        "goal",
                        "Deutsch lernen",
                        "owner",
                        "PERSON",
                        "dueOn",
                        "2027-12-01",
                        "indicator",
                        "Zertifikat")));
        fields.put("agreedReferrals", List.of("HEALTH"));
        story.task(user, "userTask_agreeGoals", person.number())
                .submit(fields.entrySet().stream()
                        .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
                        .toArray());
        story.runDueJobs();
    }

    private String paper(String user, int version) {
        return HttpUser.signedIn(port, user)
                .page("/faelle/" + person.number() + "/zielvereinbarung?fassung=" + version)
                .body();
    }

    @Test
    void notesStandOneAfterTheOtherWithTheirDayAndAuthor() {
        agreed();
        told(false);
        asked("PSZ");
        done("G1");
        String first = story.say("kommt gern");
        submit("userTask_follow", "confidentialGoesOn", "CONTINUE", "confidentialNote", first);
        assertThat(story.task(MANAGER, "userTask_follow", key()).shows("confidentialNote"))
                .isEmpty();
        clock.setTo("2026-10-02");
        String second = story.say("war dreimal da");
        submit("userTask_follow", "confidentialGoesOn", "CONTINUE", "confidentialNote", second);

        assertThat(story.task(MANAGER, "userTask_follow", key()).shows("confidentialStatus"))
                .contains("Notiz vom 02.09.2026: " + first, "Notiz vom 02.10.2026: " + second);
        assertThat(story.as(MANAGER, () -> healthPage.of(caseId())).get(0).remarks())
                .satisfiesExactly(
                        line -> assertThat(line).contains("02.09.2026", "Siebert", first),
                        line -> assertThat(line).contains("02.10.2026", "Siebert", second));
        assertThat(new LeakScan(dataSource).findAnywhere(List.of(first, second)))
                .isEmpty();
    }

    @Test
    void nobodyMissesAnAppointmentThatIsStillToCome() {
        agreed();
        told(false);
        asked("PSZ");
        accepted("G1", "2026-09-10");
        assertThatThrownBy(() -> submit("userTask_follow", "confidentialGoesOn", "MISSED"))
                .hasMessageContaining("Der Termin ist erst am 10.09.2026");
        submit("userTask_follow", "confidentialGoesOn", "CONTINUE");
        assertThat(due("userTask_follow"))
                .as("somebody looked in between; the day stands")
                .isEqualTo("2026-09-11");
    }

    @Test
    void whatEarlierVersionsLeftReadableIsSealedAtTheNextStart() {
        agreed();
        told(false);
        asked("PSZ");
        sent("G1");
        String said = story.say("nimmt niemanden mehr auf");
        String name = story.say("Herr Klein");
        story.task(MANAGER, "userTask_trackAnswer", step("G1").id().toString())
                .submit(
                        "receiptAnswer",
                        "QUERIED",
                        "queryText",
                        "wer dolmetscht?",
                        "confirmedByPhone",
                        true,
                        "confirmedByName",
                        "Frau Groß",
                        "confirmedOn",
                        today().toString());
        story.runDueJobs();
        UUID id = step("G1").id().value();
        int changed = jdbc.sql(
                        """
                        update handover_events set note = :note, contact_name = :name, is_sealed = false
                        where handover_id = :id and contact_name is not null
                        """)
                .param("note", said)
                .param("name", name)
                .param("id", id)
                .update();
        assertThat(changed).isOne();
        assertThat(new LeakScan(dataSource).findAnywhere(List.of(said, name))).hasSize(2);

        assertThat(oldTrails.seal()).isPositive();

        assertThat(new LeakScan(dataSource).findAnywhere(List.of(said, name))).isEmpty();
        assertThat(handovers.events(step("G1").id())).anySatisfy(event -> {
            assertThat(event.note()).isEqualTo(said);
            assertThat(event.contactName()).isEqualTo(name);
        });
        assertThat(oldTrails.seal()).as("a second start").isZero();
    }

    @Test
    void anAddresseeThatDeclinesIsNotProposedAgainAndThePersonMayStop() {
        agreed();
        told(false);
        submit("userTask_chooseAddressee", "confidentialDecision", "CORRECT");
        told(false);
        asked("PSZ");
        sent("G1");
        story.task(MANAGER, "userTask_trackAnswer", step("G1").id().toString())
                .submit(
                        "receiptAnswer",
                        "DECLINED",
                        "declineReason",
                        "NO_CAPACITY",
                        "confirmedByPhone",
                        true,
                        "confirmedByName",
                        story.say("Herr Klein"),
                        "confirmedOn",
                        today().toString());
        story.runDueJobs();
        story.task(MANAGER, "userTask_reroute", step("G1").id().toString())
                .submit("rerouteDecision", "STOP", "rerouteNote", story.say("kein Platz"));
        story.runDueJobs();
        assertThat(story.task(MANAGER, "userTask_chooseAddressee", key()).shows("confidentialProposals"))
                .contains("schon abgelehnt");
        submit("userTask_chooseAddressee", "confidentialDecision", "STOP");
        assertThat(referral().ended()).hasValue(ReferralResult.STOPPED);
        assertThat(story.tasksOf(MANAGER, person.number())).containsExactly("userTask_assess");
    }

    @Test
    void aStepTakenBackGoesOnAndTheReferralCanEndLater() {
        agreed();
        told(true);
        asked("SPDI");
        withdrawn("G1");
        asked("PSZ");
        done("G1");
        withdrawn("G2");
        submit("userTask_recordApproval", "confidentialApproval", "NONE");
        submit("userTask_follow", "confidentialGoesOn", "STOP");
        assertThat(referral().open()).isFalse();
    }

    private void withdrawn(String step) {
        story.as(MANAGER, () -> handing.withdraw(step(step).id(), "irrtümlich"));
        story.task(MANAGER, "userTask_decideWithdrawn", step(step).id().toString())
                .submit("withdrawnDecision", "DROP", "withdrawnNote", story.say("geht auch so"));
        story.runDueJobs();
    }

    @Test
    void whatIsRunningIsSecuredWhenTheBenefitLawChanges() {
        agreed();
        told(false);
        asked("PSZ");
        done("G1");
        clock.setTo("2026-09-16");
        person.step("userTask_accompany", Map.of("nextStep", "REASSESS"))
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("HEALTH")
                .goalsSigned(today());

        assertThat(step("G3").due()).hasValue(LocalDate.parse("2026-10-01"));
        assertThat(step("G3").receiverOffice()).isEqualTo("KK");
        withdrawn("G3");
        assertThat(story.tasksOf(MANAGER, key())).doesNotContain("userTask_checkContinuity");
        clock.setTo("2026-10-01");
        story.runDueJobs();
        submit("userTask_checkContinuity", "confidentialNote", story.say("läuft weiter"));
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_follow");
    }

    @Test
    void aTreatmentThatGoesOnIsSecuredThoughTheReferralHasEnded() {
        endedWell(true);
        UUID ended = referral().id().value();
        recognised();

        assertThat(referral().id().value()).isNotEqualTo(ended);
        assertThat(referral().open()).isTrue();
        assertThat(step("G3").due()).hasValue(LocalDate.parse("2026-10-01"));
        assertThat(step("G3").receiverOffice()).isEqualTo("KK");
        assertThat(story.tasksOf(MANAGER, key()))
                .as("nobody is asked again what was told")
                .containsExactly("userTask_follow");
        assertThat(story.task(MANAGER, "userTask_follow", key()).shows("confidentialStatus"))
                .contains("träumt jede Nacht");
        assertThat(story.tasksOf(DEPUTY, key())).isEmpty();
        assertThatThrownBy(() -> submit("userTask_follow", "confidentialGoesOn", "DONE", "confidentialOngoing", true))
                .as("that would end the renewal")
                .hasMessageContaining("noch nicht geprüft");
        done("G3");
        clock.setTo("2026-10-01");
        story.runDueJobs();
        submit("userTask_checkContinuity", "confidentialNote", story.say("läuft weiter"));
        submit("userTask_follow", "confidentialGoesOn", "DONE", "confidentialOngoing", true);
        assertThat(referral().ended()).hasValue(ReferralResult.COMPLETED);
        assertThat(referrals.of(caseId())).hasSize(2);
    }

    @Test
    void aTreatmentIsSecuredThoughALaterReferralCameToNothing() {
        endedWell(true);
        openedOnceMore();
        told(false);
        submit("userTask_chooseAddressee", "confidentialDecision", "STOP");
        assertThat(referral().open()).isFalse();
        clock.setTo("2026-09-16");
        person.assessed("decisionServedOn", "2026-09-15").benefitLawConfirmed();
        story.runDueJobs();

        assertThat(referrals.of(caseId())).hasSize(3);
        assertThat(step("G3").receiverOffice()).isEqualTo("KK");
    }

    private void openedOnceMore() {
        // Two of one moment have no order.
        clock.advance(Duration.ofMinutes(1));
        person.step("userTask_accompany", Map.of("nextStep", "OPEN_REFERRAL", "referralToOpen", "HEALTH"));
        story.runDueJobs();
        assertThat(referrals.of(caseId())).hasSize(2);
    }

    @Test
    void aTreatmentIsSecuredWhileAnotherReferralStandsAtItsFirstTask() {
        endedWell(true);
        openedOnceMore();
        String other = key();
        lawChanges();

        assertThat(renewals()).singleElement().satisfies(this::isDueAtTheInsurer);
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_follow");
        assertThat(story.tasksOf(MANAGER, other)).as("goes its own way").containsExactly("userTask_recordNeeds");
        toldIn(other, false);
        story.task(MANAGER, "userTask_chooseAddressee", other).submit("confidentialDecision", "STOP");
        story.runDueJobs();
        assertThat(renewals())
                .as("what becomes of the other one changes nothing")
                .singleElement()
                .satisfies(this::isDueAtTheInsurer);
        assertThat(referral().open()).isTrue();
    }

    @Test
    void aTreatmentAndAPlaceThatIsBeingAskedAreEachSecuredOnce() {
        endedWell(true);
        openedOnceMore();
        told(false);
        asked("SPDI");
        sent("G1");
        lawChanges();

        assertThat(renewals()).hasSize(2).allSatisfy(this::isDueAtTheInsurer);
        assertThat(referrals.openOf(caseId())).hasSize(2);
    }

    @Test
    void twoTreatmentsAtTwoPlacesAreEachSecured() {
        endedWell(true);
        openedOnceMore();
        told(false);
        asked("SPDI");
        done("G1");
        submit("userTask_follow", "confidentialGoesOn", "DONE", "confidentialOngoing", true);
        lawChanges();

        assertThat(renewals()).hasSize(2).allSatisfy(this::isDueAtTheInsurer);
        assertThat(referrals.openOf(caseId()).stream()
                        .map(r -> story.task(MANAGER, "userTask_follow", r.id().toString())
                                .shows("confidentialStatus")))
                .as("which task is about which place")
                .anySatisfy(status -> assertThat(status).contains("Psychosoziales Zentrum"))
                .anySatisfy(status -> assertThat(status).contains("Sozialpsychiatrischer Dienst"))
                .hasSize(2);
        assertThat(renewals().stream().map(g3 -> story.task(
                                MANAGER, "userTask_prepareAndSend", g3.id().toString())
                        .shows("dataPackage")))
                .as("which treatment each letter is about, and nothing that was told")
                .anySatisfy(sent -> assertThat(sent).contains("Behandlung bei", "Psychosoziales Zentrum"))
                .anySatisfy(sent -> assertThat(sent).contains("Behandlung bei", "Sozialpsychiatrischer Dienst"))
                .allSatisfy(sent -> assertThat(sent).doesNotContain("träumt"))
                .hasSize(2);
    }

    @Test
    void forSomebodyUnderEighteenTheLetterSaysWhoConsented() {
        String mother = story.say("Frau Sorge");
        person = CaseStory.workedBy(MANAGER, story, opening)
                .personBornOn(LocalDate.of(2009, 5, 3))
                .opened("SIEGBURG")
                .noCrisis()
                .informedWithConsentOf(mother)
                .needsManyOffices()
                .indication("CASE_MANAGEMENT")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed("HEALTH")
                .step(
                        "userTask_explainAndSign",
                        Map.of(
                                "goalsExplainedIn",
                                "AR",
                                "goalsInterpreter",
                                "PHONE",
                                "goalsSigned",
                                true,
                                "goalsSignedOn",
                                today().toString(),
                                "goalsGuardian",
                                mother));
        told(false);
        asked("PSZ");
        Story.OpenTask sending =
                story.task(MANAGER, "userTask_prepareAndSend", step("G1").id().toString());
        assertThat(sending.form().get("consentMinor")).isEqualTo(true);
        Object[] agreed = {"sendDecision", "SEND", "consentNow", "WRITTEN", "consentHealthNow", true};
        assertThatThrownBy(() -> sending.submit(agreed)).hasMessageContaining("Wer hat entschieden?");
        Object[] named = Arrays.copyOf(agreed, agreed.length + 2);
        named[agreed.length] = "consentGuardian";
        named[agreed.length + 1] = mother;
        sending.submit(named);
        story.runDueJobs();
        assertThat(outbox.about(step("G1").id().toString())).singleElement().satisfies(letter -> assertThat(
                        letter.body())
                .contains("Einwilligung der Sorgeberechtigten oder des Vormunds")
                .doesNotContain("Einwilligung der Person", mother));
    }

    @Test
    void aTreatmentThatIsGoneOnWithIsNotBegunASecondTimeWhenTheDayChanges() {
        endedWell(true);
        recognised();
        clock.setTo("2026-09-17");
        person.step("userTask_accompany", Map.of("nextStep", "REASSESS"))
                .assessed("decisionServedOn", "2026-09-15")
                .step(
                        "userTask_reviewBenefitLaw",
                        Map.of(
                                "benefitLawReview",
                                "OVERRIDE",
                                "benefitLawOverrideReason",
                                story.say("Bescheid kam später an"),
                                "benefitLawOverrideLaw",
                                "SGB_II",
                                "benefitLawOverrideFrom",
                                "2026-11-01"));

        assertThat(referrals.of(caseId())).hasSize(2);
        assertThat(renewals()).singleElement().satisfies(g3 -> assertThat(g3.open())
                .isTrue());
    }

    @Test
    void aTreatmentIsSecuredInACaseThatWasClosedByHandAndOpenedAgain() {
        agreed();
        told(false);
        asked("PSZ");
        done("G1");
        closedAndOpenedAgain();
        person.assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed();
        assertThat(referrals.of(caseId())).as("no law changes").hasSize(1);
        clock.setTo("2026-09-16");
        person.goalsAgreed().goalsSigned(today());
        lawChanges();
        assertThat(renewals()).singleElement().satisfies(this::isDueAtTheInsurer);

        closedAndOpenedAgain();
        assertThat(renewals()).noneMatch(Handover::open);
        person.assessed("decisionServedOn", "2026-09-15").benefitLawConfirmed();
        assertThat(renewals().stream().filter(Handover::open))
                .as("the same change, which nobody had looked after to its end")
                .singleElement()
                .satisfies(this::isDueAtTheInsurer);
    }

    private void closedAndOpenedAgain() {
        story.as(
                MANAGER,
                () -> closing.close(
                        caseId(),
                        Case.ClosingReason.MOVED_AWAY,
                        "",
                        cases.get(caseId()).version()));
        story.runDueJobs();
        story.as(
                MANAGER,
                () -> closing.reopen(
                        caseId(), story.say("kommt zurück"), cases.get(caseId()).version()));
        story.runDueJobs();
    }

    private void lawChanges() {
        clock.setTo("2026-09-16");
        person.step("userTask_accompany", Map.of("nextStep", "REASSESS"))
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed();
        story.runDueJobs();
    }

    private List<Handover> renewals() {
        return handovers.ofCase(caseId()).stream()
                .filter(handover -> handover.hop().equals("G3"))
                .toList();
    }

    private void isDueAtTheInsurer(Handover renewal) {
        assertThat(renewal.open()).isTrue();
        assertThat(renewal.receiverOffice()).isEqualTo("KK");
        assertThat(renewal.due()).hasValue(LocalDate.parse("2026-10-01"));
        assertThat(story.tasksOf(MANAGER, renewal.id().toString())).containsExactly("userTask_prepareAndSend");
        assertThat(story.task(MANAGER, "userTask_prepareAndSend", renewal.id().toString())
                        .shows("dataPackage"))
                .contains("Fortführung einer laufenden Behandlung");
    }

    @Test
    void whoIsInNoTreatmentIsNotAskedAgainWhenTheLawChanges() {
        endedWell(false);
        recognised();
        assertThat(referrals.of(caseId())).hasSize(1);
        assertThat(referral().open()).isFalse();
    }

    @Test
    void aChangeThatIsNoticedLateIsSecuredAtOnce() {
        endedWell(true);
        clock.setTo("2026-10-05");
        person.step("userTask_accompany", Map.of("nextStep", "REASSESS")).assessed("decisionServedOn", "2026-09-15");
        assertThat(step("G3").due()).hasValue(today());
    }

    /** It stays ticked from version to version, so a tick alone is nobody's wish to begin anew. */
    @Test
    void whatWasCompletedDoesNotBeginAgainWithEachVersionAndTheFormSaysHowItDoes() {
        endedWell(false);
        person.step("userTask_accompany", Map.of("nextStep", "AGREE"));
        assertThat(story.task(MANAGER, "userTask_agreeGoals", person.number())
                        .form()
                        .get("agreedReferrals")
                        .toString())
                .contains("HEALTH");
        person.goalsAgreed("HEALTH");
        assertThat(story.task(MANAGER, "userTask_explainAndSign", person.number())
                        .shows("goalsOpens"))
                .contains("beginnt nicht von selbst noch einmal", "unter „Fall begleiten“");
        person.goalsSigned(today());
        assertThat(referrals.of(caseId())).hasSize(1);
    }

    @Test
    void whatWasCompletedCanBeOpenedAgainLater() {
        endedWell(false);
        clock.setTo("2026-11-03");
        person.step("userTask_accompany", Map.of("nextStep", "OPEN_REFERRAL", "referralToOpen", "HEALTH"));
        story.runDueJobs();
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_recordNeeds");
    }

    private void endedWell(boolean treated) {
        agreed();
        told(false);
        asked("PSZ");
        done("G1");
        submit("userTask_follow", "confidentialGoesOn", "DONE", "confidentialOngoing", treated);
        assertThat(referral().ended()).hasValue(ReferralResult.COMPLETED);
    }

    private void recognised() {
        clock.setTo("2026-09-16");
        person.step("userTask_accompany", Map.of("nextStep", "REASSESS"))
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("HEALTH")
                .goalsSigned(today());
    }

    @Test
    void afterEachAppointmentSomebodyAsksWhatBecameOfIt() {
        agreed();
        told(false);
        asked("PSZ");
        accepted("G1", "2026-09-10");
        assertThat(due("userTask_follow")).as("Thursday 10.09.").isEqualTo("2026-09-11");

        clock.setTo("2026-09-11");
        assertThatThrownBy(() -> submit("userTask_follow", "confidentialGoesOn", "POSTPONED"))
                .hasMessageContaining("Auf welchen Tag");
        submit("userTask_follow", "confidentialGoesOn", "POSTPONED", "confidentialAppointment", "2026-09-18");
        assertThat(due("userTask_follow")).as("Friday 18.09.").isEqualTo("2026-09-21");
        assertThat(story.task(MANAGER, "userTask_follow", key()).shows("confidentialStatus"))
                .contains("Nächster Termin: **18.09.2026**", "Der Termin ist verschoben");

        clock.setTo("2026-09-21");
        submit("userTask_follow", "confidentialGoesOn", "MISSED");
        assertThat(due("userTask_follow")).as("five working days").isEqualTo("2026-09-28");
        submit("userTask_follow", "confidentialGoesOn", "CONTINUE");
        assertThat(due("userTask_follow")).as("thirty days").isEqualTo("2026-10-21");
    }

    @Test
    void aPlaceThatCallsOffIsReplacedAndASecondOneCanBeAskedBeside() {
        agreed();
        told(false);
        asked("PSZ");
        accepted("G1", "2026-09-10");
        submit("userTask_follow", "confidentialGoesOn", "CANCELLED");
        assertThat(story.task(MANAGER, "userTask_chooseAddressee", key()).shows("confidentialProposals"))
                .contains("schon abgelehnt");
        asked("SPDI");
        accepted("G1", "2026-09-14");
        submit("userTask_follow", "confidentialGoesOn", "ANOTHER");
        submit("userTask_chooseAddressee", "confidentialDecision", "BACK");
        assertThat(due("userTask_follow"))
                .as("the appointment is still asked about")
                .isEqualTo("2026-09-15");
    }

    @Test
    void nobodyGoesBackToAPlaceThatDoesNotYetHelp() {
        agreed();
        told(false);
        assertThatThrownBy(() -> submit("userTask_chooseAddressee", "confidentialDecision", "BACK"))
                .hasMessageContaining("Noch begleitet keine Stelle");
    }

    @Test
    void anApplicationWishedLaterThatIsDeclinedLeadsToAdviceBeforeThePeriodEnds() {
        agreed();
        told(false);
        asked("PSZ");
        done("G1");
        submit("userTask_follow", "confidentialGoesOn", "APPLY");
        sent("G2");
        story.task(MANAGER, "userTask_trackAnswer", step("G2").id().toString())
                .submit(
                        "receiptAnswer",
                        "DECLINED",
                        "declineReason",
                        "REQUIREMENTS_NOT_MET",
                        "confirmedByPhone",
                        true,
                        "confirmedByName",
                        story.say("Herr Groß"),
                        "confirmedOn",
                        today().toString());
        story.runDueJobs();
        story.task(MANAGER, "userTask_reroute", step("G2").id().toString())
                .submit("rerouteDecision", "STOP", "rerouteNote", story.say("abgelehnt"));
        story.runDueJobs();
        clock.setTo("2026-09-18");
        assertThatThrownBy(() -> submit("userTask_recordApproval", "confidentialApproval", "REFUSED"))
                .hasMessageContaining("Widerspruchsfrist");
        submit("userTask_recordApproval", "confidentialApproval", "REFUSED", "confidentialRefusalServed", "2026-09-04");

        // 04.09. + 1 month = Sunday 04.10.2026, so Monday 05.10.2026 (§ 84 Abs. 1 S. 1, § 64 Abs. 3 SGG)
        assertThat(story.task(MANAGER, "userTask_heedDeadline", key()).shows("confidentialStatus"))
                .contains("von der Stelle abgelehnt", "Widerspruch spätestens am **05.10.2026**", "§ 84 Abs. 1 S. 1")
                .doesNotContain("zurückgenommen");
        assertThat(due("userTask_heedDeadline")).isEqualTo("2026-09-25");
        assertThat(story.tasksOf(DEPUTY, key())).isEmpty();
        submit(
                "userTask_heedDeadline",
                "confidentialAdvice",
                "REFERRED",
                "confidentialAdviceFrom",
                story.say("Asylberatung, Frau Noll"));
        submit("userTask_follow", "confidentialGoesOn", "CONTINUE");
        assertThat(story.task(MANAGER, "userTask_follow", key()).shows("confidentialStatus"))
                .contains("Antrag: abgelehnt", "05.10.2026", "Rechtsberatung: an Anwalt oder Beratung vermittelt");
        assertThat(due("userTask_follow")).as("before the period ends").isEqualTo("2026-10-05");
        submit("userTask_follow", "confidentialGoesOn", "ANOTHER");
        assertThatThrownBy(() -> submit("userTask_chooseAddressee", "confidentialDecision", "STOP"))
                .hasMessageContaining("Bis zum 05.10.2026 kann die Person Widerspruch einlegen");
        submit("userTask_chooseAddressee", "confidentialDecision", "BACK");
        for (String said : List.of("", "REFERRED")) {
            assertThatThrownBy(() -> submit(
                            "userTask_follow",
                            "confidentialGoesOn",
                            "DONE",
                            "confidentialOngoing",
                            false,
                            "confidentialAdvice",
                            said))
                    .hasMessageContaining("Bis zum 05.10.2026 kann die Person Widerspruch einlegen");
        }
        submit(
                "userTask_follow",
                "confidentialGoesOn",
                "DONE",
                "confidentialOngoing",
                false,
                "confidentialAdvice",
                "OBJECTED");
        assertThat(referral().open()).isFalse();
    }

    @Test
    void atTheEndOfThePeriodTheTaskIsDue() {
        agreed();
        told(true);
        asked("PSZ");
        done("G1");
        done("G2");
        clock.setTo("2026-09-30");
        submit("userTask_recordApproval", "confidentialApproval", "REFUSED", "confidentialRefusalServed", "2026-09-01");
        assertThat(due("userTask_heedDeadline"))
                .as("01.09. + 1 month, a Thursday; five working days would be too late")
                .isEqualTo("2026-10-01");
    }

    private void accepted(String step, String appointment) {
        sent(step);
        story.task(MANAGER, "userTask_trackAnswer", step(step).id().toString())
                .submit(
                        "receiptAnswer",
                        "ACCEPTED",
                        "confirmedByPhone",
                        true,
                        "confirmedByName",
                        story.say("Frau Sommer"),
                        "confirmedOn",
                        today().toString());
        story.runDueJobs();
        story.task(MANAGER, "userTask_recordOutcome", step(step).id().toString())
                .submit("outcome", "DONE", "outcomeOn", appointment);
        story.runDueJobs();
    }

    private String due(String task) {
        String id = story.task(MANAGER, task, key()).id();
        return LocalDate.ofInstant(
                        story.as(MANAGER, () -> engine.getTaskService()
                                        .createTaskQuery()
                                        .taskId(id)
                                        .singleResult()
                                        .getDueDate())
                                .toInstant(),
                        java.time.ZoneId.of("Europe/Berlin"))
                .toString();
    }

    @Test
    void aSecondChangeIsSecuredByAHandoverThatIsDone() {
        clock.setTo("2026-09-16");
        person = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("HEALTH")
                .goalsSigned(today());
        told(false);
        asked("PSZ");
        done("G1");
        done("G3");
        assertThat(step("G3").open()).isFalse();
    }

    // ---- who learns what ------------------------------------------------------------------------------------

    @Test
    void nobodyButTheCasesOwnManagerSeesTasksOrNotes() {
        agreed();
        told(true);
        asked("PSZ");
        for (String other : List.of(DEPUTY, "koordination", "jobcenter", "sozialamt", "lohmar", "sozialdezernat")) {
            assertThat(story.tasksOf(other, person.number()))
                    .as(other)
                    .doesNotContain("userTask_chooseAddressee", "userTask_prepareAndSend", "userTask_follow");
            assertThat(story.tasksOf(other, key())).as(other).isEmpty();
            assertThat(story.as(other, () -> health.open(caseId()))).as(other).isFalse();
            assertThatThrownBy(() -> story.as(other, () -> health.notes(referral())))
                    .as(other)
                    .hasMessageContaining("selbst führt");
        }
        assertThat(story.as(MANAGER, () -> health.notes(referral()))).containsEntry("confidentialOwnWords", words);
    }

    @Test
    void aTaskCannotBeGivenBackToNobody() {
        agreed();
        told(true);
        asked("PSZ");
        String task = story.task(
                        MANAGER, "userTask_prepareAndSend", step("G1").id().toString())
                .id();
        assertThatThrownBy(() -> story.as(MANAGER, () -> engine.getTaskService().setAssignee(task, null)))
                .hasMessageContaining("kein Team");
    }

    @Test
    void eachOfficeGetsNoMoreThanItsShareAndNothingStandsReadableInTheDatabase() {
        agreed();
        told(true);
        asked("PSZ");
        String toPsz = story.task(
                        MANAGER, "userTask_prepareAndSend", step("G1").id().toString())
                .shows("dataPackage");
        assertThat(toPsz).contains("träumt jede Nacht").doesNotContain("SLEEP", "schläft");
        done("G1");
        String toSocialOffice = story.task(
                        MANAGER, "userTask_prepareAndSend", step("G2").id().toString())
                .shows("dataPackage");
        assertThat(toSocialOffice)
                .contains("Beantragt wird")
                .doesNotContain("träumt", "schläft", "konzentrieren", "Psychosozial");
        sent("G2");
        assertThat(story.task(
                                "sozialamt",
                                "userTask_confirmReceipt",
                                step("G2").id().toString())
                        .shows("dataPackage"))
                .contains("Beantragt wird")
                .doesNotContain("träumt", "Psychosozial");

        assertThat(jdbc.sql("select sealed from health_notes where referral_id = :id")
                        .param("id", referral().id().value())
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(kept -> kept.contains("träumt") || kept.contains("SLEEP"));
        assertThat(jdbc.sql(
                                "select field_value from handover_data_fields where handover_id = :id and category = 'HEALTH'")
                        .param("id", step("G1").id().value())
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(kept -> kept.contains("träumt"));
        assertThat(jdbc.sql("select facts || findings from decisions where case_number = :case")
                        .param("case", person.number())
                        .query(String.class)
                        .list())
                .noneMatch(kept -> kept.contains("CONCENTRATION") || kept.contains("Psychosozial"));
        assertThat(new LeakScan(dataSource)
                        .findInEngine(List.of(words, "FLASHBACKS", "Psychosozial", "CONCENTRATION", "\"PSZ\"")))
                // The forms themselves and the names of the offices stand there for everybody alike.
                .filteredOn(
                        place -> !place.toUpperCase(java.util.Locale.ROOT).matches("ACT_(GE_BYTEARRAY|ID_GROUP)\\..*"))
                .isEmpty();
    }

    /** Whatever anybody says on the way: the office, the team, coordination on the ladder. */
    @Test
    void whatIsSaidAboutAConfidentialHandoverStandsReadableNowhere() {
        agreed();
        told(true);
        asked("PSZ");
        done("G1");
        int before = story.typed().size();
        String key = step("G2").id().toString();
        sent("G2");
        story.task("sozialamt", "userTask_confirmReceipt", key)
                .submit("receiptAnswer", "QUERIED", "queryText", story.say("welche Medikamente?"));
        story.runDueJobs();
        story.task(MANAGER, "userTask_answerQuery", key).submit("queryAnswer", story.say("keine mehr seit Mai"));
        story.runDueJobs();
        for (String day : List.of("2026-09-18", "2026-09-28", "2026-10-05", "2026-10-20")) {
            clock.setTo(day);
            sweep.run();
            story.runDueJobs();
        }
        story.task("koordination", "userTask_coordinate", key)
                .submit("ladderDone", "NOT_REACHED", "ladderNote", story.say("niemand am Telefon"));
        story.runDueJobs();
        story.task(MANAGER, "userTask_trackAnswer", key)
                .submit(
                        "receiptAnswer",
                        "DECLINED",
                        "declineReason",
                        "OTHER",
                        "declineNote",
                        story.say("nicht die richtige Hilfe"),
                        "confirmedByPhone",
                        true,
                        "confirmedByName",
                        story.say("Frau Doktor Weiß"),
                        "confirmedOn",
                        today().toString());
        story.runDueJobs();
        story.task(MANAGER, "userTask_reroute", key)
                .submit("rerouteDecision", "STOP", "rerouteNote", story.say("will nicht mehr hin"));
        story.runDueJobs();

        List<String> said = story.typed().subList(before, story.typed().size());
        assertThat(said).hasSize(6);
        assertThat(new LeakScan(dataSource).findAnywhere(said)).isEmpty();
        assertThat(new LeakScan(dataSource).findAnywhere(List.of(words))).isEmpty();
        String trail = story.as(MANAGER, () -> handovers.events(step("G2").id())).stream()
                .map(e -> e.note() + " " + e.contactName())
                .collect(java.util.stream.Collectors.joining("\n"));
        assertThat(trail)
                .contains("welche Medikamente?", "keine mehr seit Mai", "niemand am Telefon", "Frau Doktor Weiß");
    }

    @Test
    void theLetterIsReadByTheCasesOwnManagerAndNotByADeputy() {
        agreed();
        told(true);
        asked("PSZ");
        sent("G1");
        Letter letter = outbox.about(step("G1").id().toString()).stream()
                .filter(l -> l.recipient().office().isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(mayRead(MANAGER, letter)).isTrue();
        assertThat(mayRead(DEPUTY, letter)).isFalse();
        assertThat(story.as(DEPUTY, () -> guards.stream().anyMatch(g -> g.mayPost(letter))))
                .isFalse();
    }

    private boolean mayRead(String user, Letter letter) {
        return story.as(user, () -> guards.stream().anyMatch(g -> g.mayRead(letter)));
    }

    @Test
    void listsCardsAndStatusSayNothing() {
        agreed();
        told(true);
        asked("PSZ");
        done("G1");
        String shown = status.markdown(caseId()) + openWork.of(caseId());
        assertThat(shown)
                .contains("Vertrauliche Vermittlung")
                .doesNotContain("Psychosozial", "PSZ", "Therapie", "Gesundheit", "§ 6", "Sozialamt");
        story.as(MANAGER, () -> assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .processVariableValueEquals("caseNumber", person.number())
                        .listPage(0, 100))
                .allSatisfy(task -> assertThat(task.getName() + task.getDescription())
                        .doesNotContainIgnoringCase("gesundheit")
                        .doesNotContainIgnoringCase("therapie")
                        .doesNotContainIgnoringCase("trauma")));
    }

    @Test
    void coordinationIsToldThatAHandoverIsDroppedAndNothingElse() {
        agreed();
        told(true);
        asked("PSZ");
        sent("G1");
        for (String day : List.of("2026-09-18", "2026-09-28", "2026-10-05", "2026-10-20")) {
            clock.setTo(day);
            sweep.run();
            story.runDueJobs();
        }
        Story.OpenTask task = story.task(
                "koordination", "userTask_coordinate", step("G1").id().toString());
        String all = task.form().toString();
        assertThat(task.shows("handoverTitle"))
                .isEqualTo("Fall %s: ein Schritt ist liegen geblieben".formatted(person.number()));
        assertThat(all).doesNotContain("Psychosozial", "PSZ", "träumt", "Art. 9", "Gesundheit");
    }
}
