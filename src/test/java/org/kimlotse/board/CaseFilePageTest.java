package org.kimlotse.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.HttpUser;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Contacts;
import org.kimlotse.casefile.Persons;
import org.kimlotse.directory.Directory;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The Fallakte as people open it: contacts, the agreement on paper, and who does not get in. */
@LotseTest
class CaseFilePageTest {

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    Contacts contacts;

    @Autowired
    Persons persons;

    @Autowired
    ReferralRecords referrals;

    @Autowired
    Handovers handovers;

    @Autowired
    Directory directory;

    @Test
    void aGoalIsJudgedOnThePageAndTheNextReviewStandsInTheTimeline() {
        clock.setTo("2026-09-02");
        Story story = new Story(engine, clock);
        CaseStory person = CaseStory.workedBy("fallmanagement", story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed()
                .goalsSigned(LocalDate.parse("2026-09-02"));
        HttpUser manager = HttpUser.signedIn(port, "fallmanagement");
        String address = "/faelle/" + person.number();
        assertThat(manager.page(address + "?art=fall").body()).contains("Wiedervorlage", "01.12.2026");
        clock.setTo("2027-12-02");
        assertThat(manager.page(address + "?art=ziel").body()).contains("überfällig");
        String words = story.say("Ich bin angekommen");
        assertThat(manager.form(
                                address + "/ziele",
                                Map.of(
                                        "_csrf",
                                        manager.formToken(address),
                                        "version",
                                        "1",
                                        "goal",
                                        "1",
                                        "outcome",
                                        "REACHED",
                                        "day",
                                        "2027-12-01",
                                        "saidBy",
                                        "PERSON",
                                        "words",
                                        words))
                        .status())
                .isEqualTo(302);
        assertThat(manager.page(address + "?art=ziel").body())
                .contains("Ziel erreicht:", "„" + words + "“", "so sagt die Person")
                .doesNotContain("überfällig</span> <span dir=\"auto\">Ohne Lücke");
        assertThat(manager.page(address + "/zielvereinbarung").body())
                .contains("erreicht am 01.12.2027, sagt die Person", words);
        assertThat(HttpUser.signedIn(port, "lohmar")
                        .form(address + "/ziele", Map.of("version", "1"))
                        .status())
                .isGreaterThanOrEqualTo(400);
        clock.setTo("2026-09-16");
    }

    private void theHouseholdIsKept(HttpUser manager, String number, String name) {
        String address = "/faelle/" + number;
        Map<String, String> child = Map.of(
                "_csrf",
                manager.formToken(address),
                "givenName",
                "Nour",
                "familyName",
                name,
                "birthDate",
                "2019-09-03");
        assertThat(manager.form(address + "/haushalt", child).status()).isEqualTo(302);
        assertThat(manager.page(address).body())
                .contains(
                        "Die Person steht jetzt im Haushalt.",
                        "Nour " + name,
                        "eine Person ist im Haushalt eingetragen");
        manager.form(address + "/haushalt", child);
        assertThat(manager.page(address).body()).contains("Diese Person steht schon im Haushalt.");
        UUID id = persons.household(new CaseId(number)).get(0).id();
        manager.form(address + "/haushalt/" + id + "/entfernen", Map.of("_csrf", manager.formToken(address)));
        assertThat(persons.household(new CaseId(number))).isEmpty();
    }

    @Test
    void showsReferralsAndTheAgreementWithWhatChanged() {
        clock.setTo("2026-09-02");
        Story story = new Story(engine, clock);
        CaseStory person = CaseStory.workedBy("fallmanagement", story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed("LANGUAGE_COURSE")
                .goalsSigned(LocalDate.parse("2026-09-02"))
                .step("userTask_accompany", Map.of("nextStep", "REASSESS"))
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed("LANGUAGE_COURSE");
        HttpUser manager = HttpUser.signedIn(port, "fallmanagement");

        String page = manager.page("/faelle/" + person.number()).body();
        assertThat(page).contains("Vermittlungen", "Sprachkurs", "Kontakt festhalten", "Krise melden");
        theHouseholdIsKept(manager, person.number(), story.say("Kind"));
        String address = "/faelle/" + person.number();
        String told = story.say("Tochter geboren");
        assertThat(manager.form(
                                address + "/aenderung",
                                Map.of(
                                        "_csrf",
                                        manager.formToken(address),
                                        "kind",
                                        "FAMILY",
                                        "day",
                                        "2026-09-02",
                                        "detail",
                                        told))
                        .status())
                .isEqualTo(302);
        assertThat(manager.page(address).body())
                .contains("Lage neu prüfen", "Noch zu prüfen:", "Geburt oder Haushalt (02.09.2026): " + told);
        String paper =
                manager.page("/faelle/" + person.number() + "/zielvereinbarung").body();
        assertThat(manager.page("/faelle/" + person.number() + "/zielvereinbarung?fassung=1")
                        .body())
                .contains(
                        "auf Deutsch geschrieben, mündlich erklärt auf",
                        "Arabisch",
                        "Eine Übersetzung liegt nicht bei");
        assertThat(paper).doesNotContain("mündlich erklärt auf");
        assertThat(paper)
                .contains("Was sich geändert hat", "neu:", "entfällt:", "Sprachkurs", "Andere Fassungen")
                .contains(
                        "Unterschrift der Person",
                        "Erklärt auf: <strong>Arabisch</strong>",
                        "erwachsene Vertrauensperson");
        assertThat(manager.page("/faelle/" + person.number() + "/zielvereinbarung?fassung=1")
                        .body())
                .contains("02.09.2026")
                .doesNotContain("Was sich geändert hat");
        assertThat(HttpUser.signedIn(port, "lohmar")
                        .page("/faelle/" + person.number() + "/zielvereinbarung")
                        .status())
                .isEqualTo(404);

        String topic = story.say("Termin beim Kursträger");
        String token = manager.formToken("/faelle/" + person.number());
        manager.form(
                "/faelle/" + person.number() + "/kontakte",
                Map.of("_csrf", token, "kind", "NO_SHOW", "day", "2026-09-02", "language", "PRS", "note", topic));
        assertThat(contacts.of(new CaseId(person.number()))).singleElement().satisfies(c -> {
            assertThat(c.note()).isEqualTo(topic);
            assertThat(c.language()).as("nobody spoke").isNull();
        });
        assertThat(manager.page(address).body()).contains("noch keiner festgehalten");
        for (String day : List.of("2026-09-01", "1900-01-01")) {
            manager.form(address + "/kontakte", Map.of("_csrf", token, "kind", "PHONE", "day", day, "note", "früher"));
            assertThat(manager.page(address).body()).contains("liegt vor dem Beginn des Falls am 02.09.2026");
        }
        manager.form(
                "/faelle/" + person.number() + "/kontakte",
                Map.of("_csrf", token, "kind", "PHONE", "day", "2026-09-03", "note", "morgen"));
        assertThat(contacts.of(new CaseId(person.number()))).hasSize(1);
    }

    @Test
    void aCallerLearnsWhatIsLateWhatComesNextAndWhatWas() {
        clock.setTo("2026-09-16");
        Story story = new Story(engine, clock);
        CaseStory person = CaseStory.workedBy("fallmanagement", story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(LocalDate.parse("2026-09-16"));
        HttpUser manager = HttpUser.signedIn(port, "fallmanagement");
        String address = "/faelle/" + person.number();

        assertThat(between(manager.page(address).body(), "So steht es", "Person und Zuständigkeit"))
                .contains("Di, 22.09.2026", "voraussichtlich AsylbLG bis 30.09.2026", "voraussichtlich SGB II ab")
                .contains("liegt bei: Fallmanagement", "noch keiner festgehalten")
                .doesNotContain("überfällig");
        assertThat(between(manager.page(address).body(), "Offene Aufgaben", "Termine und Fristen"))
                .contains("#/?task=", ">Fall begleiten</a>", ">Übergabe prüfen und senden</a>", " – Sie<")
                .contains(handovers.openOf(new CaseId(person.number())).get(0).title())
                .doesNotContain("überfällig", "noch niemand");
        assertThat(between(
                        HttpUser.signedIn(port, "vertretung").page(address).body(),
                        "Offene Aufgaben",
                        "Termine und Fristen"))
                .contains(">Fall begleiten</a>", " – Frauke Siebert<");
        assertThat(timeline(manager, address))
                .containsSubsequence("Das kommt", "Di, 22.09.2026", "Do, 01.10.2026", "SGB II beginnt", "Das war")
                .contains("Zielvereinbarung unterschrieben, Fassung 1", "In die Weitergabe eingewilligt")
                .containsPattern("Welches Leistungsrecht gilt: [^<]*voraussichtlich")
                .contains("Fall eröffnet von");

        clock.setTo("2026-09-25");
        assertThat(between(manager.page(address).body(), "So steht es", "Person und Zuständigkeit"))
                .containsSubsequence("Di, 22.09.2026", "überfällig");
        assertThat(timeline(manager, address)).containsSubsequence("Überfällig", "Di, 22.09.2026", "Das kommt");
        assertThat(timeline(manager, address + "?art=leistung"))
                .contains("SGB II beginnt")
                .doesNotContain("überfällig", "Zielvereinbarung unterschrieben");
        assertThat(timeline(manager, address + "?art=unsinn")).contains("SGB II beginnt", "überfällig");
    }

    @Test
    void whatIsConfidentialStaysOutOfTheTimeline() {
        clock.setTo("2026-09-02");
        Story story = new Story(engine, clock);
        CaseStory person = CaseStory.workedBy("fallmanagement", story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed("HEALTH")
                .goalsSigned(LocalDate.parse("2026-09-02"));
        Referral referral = referrals.of(new CaseId(person.number())).get(0);
        story.task("fallmanagement", "userTask_recordNeeds", referral.id().toString())
                .submit(
                        "confidentialObservations",
                        List.of("SLEEP"),
                        "confidentialImpaired",
                        true,
                        "confidentialOwnWords",
                        story.say("schläft nicht"),
                        "confidentialTherapy",
                        false);
        story.runDueJobs();
        story.task("fallmanagement", "userTask_chooseAddressee", referral.id().toString())
                .submit("confidentialDecision", "REFER", "confidentialAddressee", "PSZ");
        story.runDueJobs();
        Handover handover = handovers.ofCase(new CaseId(person.number())).get(0);
        assertThat(handover.confidential()).isTrue();
        String office =
                directory.office(handover.requireReceiver()).orElseThrow().label();
        String address = "/faelle/" + person.number();

        assertThat(HttpUser.signedIn(port, "fallmanagement").page(address).body())
                .as("it can be printed and lie on a desk")
                .contains("Vertrauliche Vermittlung")
                .doesNotContain(office, "G1 ", ">G1<", "schläft");
        assertThat(timeline(HttpUser.signedIn(port, "fallmanagement"), address))
                .contains("Vertraulicher Schritt")
                .doesNotContain(office, "schläft", "Gesundheit<");
        assertThat(HttpUser.signedIn(port, "vertretung").page(address).body())
                .contains("Zeitleiste", ">Fall begleiten</a>")
                .doesNotContain("Vertraulicher Schritt", office, "schläft", ">Übergabe prüfen und senden</a>");
    }

    private static String timeline(HttpUser user, String address) {
        return between(user.page(address).body(), "id=\"verlauf\"", "id=\"uebergaben\"");
    }

    private static String between(String page, String from, String to) {
        assertThat(page).containsSubsequence(from, to);
        return page.substring(page.indexOf(from), page.indexOf(to));
    }
}
