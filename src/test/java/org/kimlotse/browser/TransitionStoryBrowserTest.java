package org.kimlotse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.escalation.Bottleneck;
import org.kimlotse.escalation.Bottlenecks;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverSweep;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The transition from AsylbLG as people click through it, from the first contact to the measure of the steering group. */
@LotseTest
@Tag("browser")
class TransitionStoryBrowserTest {

    private static final String MANAGER = "fallmanagement";
    private static final Pattern CASE_NUMBER = Pattern.compile("KIM-\\d{4}-\\d{5}");

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
    HandoverSweep sweep;

    @Autowired
    Bottlenecks bottlenecks;

    Story story;
    Desks desks;

    @BeforeEach
    void onTheDayAfterTheService(TestInfo test) {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
        desks = new Desks(port, clock, test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void nothingBrokeAndNothingBarsTheWay() {
        desks.close();
        assertThat(desks.faults()).isEmpty();
        assertThat(desks.barriers()).isEmpty();
    }

    @Test
    void fromTheFirstContactToTheMeasureOfTheSteeringGroup() {
        String number;
        try (Desk manager = desks.signIn(MANAGER)) {
            manager.look("liste-am-morgen").speaksGermanOnly();
            number = opensTheCase(manager);
            informsAndAsks(manager, number);
            clarifiesTheNeeds(manager, number);
            assesses(manager, number);
            agreesOnGoals(manager, number);
            handsOver(manager, number);
        }
        try (Desk jobcenter = desks.signIn("jobcenter")) {
            confirms(jobcenter, number);
        }
        story.runDueJobs();
        assertThat(hop(number, "H1").state()).isEqualTo(HandoverState.ACCEPTED);
        assertThat(hop(number, "H1").owner().ref()).isEqualTo("JC-SIE");

        twoOtherCasesWaitForTheSozialamtToo();
        aFortnightPassesWithoutAnAnswer();

        try (Desk manager = desks.signIn(MANAGER)) {
            climbsTheLadder(manager, number);
            reportsTheBottleneck(manager, number);
            readsTheCaseFile(manager, number);
        }
        Bottleneck bottleneck = bottlenecks.open("SOZ-SIE", "H0").orElseThrow();
        try (Desk coordination = desks.signIn("koordination")) {
            writesTheDossier(coordination, bottleneck.number());
        }
        try (Desk other = desks.signIn("koordination2")) {
            releasesItAndPutsItOnTheAgenda(other, bottleneck.number());
        }
        clock.setTo("2026-11-05");
        story.runDueJobs();
        try (Desk coordination = desks.signIn("koordination")) {
            meetsAndDecides(coordination, bottleneck.number());
        }
        try (Desk seat = desks.signIn("jobcenter-leitung")) {
            statesItsOwnPosition(seat, bottleneck.number());
        }
        try (Desk coordination = desks.signIn("koordination")) {
            entersAPositionFromTheMinutes(coordination, bottleneck.number());
        }
        clock.setTo("2026-11-30");
        story.runDueJobs();
        try (Desk owner = desks.signIn("sozialdezernat")) {
            doesTheMeasure(owner, bottleneck.number());
        }
        assertThat(story.tasksOf("sozialdezernat", bottleneck.id().toString())).isEmpty();
    }

    private Handover hop(String caseNumber, String hop) {
        return handovers.ofCase(new CaseId(caseNumber)).stream()
                .filter(h -> h.hop().equals(hop))
                .findFirst()
                .orElseThrow();
    }

    private String opensTheCase(Desk manager) {
        Page page = manager.page();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Neuer Fall"))
                .click();
        page.getByLabel("Vorname").fill("Samira");
        page.getByLabel("Familienname").fill("Beispiel");
        page.getByLabel("Geburtsdatum").fill("12.04.1995");
        page.getByLabel("Gemeinde, in der die Person wohnt").selectOption(new SelectOption().setLabel("Siegburg"));
        page.getByLabel("Sprache, in der die Person gut versteht")
                .selectOption(new SelectOption().setLabel("Arabisch"));
        manager.look("neuer-fall").speaksGermanOnly();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Fall eröffnen"))
                .click();
        manager.opened("Krisenabfrage");
        Locator about = page.locator(".lotse-eyebrow");
        assertThat(about).containsText(CASE_NUMBER);
        assertThat(about.getByRole(AriaRole.LINK)).containsText("Fallakte");
        Matcher number = CASE_NUMBER.matcher(about.innerText());
        assertThat(number.find()).isTrue();
        manager.look("fall-eroeffnet").list(Desk.MINE).search(number.group());
        Locator card = manager.card("Krisenabfrage", "Samira Beispiel");
        assertThat(card).hasCount(1);
        assertThat(card).containsText("bei mir");
        manager.look("liste").speaksGermanOnly();
        return number.group();
    }

    private void informsAndAsks(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Krisenabfrage")
                .pick("Besteht akute Gefahr für die Person oder für andere?", "Nein")
                .look("krisenabfrage")
                .complete()
                .openNext("Information und Einwilligungen");
        assertThat(manager.refused()).contains("Angaben fehlen", "Möchte die Person Unterstützung?");
        manager.look("einwilligung-fehler").speaksGermanOnly();
        manager.type("Telefon", "02241 130999")
                .choose("Sprache der Person", "Arabisch")
                .pick("Braucht die Person Sprachmittlung?", "Ja")
                .choose("Erklärt auf", "Arabisch")
                .choose("Sprachmittlung im Gespräch", "per Telefon oder Video")
                .check("Das habe ich erklärt.")
                .pick("Möchte die Person Unterstützung?", "Ja")
                .pick("Wie wurde entschieden?", "Ja, für die Stellen, mit denen sie zu tun hat")
                .tickAll("Mit welchen Stellen hat die Person zu tun?")
                .choose("Form der Einwilligung", "schriftlich, unterschrieben")
                .type("Gültig bis", "31.12.2028")
                .keepsNothing("02241 130999", "Samira")
                .look("einwilligung")
                .complete()
                .look("erledigt");
    }

    private void clarifiesTheNeeds(Desk manager, String number) {
        manager.openNext("Anliegen klären")
                .tick("Worum geht es?", "Sprache", "Lebensunterhalt und Leistungen", "Aufenthalt")
                .tick(
                        "Welche Stellen sind beteiligt oder werden gebraucht?",
                        "Sozialamt",
                        "Jobcenter",
                        "Ausländerbehörde")
                .pick("Kommt die Person mit den üblichen Wegen allein zurecht?", "Nein")
                .pick("Möchte die Person eine längere Begleitung (Case Management)?", "Ja")
                .look("anliegen")
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Indikation prüfen");
        assertThat(manager.form()).containsText("Case Management");
        manager.pick(
                        "Welche Hilfe ist angezeigt?",
                        "Case Management – mehrere Anliegen, mehrere Stellen, längere Begleitung")
                .look("indikation")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
    }

    private void assesses(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Lage erfassen")
                .choose("Welchen Status hat die Person?", "Anerkannt: Asylberechtigung oder Flüchtlingseigenschaft")
                .pick("Was wurde zuerkannt?", "Flüchtlingseigenschaft (§ 3 AsylG)")
                .type("Bescheid des BAMF zugestellt am", "15.9.26")
                .pick("Wurde Klage erhoben?", "Nein")
                .choose("Aufenthaltstitel", "noch keiner")
                .type("In Deutschland seit", "20.01.2025")
                .choose("Zuweisung oder Wohnsitzauflage für", "keine oder nicht bekannt")
                .choose("Welche Leistung erhält die Person jetzt?", "Asylbewerberleistungsgesetz (Sozialamt)")
                .pick("Kann die Person voraussichtlich mindestens 3 Stunden am Tag arbeiten?", "Ja")
                .pick("Reichen Einkommen und Vermögen voraussichtlich nicht zum Leben?", "Ja")
                .type("Haushalt und Angehörige", "lebt allein bei einer Tante")
                .keepsNothing("Tante")
                .look("lage")
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Ergebnis der Regeln prüfen");
        assertThat(manager.form()).containsText("30.09.2026");
        assertThat(manager.form()).containsText("01.10.2026");
        assertThat(manager.form()).containsText("voraussichtlich");
        manager.look("ergebnis").tab("Warum?");
        assertThat(manager.page().locator(".lotse-why")).containsText("§ 1 Abs. 3");
        manager.look("warum")
                .show("why")
                .speaksGermanOnly()
                .tab("Formular")
                .pick("Was gilt für die weitere Begleitung?", "Ergebnis übernehmen")
                .complete();
        story.runDueJobs();
    }

    private void agreesOnGoals(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Ziele vereinbaren")
                .type("Ziel", "Ohne Lücke zum Jobcenter wechseln")
                .choose("Wer kümmert sich?", "Case Management")
                .type("bis", "01.12.2026")
                .type("Woran merken wir, dass es erreicht ist?", "Bescheid liegt vor")
                .tick("Was soll begleitet werden?", "Übergang vom AsylbLG zu SGB II / SGB XII")
                .look("ziele")
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Erklären und unterschreiben");
        assertThat(manager.form()).containsText("Ohne Lücke zum Jobcenter wechseln");
        manager.choose("Erklärt auf", "Arabisch")
                .choose("Sprachmittlung", "per Telefon oder Video")
                .pick("Ist die Vereinbarung unterschrieben?", "Ja")
                .type("Unterschrieben am", "16.09.2026")
                .look("unterschrift")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
    }

    private void handsOver(Desk manager, String number) {
        manager.list(Desk.MINE).search(number);
        assertThat(manager.card("Übergabe prüfen und senden", "H1 Formlosen Antrag sichern", "Jobcenter"))
                .hasCount(1);
        manager.look("uebergaben-liste")
                .show("task-list")
                .openOfCase(Desk.MINE, number, "Übergabe prüfen und senden", "H1 Formlosen");
        assertThat(manager.form()).containsText("Jobcenter");
        assertThat(manager.form()).containsText("Samira");
        manager.pick("Wie geht es weiter?", "Vermitteln – das Datenpaket oben jetzt senden")
                .look("uebergabe-senden")
                .showGroup("handover", "Das wird übermittelt – genau so und nicht mehr")
                .speaksGermanOnly()
                .complete()
                .look("uebergabe-gesendet");
        manager.openOfCase(Desk.MINE, number, "Übergabe prüfen und senden", "H0");
        manager.pick("Wie geht es weiter?", "Vermitteln – das Datenpaket oben jetzt senden")
                .complete();
        story.runDueJobs();
        assertThat(hop(number, "H0").state()).isEqualTo(HandoverState.SENT);
        assertThat(hop(number, "H1").state()).isEqualTo(HandoverState.SENT);
        manager.list("Wartet auf Rückmeldung").search(number);
        assertThat(manager.card("Rückmeldung verfolgen")).hasCount(2);
        manager.look("wartet");
    }

    private void confirms(Desk jobcenter, String number) {
        jobcenter.go("/schreiben");
        jobcenter.look("jobcenter-schreiben").speaksGermanOnly();
        jobcenter.page().locator("th a").first().click();
        assertThat(jobcenter.page().locator("h1.letter__subject")).isVisible();
        jobcenter.look("jobcenter-brief").onPaper("jobcenter-brief").speaksGermanOnly();
        jobcenter
                .list(Desk.TEAM)
                .look("jobcenter-liste")
                .openOfCase(Desk.TEAM, number, "Übergabe bestätigen", "H1 Formlosen");
        assertThat(jobcenter.form()).containsText("Samira");
        assertThat(jobcenter.words()).doesNotContain("Tante", "Ohne Lücke", "Anliegen", "Fallakte");
        jobcenter
                .pick("Ihre Antwort", "Übergabe bestätigen – wir sind zuständig und übernehmen")
                .look("jobcenter-bestaetigt")
                .speaksGermanOnly()
                .complete()
                .look("jobcenter-erledigt");
        assertThat(jobcenter.go("/faelle/" + number).status()).isGreaterThanOrEqualTo(400);
        assertThat(jobcenter.words()).doesNotContain("Samira");
        jobcenter.look("jobcenter-fallakte-verschlossen").speaksGermanOnly();
    }

    private void twoOtherCasesWaitForTheSozialamtToo() {
        for (int n = 0; n < 2; n++) {
            CaseStory other = CaseStory.workedBy(MANAGER, story, opening)
                    .inCaseManagement("SIEGBURG")
                    .assessed("decisionServedOn", "2026-09-15")
                    .benefitLawConfirmed()
                    .goalsAgreed("TRANSITION")
                    .goalsSigned(LocalDate.of(2026, 9, 16));
            story.task(
                            MANAGER,
                            "userTask_prepareAndSend",
                            hop(other.number(), "H0").id().toString())
                    .submit("sendDecision", "SEND");
            story.runDueJobs();
        }
    }

    private void aFortnightPassesWithoutAnAnswer() {
        clock.setTo("2026-10-01");
        sweep.run();
        story.runDueJobs();
    }

    private void climbsTheLadder(Desk manager, String number) {
        manager.look("liste-zwei-wochen-spaeter").speaksGermanOnly();
        manager.openOfCase(Desk.MINE, number, "Erinnern", "H0");
        assertThat(manager.form()).containsText("Sozialamt");
        assertThat(manager.form()).containsText("missed-handovers.sent-no-acknowledgement");
        manager.look("erinnern")
                .pick("Was ist geschehen?", "Erledigt – die Stelle ist angesprochen")
                .type("Notiz", "Schreiben verschickt.")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Rückmeldung verfolgen", "H0")
                .pick("Was hat die Stelle gesagt?", "Übernommen – die Stelle ist zuständig")
                .check("telefonisch bestätigt")
                .type("Name der Ansprechperson", "Frau Weber")
                .type("am", "01.10.2026")
                .look("telefonisch-bestaetigt")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        assertThat(hop(number, "H0").state()).isEqualTo(HandoverState.ACCEPTED);
    }

    private void reportsTheBottleneck(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Fall begleiten")
                .pick("Wie geht es weiter?", "Weiter begleiten")
                .check("Ich möchte einen Engpass melden.")
                .choose("An welchem Schritt hakt es?", "H0 Ereignis bekannt geben")
                .type("Was läuft immer wieder schief?", "Das Sozialamt antwortet erst auf Nachfrage.")
                .look("begleiten")
                .speaksGermanOnly()
                .complete();
    }

    private void readsTheCaseFile(Desk manager, String number) {
        manager.go("/faelle");
        manager.page().getByLabel("Fallnummer, Name oder altes Aktenzeichen").fill("Beispiel");
        manager.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Suchen"))
                .click();
        assertThat(manager.page().locator("table.list tbody tr").filter(new Locator.FilterOptions().setHasText(number)))
                .containsText("Samira Beispiel");
        manager.look("faelle").speaksGermanOnly();
        manager.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(number))
                .click();
        assertThat(manager.page().locator("main")).containsText("Samira");
        assertThat(manager.page().locator("main")).containsText("telefonisch: Frau Weber");
        Locator timeline = manager.page().locator("section[aria-labelledby=verlauf]");
        assertThat(timeline).containsText("hat diese Übergabe als verpasst erkannt");
        manager.look("fallakte").show("case-file").speaksGermanOnly();
        recordsACall(manager);
        timeline.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Kontakte (1)"))
                .click();
        assertThat(timeline).containsText("fragt nach dem Bescheid");
        assertThat(timeline).not().containsText("verpasst");
        manager.look("fallakte-kontakte").speaksGermanOnly();
        manager.go("/faelle/" + number + "/angaben");
        manager.look("angaben-berichtigen").speaksGermanOnly();
    }

    /** The person's language and today are there already: one field to type. */
    private void recordsACall(Desk manager) {
        Page page = manager.page();
        page.getByLabel("Art", new Page.GetByLabelOptions().setExact(true))
                .selectOption(new SelectOption().setLabel("telefonisch"));
        page.getByLabel("Thema").fill("fragt nach dem Bescheid");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Kontakt festhalten"))
                .click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("festgehalten");
        assertThat(page.locator("section[aria-labelledby=verlauf]")).containsText("telefonisch – Arabisch");
    }

    private void writesTheDossier(Desk coordination, String bottleneck) {
        coordination.look("koordination-liste").go("/engpaesse");
        Locator row =
                coordination.page().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(bottleneck));
        assertThat(row).containsText("Sozialamt");
        coordination.look("engpaesse").speaksGermanOnly();
        coordination.open(Desk.TEAM, "Dossier erstellen", bottleneck);
        assertThat(coordination.form()).containsText("Das Sozialamt antwortet erst auf Nachfrage.");
        coordination
                .type("Darstellung für die Lenkungsgruppe", "Der Eingang wird nicht bestätigt. Wer antwortet bis wann?")
                .look("dossier")
                .showGroup("dossier", "Gemeldeter Engpass")
                .speaksGermanOnly()
                .complete();
        coordination
                .open(Desk.TEAM, "Dossier freigeben (1. Person)", bottleneck)
                .pick("Ihre Entscheidung", "Freigeben")
                .look("freigabe-1")
                .complete();
        coordination
                .open(Desk.TEAM, "Dossier freigeben (2. Person)", bottleneck)
                .pick("Ihre Entscheidung", "Freigeben");
        assertThat(coordination.refused()).contains("andere Person");
        coordination.look("freigabe-dieselbe-person").giveBack();
    }

