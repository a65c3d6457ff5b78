package org.kimlotse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ReferralKind;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The ways beside the main path, as the case manager clicks them: a certificate that exists already, no place at the provider, a
 * start that is put off, nobody there on the first day, and a talk at the Jobcenter to which nobody came. What the offices do in
 * between is filled in through the same forms, without the browser.
 */
@LotseTest
@Tag("browser")
class CourseAnswersBrowserTest {

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
    HandoverManagement handing;

    @Autowired
    ReferralRecords referrals;

    @Autowired
    ReferralSteps steps;

    Story story;
    Desks desks;
    String number;

    @BeforeEach
    void aPersonWithATitleWhoWantsACourseAndWork(TestInfo test) {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
        desks = new Desks(port, clock, test.getTestMethod().orElseThrow().getName());
        number = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("decisionServedOn", "2026-09-15", "titleKind", "P25_2_REFUGEE", "titleIssuedOn", "2026-09-16")
                .benefitLawConfirmed()
                .goalsAgreed("LANGUAGE_COURSE", "JOBCENTER")
                .goalsSigned(BusinessCalendar.today(clock))
                .number();
    }

    @AfterEach
    void nothingBrokeAndNothingBarsTheWay() {
        desks.close();
        assertThat(desks.faults()).isEmpty();
        assertThat(desks.barriers()).isEmpty();
    }

    @Test
    void whatComesOtherwiseThanPlanned() {
        needs();
        try (Desk manager = desks.signIn(MANAGER)) {
            hasACertificateAlready(manager);
        }
        done(ReferralKind.LANGUAGE_COURSE, "S2");
        submit(
                ReferralKind.LANGUAGE_COURSE,
                "userTask_recordPlacement",
                "placementState",
                "TESTED",
                "placementOn",
                "2026-09-16",
                "germanLevel",
                "A1",
                "courseKind",
                "ALLGEMEIN");
        done(ReferralKind.LANGUAGE_COURSE, "S3");
        try (Desk manager = desks.signIn(MANAGER)) {
            findsNoPlace(manager);
        }
        done(ReferralKind.LANGUAGE_COURSE, "S3");
        submit(
                ReferralKind.LANGUAGE_COURSE,
                "userTask_recordRegistration",
                "courseRegistration",
                "REGISTERED",
                "courseProvider",
                "Kursträger Troisdorf",
                "registeredOn",
                "2026-09-16",
                "courseStartPlannedOn",
                "2026-10-05");
        clock.setTo("2026-10-05");
        story.runDueJobs();
        try (Desk manager = desks.signIn(MANAGER)) {
            isPutOff(manager);
        }
        clock.setTo("2026-10-26");
        story.runDueJobs();
        try (Desk manager = desks.signIn(MANAGER)) {
            begins(manager);
        }
        clock.setTo("2026-11-02");
        story.runDueJobs();
        done(ReferralKind.JOBCENTER, "J1");
        try (Desk manager = desks.signIn(MANAGER)) {
            doesNotShowUp(manager);
            missesTheTalk(manager);
            manager.go("/faelle/" + number);
            assertThat(manager.page().locator("main")).containsText("Kursträger Troisdorf");
            manager.look("fallakte").speaksGermanOnly();
        }
        clock.setTo("2026-11-22");
        story.runDueJobs();
        try (Desk manager = desks.signIn(MANAGER)) {
            isToldOnASundayThatSomethingIsLate(manager);
        }
        try (Desk coordination = desks.signIn("koordination")) {
            coordination.go("/beratungen");
            assertThat(coordination.page().locator("main h1")).isVisible();
            coordination.look("beratungen").speaksGermanOnly();
        }
    }

    private Referral referral(ReferralKind kind) {
        return referrals.open(new CaseId(number), kind).orElseThrow();
    }

    private Handover step(ReferralKind kind, String step) {
        return steps.last(referral(kind).id(), step).orElseThrow();
    }

    private void submit(ReferralKind kind, String task, Object... fields) {
        story.task(MANAGER, task, referral(kind).id().toString()).submit(fields);
        story.runDueJobs();
    }

    private void needs() {
        submit(
                ReferralKind.LANGUAGE_COURSE,
                "userTask_clarifyCourseNeeds",
                "courseStatus",
                "P25_1_2",
                "germanLevel",
                "A1",
                "literacy",
                "LATIN",
                "courseFullTime",
                true,
                "courseChildcare",
                false,
                "courseWorking",
                false,
                "courseInSchool",
                false);
        submit(
                ReferralKind.JOBCENTER,
                "userTask_clarifyWork",
                "workPermit",
                "ALLOWED",
                "workEducation",
                "SCHOOL",
                "workExperience",
                true,
                "workGoal",
                story.say("Bäckerin"),
                "workOffer",
                false);
    }