    private void releasesItAndPutsItOnTheAgenda(Desk other, String bottleneck) {
        other.open(Desk.TEAM, "Dossier freigeben (2. Person)", bottleneck)
                .pick("Ihre Entscheidung", "Freigeben")
                .look("freigabe-2")
                .complete();
        other.open(Desk.TEAM, "Auf die Tagesordnung setzen", bottleneck)
                .pick("Soll die Lenkungsgruppe beraten?", "Ja, auf die Tagesordnung setzen")
                .type("Sitzung am", "05.11.2026")
                .type("Text auf der Tagesordnung", "Antworten des Sozialamts auf bekannt gegebene Ereignisse")
                .look("tagesordnung")
                .speaksGermanOnly()
                .complete();
    }

    private void meetsAndDecides(Desk coordination, String bottleneck) {
        coordination
                .open(Desk.TEAM, "Sitzung durchführen", bottleneck)
                .tickBeginning(
                        "Wer ist selbst anwesend?",
                        "Sozialdezernent:in",
                        "Leitung Kommunales Integrationszentrum",
                        "Leitung Sozialamt",
                        "Leitung Rechts- und Ordnungsamt",
                        "Leitung Gesundheitsamt",
                        "Leitung Jugendamt",
                        "Leitung Schulamt",
                        "Geschäftsführung Jobcenter",
                        "Sprecher:in der Freien Wohlfahrtspflege")
                .look("sitzung")
                .speaksGermanOnly()
                .complete();
        coordination
                .open(Desk.TEAM, "Beschluss festhalten", bottleneck)
                .type("Wortlaut", "Das Sozialamt antwortet binnen zehn Arbeitstagen.")
                .type("Ja-Stimmen", "8")
                .type("Nein-Stimmen", "1")
                .type("Enthaltungen", "0")
                .pick("Ist der Beschluss gefasst?", "Ja")
                .type("Was ist zu tun?", "Eine Ansprechperson benennen")
                .chooseContaining("Zuständig", "Sozialdezernent")
                .type("Frist", "15.12.2026")
                .look("beschluss")
                .showGroup("decision", "Beschluss")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
    }

    private void statesItsOwnPosition(Desk seat, String bottleneck) {
        assertThat(seat.list(Desk.TEAM).card("Eigene Sicht eintragen", bottleneck))
                .containsText("Sitz: ");
        seat.look("sitz-liste").open(Desk.TEAM, "Eigene Sicht eintragen", bottleneck);
        assertThat(seat.form()).containsText("Geschäftsführung Jobcenter");
        assertThat(seat.form()).containsText("Das Sozialamt antwortet binnen zehn Arbeitstagen.");
        seat.pick("Ihre Sicht", "Abweichende Sicht")
                .type("Abweichende Sicht im Wortlaut", "Ohne mehr Personal wird das nicht gehen.")
                .pick("Eingetragen", "von mir selbst (Sitz oder Vertretung)")
                .look("eigene-sicht")
                .speaksGermanOnly()
                .complete()
                .look("eigene-sicht-erledigt");
        assertThat(seat.list(Desk.TEAM).card("Eigene Sicht eintragen", bottleneck))
                .hasCount(0);
        readsWhatTheGroupKnowsAndCorrectsItsView(seat, bottleneck);
    }

    private void readsWhatTheGroupKnowsAndCorrectsItsView(Desk seat, String bottleneck) {
        seat.go("/engpaesse");
        seat.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(bottleneck))
                .click();
        Locator page = seat.page().locator("main");
        assertThat(page).containsText("Der Eingang wird nicht bestätigt. Wer antwortet bis wann?");
        assertThat(page).containsText("Das Sozialamt antwortet binnen zehn Arbeitstagen.");
        assertThat(page).containsText("Ohne mehr Personal wird das nicht gehen.");
        assertThat(page).containsText("Eine Ansprechperson benennen");
        seat.look("engpass").onPaper("engpass").speaksGermanOnly();
        seat.page().getByLabel("Abweichende Sicht im Wortlaut").fill("Ohne zwei Stellen mehr wird das nicht gehen.");
        seat.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sicht eintragen"))
                .click();
        assertThat(page).containsText("Ohne zwei Stellen mehr wird das nicht gehen.");
        assertThat(page).containsText("Frühere Fassungen");
        seat.look("engpass-berichtigt");
    }

    private void entersAPositionFromTheMinutes(Desk coordination, String bottleneck) {
        coordination.list(Desk.TEAM).search("Eigene Sicht eintragen");
        coordination.look("sichten-liste");
        coordination.cards().first().click();
        coordination
                .opened("Eigene Sicht eintragen")
                .pick("Ihre Sicht", "Ich trage den Beschluss mit")
                .pick("Eingetragen", "laut Protokoll (durch die Koordination)")
                .look("sicht-laut-protokoll")
                .complete();
    }

    private void doesTheMeasure(Desk owner, String bottleneck) {
        owner.open(Desk.TEAM, "Maßnahme umsetzen", bottleneck)
                .pick("Stand", "Umgesetzt")
                .type("Was wurde gemacht – oder warum nicht?", "Es gibt jetzt eine Ansprechperson.")
                .look("massnahme")
                .speaksGermanOnly()
                .complete()
                .look("massnahme-erledigt");
    }

    @Test
    void administratorsReachTheUsersAndNoCaseAndClerksNoUsers() {
        String number =
                CaseStory.workedBy(MANAGER, story, opening).opened("SIEGBURG").number();
        try (Desk admin = desks.signIn("admin")) {
            assertThat(admin.page()).hasURL(Pattern.compile(".*/prozesse-und-regeln"));
            assertThat(admin.page().locator("main")).containsText("Leistungsrecht");
            assertThat(admin.page().locator("main")).containsText("in Ordnung");
            admin.look("prozesse-und-regeln").speaksGermanOnly();
            admin.page().locator("nav").getByText("Verwaltung").click();
            assertThat(admin.page()).hasURL(Pattern.compile(".*/camunda/app/admin/.*"));
            assertThat(admin.page().locator("body")).containsText("Benutzer");
            admin.photograph("verwaltung");
            admin.go("/faelle");
            assertThat(admin.words()).doesNotContain(number, "Nachname");
            admin.look("verwaltung-keine-faelle");
            assertThat(admin.go("/faelle/" + number).status()).isGreaterThanOrEqualTo(400);
            assertThat(admin.words()).doesNotContain("Nachname");
        }
        try (Desk clerk = desks.signIn(MANAGER)) {
            assertThat(clerk.go("/camunda/app/admin/default/").status()).isEqualTo(403);
            clerk.look("keine-verwaltung").speaksGermanOnly();
        }
    }
}