    private void done(ReferralKind kind, String step) {
        Handover handover = step(kind, step);
        String key = handover.id().toString();
        boolean allowed = handing.sendable(handover.id()).allowed();
        story.task(MANAGER, "userTask_prepareAndSend", key)
                .submit(Stream.concat(
                                Stream.of("sendDecision", "SEND"),
                                allowed ? Stream.of() : Stream.of("consentNow", "WRITTEN"))
                        .toArray());
        story.runDueJobs();
        String today = BusinessCalendar.today(clock).toString();
        story.task(MANAGER, "userTask_trackAnswer", key)
                .submit(
                        "receiptAnswer",
                        "ACCEPTED",
                        "confirmedByPhone",
                        true,
                        "confirmedByName",
                        story.say("Frau Weber"),
                        "confirmedOn",
                        today);
        story.runDueJobs();
        story.task(MANAGER, "userTask_recordOutcome", key).submit("outcome", "DONE", "outcomeOn", today);
        story.runDueJobs();
    }

    private void hasACertificateAlready(Desk manager) {
        manager.openOfCase(Desk.MINE, number, "Weg in den Kurs prüfen")
                .choose("Welcher Weg in den Kurs?", "Bestätigung liegt schon vor")
                .look("weg-bestaetigung-vorhanden")
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Bestätigung erfassen").look("bestaetigung-leer");
        Locator issued = manager.form().getByLabel(Pattern.compile("^\\s*Bestätigung ausgestellt am"));
        manager.check("Es gibt keine Bestätigung – ich suche einen anderen Weg.");
        assertThat(issued).hasCount(0);
        manager.look("bestaetigung-gibt-es-nicht");
        manager.form()
                .getByLabel("Es gibt keine Bestätigung – ich suche einen anderen Weg.")
                .uncheck();
        manager.choose("Was für eine Bestätigung ist es?", "Berechtigung der Ausländerbehörde")
                .type("Bestätigung ausgestellt am", "16.09.2026")
                .type("Gilt bis (steht auf der Bestätigung)", "16.09.2027")
                .pick("Ist die Person zur Teilnahme verpflichtet?", "Ja")
                .look("bestaetigung-vorhanden")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
    }

    private void findsNoPlace(Desk manager) {
        manager.openOfCase(Desk.MINE, number, "Anmeldung eintragen")
                .pick("Was ist aus der Anmeldung geworden?", "Kein Platz – bei einem anderen Träger versuchen")
                .choose("Bei welchem Kursträger weiter?", "Kursträger Troisdorf")
                .look("anderer-traeger")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Übergabe prüfen und senden", "S3", "Kursträger Troisdorf");
        assertThat(manager.form()).containsText("Kursträger Troisdorf");
        manager.look("anderer-traeger-senden").speaksGermanOnly();
    }

    private void isPutOff(Desk manager) {
        manager.openOfCase(Desk.MINE, number, "Kursbeginn bestätigen")
                .pick("Hat der Kurs begonnen?", "Nein – der Kurs beginnt später")
                .type("Neuer Kursbeginn", "26.10.2026")
                .look("beginn-verschoben")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        manager.list(Desk.MINE).search(number);
        assertThat(manager.card("Kursbeginn bestätigen", "26.10.")).hasCount(1);
        manager.look("liste-nach-dem-verschieben");
    }

    private void begins(Desk manager) {
        manager.openOfCase(Desk.MINE, number, "Kursbeginn bestätigen")
                .pick("Hat der Kurs begonnen?", "Ja, die Person ist im Kurs")
                .type("Erster Kurstag", "26.10.2026")
                .complete();
        story.runDueJobs();
    }

    private void doesNotShowUp(Desk manager) {
        manager.openOfCase(Desk.MINE, number, "Teilnahme begleiten")
                .pick("Wie läuft es im Kurs?", "Die Person ist nicht zum Kurs erschienen")
                .type("Wann haben Sie die Person zuletzt erreicht?", "26.10.2026")
                .look("nicht-erschienen")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Abbruch droht: anrufen");
        assertThat(manager.form()).containsText("nicht zum Kurs erschienen");
        manager.look("anrufen-leer")
                .type("Wann haben Sie die Person erreicht?", "02.11.2026")
                .pick("Was sagt sie?", "Sie nimmt wieder teil")
                .choose("Wichtigster Grund", "Weg zum Kurs")
                .look("anrufen")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
    }

    private void missesTheTalk(Desk manager) {
        manager.openOfCase(Desk.MINE, number, "Gespräch festhalten")
                .pick(
                        "Hat das erste Gespräch stattgefunden?",
                        "Nein – die Person ist nicht erschienen, ein Grund ist nicht bekannt")
                .look("gespraech-versaeumt")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Kein Gespräch: neu entscheiden");
        assertThat(manager.form()).containsText("§ 32 Abs. 1 SGB II");
        manager.pick("Noch einmal anfragen?", "Ja")
                .look("gespraech-neu-entscheiden")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Übergabe prüfen und senden", "J1")
                .look("gespraech-noch-einmal-anfragen")
                .speaksGermanOnly();
    }

    /** On a Sunday nothing is due, and that is not to be read as: all is done. */
    private void isToldOnASundayThatSomethingIsLate(Desk manager) {
        manager.list("Heute fällig");
        Locator empty = manager.page().locator(".lotse-empty");
        assertThat(empty).containsText("Heute ist nichts fällig.");
        assertThat(empty).containsText(Pattern.compile("überfällig: siehe „Überfällig“"));
        manager.look("heute-nichts-aber-ueberfaellig");
    }
}
