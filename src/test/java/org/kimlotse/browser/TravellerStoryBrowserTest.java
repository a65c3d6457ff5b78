package org.kimlotse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.Map;
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
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.Handovers;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The traveller as the case manager clicks it: alone, asylum not decided, nightmares, no course that fits. One agreement, and
 * from it the confidential referral and the way into a course; half a year later protection, the change of benefit law and the
 * Jobcenter until work begins, up to the closing.
 */
@LotseTest
@Tag("browser")
class TravellerStoryBrowserTest {

    private static final String MANAGER = "fallmanagement";
    private static final String NAME = "Amadou Reisend";
    private static final String OWN_WORDS = "Ich höre nachts die Wellen.";
    private static final String GOAL = "Ich will wieder schlafen.";
    private static final String REACHED = "Ich schlafe wieder durch.";

    /** What the person told of, in any form of the word. */
    private static final Pattern SLEEP = Pattern.compile("schl[aä]f", Pattern.CASE_INSENSITIVE);

    private static final Pattern CASE_NUMBER = Pattern.compile("KIM-\\d{4}-\\d{5}");
    private static final String CONFIDENTIAL = "Vertrauliche Vermittlung";

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    Handovers handovers;

    @Autowired
    HandoverManagement handing;

    Story story;
    Desks desks;

    @BeforeEach
    void whenThePersonSpeaksOfNightmares(TestInfo test) {
        clock.setTo("2026-09-02");
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
    void oneAgreementAndTheWayThroughTheChainsOfServices() {
        String number;
        try (Desk manager = desks.signIn(MANAGER)) {
            number = opensTheCase(manager);
            informsAndAsks(manager, number);
            assesses(manager, number);
            agrees(manager, number);
            talksInConfidence(manager, number);
            asksForACourse(manager, number);
        }
        clock.setTo("2026-09-18");
        story.runDueJobs();
        try (Desk manager = desks.signIn(MANAGER)) {
            theCentreAnswers(manager, number);
            theSocialOfficeObliges(manager, number);
            isPlacedAndRegistered(manager, number);
        }
        try (Desk deputy = desks.signIn("vertretung")) {
            learnsNothingConfidential(deputy, number);
        }
        clock.setTo("2026-10-05");
        story.runDueJobs();
        try (Desk manager = desks.signIn(MANAGER)) {
            startsTheCourse(manager, number);
        }
        clock.setTo("2027-02-16");
        story.runDueJobs();
        try (Desk manager = desks.signIn(MANAGER)) {
            isProtected(manager, number);
            agreesAnew(manager, number);
            securesTheApplication(manager, number);
            saysWhatThePersonWantsToWork(manager, number);
        }
        theOfficesDoTheirSteps(number);
        clock.setTo("2027-03-12");
        story.runDueJobs();
        try (Desk manager = desks.signIn(MANAGER)) {
            talksAndPlans(manager, number);
            closesTheChange(manager, number);
            seesThatTheTreatmentGoesOn(manager, number);
        }
        clock.setTo("2027-06-30");
        story.runDueJobs();
        try (Desk manager = desks.signIn(MANAGER)) {
            findsWork(manager, number);
            finishesTheCourse(manager, number);
            endsInConfidence(manager, number);
            judgesTheGoals(manager, number);
            closes(manager, number);
        }
    }

    private String opensTheCase(Desk manager) {
        Page page = manager.page();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Neuer Fall"))
                .click();
        page.getByLabel("Vorname").fill("Amadou");
        page.getByLabel("Familienname").fill("Reisend");
        page.getByLabel("Geburtsdatum").fill("08.05.1993");
        page.getByLabel("Gemeinde, in der die Person wohnt").selectOption(new SelectOption().setLabel("Siegburg"));
        page.getByLabel("Sprache, in der die Person gut versteht")
                .selectOption(new SelectOption().setLabel("Französisch"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Fall eröffnen"))
                .click();
        manager.opened("Krisenabfrage");
        Matcher number = CASE_NUMBER.matcher(page.locator(".lotse-eyebrow").innerText());
        assertThat(number.find()).isTrue();
        return number.group();
    }

    private void informsAndAsks(Desk manager, String number) {
        manager.pick("Besteht akute Gefahr für die Person oder für andere?", "Nein")
                .complete()
                .openNext("Information und Einwilligungen")
                .choose("Sprache der Person", "Französisch")
                .pick("Braucht die Person Sprachmittlung?", "Ja")
                .choose("Erklärt auf", "Französisch")
                .choose("Sprachmittlung im Gespräch", "per Telefon oder Video")
                .check("Das habe ich erklärt.")
                .pick("Möchte die Person Unterstützung?", "Ja")
                .pick("Wie wurde entschieden?", "Ja, für die Stellen, mit denen sie zu tun hat")
                .tickAll("Mit welchen Stellen hat die Person zu tun?")
                .choose("Form der Einwilligung", "schriftlich, unterschrieben")
                .type("Gültig bis", "31.12.2028")
                .complete()
                .openNext("Anliegen klären")
                .tick("Worum geht es?", "Sprache", "Gesundheit", "Aufenthalt")
                .tick(
                        "Welche Stellen sind beteiligt oder werden gebraucht?",
                        "Sozialamt",
                        "Sprachkursträger",
                        "Arztpraxis, Beratungs- oder Behandlungsstelle")
                .pick("Kommt die Person mit den üblichen Wegen allein zurecht?", "Nein")
                .pick("Möchte die Person eine längere Begleitung (Case Management)?", "Ja")
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Indikation prüfen")
                .pick(
                        "Welche Hilfe ist angezeigt?",
                        "Case Management – mehrere Anliegen, mehrere Stellen, längere Begleitung")
                .complete();
        story.runDueJobs();
    }

    private void assesses(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Lage erfassen")
                .chooseContaining("Welchen Status hat die Person?", "Aufenthaltsgestattung")
                .type("In Deutschland seit", "10.02.2026")
                .choose("Zuweisung oder Wohnsitzauflage für", "keine oder nicht bekannt")
                .choose("Welche Leistung erhält die Person jetzt?", "Asylbewerberleistungsgesetz (Sozialamt)")
                .pick("Kann die Person voraussichtlich mindestens 3 Stunden am Tag arbeiten?", "Ja")
                .pick("Reichen Einkommen und Vermögen voraussichtlich nicht zum Leben?", "Ja")
                .look("lage")
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Ergebnis der Regeln prüfen");
        assertThat(manager.form()).containsText("AsylbLG");
        manager.look("ergebnis")
                .pick("Was gilt für die weitere Begleitung?", "Ergebnis übernehmen")
                .complete();
        story.runDueJobs();
    }

    private void agrees(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Ziele vereinbaren")
                .type("Ziel", "Im Kurs mitkommen")
                .choose("Wer kümmert sich?", "Case Management")
                .type("bis", "30.06.2027")
                .type("Woran merken wir, dass es erreicht ist?", "Der Kurs ist geschafft")
                .tick(
                        "Was soll begleitet werden?",
                        "Weg in einen Sprachkurs",
                        "Vertrauliche Vermittlung (nur für das eigene Fallmanagement sichtbar)")
                .look("ziele")
                .show("goals")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Erklären und unterschreiben")
                .choose("Erklärt auf", "Französisch")
                .choose("Sprachmittlung", "per Telefon oder Video")
                .pick("Ist die Vereinbarung unterschrieben?", "Ja")
                .type("Unterschrieben am", "02.09.2026")
                .complete();
        story.runDueJobs();
        manager.go("/faelle/" + number + "/zielvereinbarung");
        assertThat(manager.page().locator("main")).containsText("Im Kurs mitkommen");
        manager.look("zielvereinbarung").onPaper("zielvereinbarung").speaksGermanOnly();
    }

    private void talksInConfidence(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Vertrauliches Gespräch festhalten")
                .tick("Was sagt die Person, was ist aufgefallen?", "schläft schlecht", "kann sich schwer konzentrieren")
                .pick("Erschwert es den Alltag?", "Ja")
                .type("In den Worten der Person", OWN_WORDS)
                .type("Welche Hilfe wünscht sie sich?", "mit jemandem reden")
                .type("Was möchte die Person erreichen?", GOAL)
                .type("Woran merken wir, dass es erreicht ist?", "Eine Woche ohne Aufschrecken")
                .type("Bis wann?", "30.06.2027")
                .pick("Wünscht die Person eine Behandlung, die das Sozialamt bewilligen müsste?", "Nein")
                .keepsNothing(OWN_WORDS, GOAL, "schläft schlecht")
                .look("vertrauliches-gespraech")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Vertraulich: Stelle wählen");
        assertThat(manager.form()).containsText("Psychosoziales Zentrum");
        manager.pick("Wie geht es weiter?", "Eine Stelle fragen")
                .choose("Wer soll gefragt werden?", "Psychosoziales Zentrum")
                .look("stelle-waehlen")
                .show("confidential")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        manager.list(Desk.MINE).search(number);
        assertThat(manager.card("Übergabe prüfen und senden", CONFIDENTIAL)).hasCount(1);
        assertThat(manager.cards().filter(new Locator.FilterOptions().setHasText("Psychosozial")))
                .hasCount(0);
        manager.look("liste").openOfCase(Desk.MINE, number, "Übergabe prüfen und senden", CONFIDENTIAL);
        // The office gets what the person said, not what was ticked.
        assertThat(manager.form()).containsText(OWN_WORDS);
        assertThat(manager.words()).doesNotContain("schläft schlecht");
        manager.pick("Wie geht es weiter?", "Vermitteln – das Datenpaket oben jetzt senden");
        assertThat(manager.refused()).isNotEmpty();
        consents(manager, "Psychosoziales Zentrum", "Name", "Gesundheit");
        assertThat(manager.refused()).isNotEmpty();
        manager.check("Auch die gesonderte Einwilligung zu Gesundheitsdaten ist erteilt");
        manager.look("vertraulich-senden").speaksGermanOnly().complete();
        story.runDueJobs();
    }

    /** Given in the same talk, because the standard consents do not cover it: what is missing is named, nobody types it. */
    private void consents(Desk manager, String office, String... data) {
        assertThat(manager.form()).containsText(office);
        for (String category : data) {
            assertThat(manager.form()).containsText("Daten: " + category);
        }
        manager.pick("Liegt die Einwilligung jetzt vor?", "Ja, genau wie oben – schriftlich, unterschrieben");
    }

    private static Locator all(Locator form, String label) {
        return form.getByLabel(Pattern.compile("^\\s*" + Desk.literally(label) + "\\s*\\*?\\s*$"));
    }

    private static Locator last(Locator form, String label) {
        return all(form, label).last();
    }

    private void asksForACourse(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Kursbedarf klären")
                .choose("Worauf beruht der Aufenthalt?", "Aufenthaltsgestattung (Asylverfahren läuft)")
                .choose("Deutsch jetzt", "A1")
                .choose("Lesen und schreiben", "in lateinischer Schrift")
                .pick("Passt ein Vollzeitkurs?", "Nein")
                .pick("Wird Kinderbetreuung gebraucht?", "Nein")
                .pick("Arbeitet die Person oder macht sie eine Ausbildung?", "Nein")
                .pick("Geht die Person zur Schule?", "Nein")
                .look("kursbedarf")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Weg in den Kurs prüfen");
        assertThat(manager.form()).containsText("§ 5b Abs. 1 AsylbLG");
        assertThat(manager.words()).doesNotContain(OWN_WORDS).doesNotContainPattern(SLEEP);
        manager.choose("Welcher Weg in den Kurs?", "Sozialamt – schriftliche Verpflichtung")
                .look("weg-in-den-kurs")
                .show("course-door")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        sends(manager, number, "S1", "Sozialamt Siegburg");
    }

    /** What goes to the offices of the course says nothing of the confidential talk. */
    private void sends(Desk manager, String number, String step, String office) {
        manager.openOfCase(Desk.MINE, number, "Übergabe prüfen und senden", step);
        assertThat(manager.form()).containsText("Amadou");
        assertThat(manager.words())
                .doesNotContain(OWN_WORDS, "konzentrieren", "Psychosozial")
                .doesNotContainPattern(SLEEP);
        manager.pick("Wie geht es weiter?", "Vermitteln – das Datenpaket oben jetzt senden");
        if (manager.words().contains("Das wäre zu unterschreiben")) {
            consents(manager, office, "Name");
        }
        manager.look("senden-" + step).complete();
        story.runDueJobs();
    }

    private void isAccepted(Desk manager, String number, String words, String on) {
        manager.openOfCase(Desk.MINE, number, "Rückmeldung verfolgen", words)
                .pick("Was hat die Stelle gesagt?", "Übernommen – die Stelle ist zuständig")
                .check("telefonisch bestätigt")
                .type("Name der Ansprechperson", "Frau Weber")
                .type("am", on)
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Ergebnis eintragen", words)
                .pick("Ergebnis", "Erledigt")
                .type("Datum", on)
                .look("ergebnis-" + words.charAt(0))
                .complete();
        story.runDueJobs();
    }

    private void theCentreAnswers(Desk manager, String number) {
        manager.look("liste-sechzehn-tage-spaeter").speaksGermanOnly();
        isAccepted(manager, number, CONFIDENTIAL, "18.09.2026");
    }

    private void theSocialOfficeObliges(Desk manager, String number) {
        isAccepted(manager, number, "S1", "18.09.2026");
        manager.openOfCase(Desk.MINE, number, "Bestätigung erfassen")
                .type("Bestätigung ausgestellt am", "18.09.2026")
                .pick("Ist die Person zur Teilnahme verpflichtet?", "Ja")
                .look("bestaetigung")
                .complete();
        story.runDueJobs();
    }

    private void isPlacedAndRegistered(Desk manager, String number) {
        sends(manager, number, "S2", "Kursträger Siegburg");
        isAccepted(manager, number, "S2", "18.09.2026");
        manager.openOfCase(Desk.MINE, number, "Einstufung eintragen")
                .pick("Hat der Einstufungstest stattgefunden?", "Ja")
                .type("Einstufungstest am", "18.09.2026")
                .choose("Stand nach dem Test", "A1")
                .choose("Empfohlene Kursart", "Allgemeiner Integrationskurs (700 Stunden)")
                .look("einstufung")
                .complete();
        story.runDueJobs();
        sends(manager, number, "S3", "Kursträger Siegburg");
        isAccepted(manager, number, "S3", "18.09.2026");
        manager.openOfCase(Desk.MINE, number, "Anmeldung eintragen")
                .pick("Was ist aus der Anmeldung geworden?", "Angemeldet");
        assertThat(all(manager.form(), "Kursträger")).hasValue("Kursträger Siegburg");
        manager.type("Angemeldet am", "18.09.2026")
                .type("Voraussichtlicher Kursbeginn", "05.10.2026")
                .look("anmeldung")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        sends(manager, number, "S4", "Sozialamt Siegburg");
        isAccepted(manager, number, "S4", "18.09.2026");
    }

    private void learnsNothingConfidential(Desk deputy, String number) {
        deputy.list(Desk.TEAM).search(number);
        assertThat(deputy.words()).doesNotContain("Vertraulich");
        deputy.go("/faelle/" + number);
        assertThat(deputy.page().locator("main")).containsText(NAME);
        assertThat(deputy.words())
                .doesNotContain(OWN_WORDS, "Psychosozial", "Vertraulicher Schritt", "Gesundheit (")
                .doesNotContainPattern(SLEEP);
        deputy.look("fallakte-der-vertretung").speaksGermanOnly();
        deputy.go("/faelle/" + number + "/zielvereinbarung");
        assertThat(deputy.page().locator("main")).containsText("Im Kurs mitkommen");
        assertThat(deputy.words()).doesNotContain("Vertrauliches Ziel").doesNotContainPattern(SLEEP);
    }

    private void startsTheCourse(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Vertraulich: begleiten")
                .pick("Was ist aus dem Termin geworden, wie geht es weiter?", "Die Person ist gut angebunden")
                .pick(
                        "Geht die Behandlung oder Beratung aus dieser Vermittlung weiter, und bezahlt sie eine Stelle?",
                        "Ja")
                .look("vertraulich-begleiten")
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Kursbeginn bestätigen")
                .pick("Hat der Kurs begonnen?", "Ja, die Person ist im Kurs")
                .type("Erster Kurstag", "05.10.2026")
                .look("kursbeginn")
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Teilnahme begleiten")
                .pick("Wie läuft es im Kurs?", "Die Person nimmt teil")
                .type("Unentschuldigte Fehltage in Folge", "0")
                .type("Wann haben Sie die Person zuletzt erreicht?", "05.10.2026")
                .look("teilnahme")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        manager.go("/faelle/" + number);
        manager.page().getByLabel("Thema").fill("kommt im Kurs gut mit");
        manager.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Kontakt festhalten"))
                .click();
        assertThat(manager.page().locator("section[aria-labelledby=verlauf]")).containsText("kommt im Kurs gut mit");
        manager.look("fallakte").show("timeline").speaksGermanOnly();
    }

    /** Served on a Monday; what is known of the person changes, and with it the law. */
    private void isProtected(Desk manager, String number) {
        manager.go("/faelle/" + number);
        Page page = manager.page();
        page.getByLabel("Was hat sich geändert?").selectOption(new SelectOption().setLabel("Aufenthalt oder Titel"));
        page.getByLabel("Seit wann?").fill("2027-02-15");
        page.getByLabel("In einem Satz").fill("Flüchtlingseigenschaft zuerkannt");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Änderung melden"))
                .click();
        manager.openOfCase(Desk.MINE, number, "Lage neu prüfen")
                .pick("Wie geht es weiter?", "Lage neu bewerten")
                .look("lage-neu-pruefen")
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Lage erfassen");
        assertThat(manager.form()).containsText("Flüchtlingseigenschaft zuerkannt");
        manager.choose("Welchen Status hat die Person?", "Anerkannt: Asylberechtigung oder Flüchtlingseigenschaft")
                .pick("Was wurde zuerkannt?", "Flüchtlingseigenschaft (§ 3 AsylG)")
                .type("Bescheid des BAMF zugestellt am", "15.02.2027")
                .pick("Wurde Klage erhoben?", "Nein")
                .choose("Aufenthaltstitel", "noch keiner")
                .pick("Wohnt die Person in einer Unterkunft der Gemeinde?", "Nein")
                .look("lage-nach-dem-bescheid")
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Ergebnis der Regeln prüfen");
        assertThat(manager.form()).containsText("28.02.2027");
        assertThat(manager.form()).containsText("01.03.2027");
        manager.look("ergebnis-nach-dem-bescheid")
                .pick("Was gilt für die weitere Begleitung?", "Ergebnis übernehmen")
                .complete();
        story.runDueJobs();
    }

    /** The second version: one goal more, two ways more; the two that run are not opened again. */
    private void agreesAnew(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Ziele vereinbaren");
        Locator form = manager.form();
        form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Hinzufügen"))
                .click();
        assertThat(last(form, "Ziel")).hasValue("");
        last(form, "Wer kümmert sich?").selectOption(new SelectOption().setLabel("die Person selbst"));
        last(form, "bis").fill("31.08.2027");
        last(form, "bis").blur();
        last(form, "Woran merken wir, dass es erreicht ist?").fill("Der Vertrag ist unterschrieben");
        last(form, "Woran merken wir, dass es erreicht ist?").blur();
        last(form, "Ziel").fill("Eine Ausbildung als Schreiner beginnen");
        last(form, "Ziel").blur();
        assertThat(all(form, "Was möchte die Person erreichen?")).hasValue(GOAL);
        manager.tick(
                        "Was soll begleitet werden?",
                        "Übergang vom AsylbLG zu SGB II / SGB XII",
                        "Weg in Arbeit: Jobcenter oder Agentur für Arbeit")
                .look("ziele-zweite-fassung")
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Erklären und unterschreiben");
        assertThat(manager.form()).containsText("neu: Eine Ausbildung als Schreiner beginnen");
        assertThat(manager.form()).containsText("neu, vertraulich: „" + GOAL);
        manager.choose("Erklärt auf", "Französisch")
                .choose("Sprachmittlung", "per Telefon oder Video")
                .pick("Ist die Vereinbarung unterschrieben?", "Ja")
                .type("Unterschrieben am", "16.02.2027")
                .complete();
        story.runDueJobs();
        manager.go("/faelle/" + number);
        assertThat(manager.page().locator("main")).containsText("Jobcenter und Arbeit, begonnen am 16.02.2027: läuft");
        assertThat(manager.page().locator("main")).containsText("Sprachkurs, begonnen am 02.09.2026: läuft");
        manager.look("fallakte-drei-vermittlungen").speaksGermanOnly();
    }

    private void securesTheApplication(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Übergabe prüfen und senden", "H1 Formlosen");
        assertThat(manager.form()).containsText("Jobcenter");
        assertThat(manager.words()).doesNotContain(OWN_WORDS, "Psychosozial").doesNotContainPattern(SLEEP);
        manager.pick("Wie geht es weiter?", "Vermitteln – das Datenpaket oben jetzt senden")
                .look("antrag-sichern")
                .complete();
        story.runDueJobs();
        isAccepted(manager, number, "H1", "16.02.2027");
    }

    private void saysWhatThePersonWantsToWork(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Ausgangslage für Arbeit klären")
                .choose("Höchster Abschluss", "Berufsausbildung")
                .pick("Hat die Person Berufserfahrung?", "Ja")
                .type("Was möchte die Person arbeiten?", "Schreiner")
                .pick("Gibt es schon eine Stelle oder einen Ausbildungsplatz?", "Nein")
                .look("ausgangslage-arbeit")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Übergabe prüfen und senden", "J1");
        assertThat(manager.form()).containsText("Jobcenter");
        assertThat(manager.form()).containsText("Schreiner");
        assertThat(manager.words()).doesNotContain(OWN_WORDS, "Psychosozial").doesNotContainPattern(SLEEP);
        manager.pick("Wie geht es weiter?", "Vermitteln – das Datenpaket oben jetzt senden")
                .look("erstes-gespraech-anfragen")
                .complete();
        story.runDueJobs();
    }

    /** The steps that are like those already clicked are filled in through the same forms, without the browser. */
    private void theOfficesDoTheirSteps(String number) {
        clock.setTo("2027-03-02");
        for (int round = 0; round < 4; round++) {
            for (Handover handover : handovers.openOf(new CaseId(number))) {
                if (!handover.hop().equals("J1") && handover.begunAt() != null) {
                    done(handover);
                }
            }
        }
        assertThat(handovers.openOf(new CaseId(number)))
                .extracting(Handover::hop)
                .containsExactly("J1");
    }

    private void done(Handover handover) {
        String key = handover.id().toString();
        Story.OpenTask sending = story.task(MANAGER, "userTask_prepareAndSend", key);
        if (handover.ownStep() || handing.sendable(handover.id()).allowed()) {
            sending.submit("sendDecision", "SEND");
        } else {
            // Health data stands in a row of its own.
            List<Map<String, Object>> consents = handover.dataCategories().stream()
                    .sorted()
                    .map(category -> Map.<String, Object>of(
                            "recipient",
                            handover.requireReceiver(),
                            "purpose",
                            handover.purpose(),
                            "dataCategories",
                            List.of(category),
                            "validUntil",
                            "2028-12-31",
                            "form",
                            "WRITTEN"))
                    .toList();
            sending.submit("sendDecision", "SEND", "consents", consents);
        }
        story.runDueJobs();
        story.task(MANAGER, "userTask_trackAnswer", key)
                .submit(
                        "receiptAnswer",
                        "ACCEPTED",
                        "confirmedByPhone",
                        true,
                        "confirmedByName",
                        "Frau Weber",
                        "confirmedOn",
                        "2027-03-02");
        story.runDueJobs();
        String on =
                switch (handover.hop()) {
                    case "H4" -> "2027-02-28";
                    case "H6" -> "2027-03-01";
                    default -> "2027-03-02";
                };
        story.task(MANAGER, "userTask_recordOutcome", key).submit("outcome", "DONE", "outcomeOn", on);
        story.runDueJobs();
    }

    private void talksAndPlans(Desk manager, String number) {
        isAccepted(manager, number, "J1", "12.03.2027");
        manager.openOfCase(Desk.MINE, number, "Gespräch festhalten")
                .pick("Hat das erste Gespräch stattgefunden?", "Ja")
                .type("Erstes Gespräch am", "12.03.2027")
                .pick("Wurde die Potenzialanalyse gemacht?", "Ja")
                .pick("Soll ein Abschluss anerkannt werden?", "Nein")
                .look("gespraech-im-jobcenter")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Übergabe prüfen und senden", "J2")
                .pick("Wie geht es weiter?", "Vermitteln – das Datenpaket oben jetzt senden")
                .complete();
        story.runDueJobs();
        isAccepted(manager, number, "J2", "12.03.2027");
        manager.openOfCase(Desk.MINE, number, "Kooperationsplan festhalten")
                .pick("Liegt der Kooperationsplan in Textform vor?", "Ja")
                .type("Kooperationsplan vom", "12.03.2027")
                .pick("Ist ein Sprachkurs vorgesehen?", "Ja")
                .look("kooperationsplan")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
    }

    private void closesTheChange(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Lage neu prüfen");
        assertThat(manager.form()).containsText("Unter „Leistung jetzt“ steht noch");
        manager.pick("Wie geht es weiter?", "Keine Neubewertung nötig").type("Warum nicht?", "Bescheid wie erwartet");
        manager.form()
                .getByLabel(Pattern.compile("^\\s*Leistung oder Einkommen"))
                .check();
        manager.look("leistung-neu-pruefen").speaksGermanOnly().complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Übergang abschließen (H14)");
        assertThat(manager.form()).containsText("nicht nötig: Übernimmt die Vermittlung „Jobcenter und Arbeit“.");
        manager.type("Was hat gut geklappt, was nicht?", "Kein Tag ohne Leistung.")
                .look("uebergang-abschliessen")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
    }

    private void findsWork(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "In Arbeit begleiten");
        assertThat(manager.form()).containsText("12.03.2027");
        manager.pick("Wie geht es weiter?", "Arbeit oder Ausbildung gefunden")
                .look("in-arbeit-begleiten")
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Arbeit oder Ausbildung festhalten")
                .choose("Was beginnt?", "Ausbildung")
                .type("Beginnt am", "01.08.2027")
                .pick("Reicht das Einkommen voraussichtlich zum Leben?", "Nein")
                .look("ausbildung")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        sends(manager, number, "J4", "Jobcenter");
        isAccepted(manager, number, "J4", "30.06.2027");
        manager.openOfCase(Desk.MINE, number, "Lage neu prüfen");
        assertThat(manager.form()).containsText("Ausbildung ab 01.08.2027; das Einkommen reicht voraussichtlich nicht");
        manager.pick("Wie geht es weiter?", "Keine Neubewertung nötig").type("Warum nicht?", "Erst im August");
        manager.form()
                .getByLabel(Pattern.compile("^\\s*Leistung oder Einkommen"))
                .check();
        manager.form()
                .getByLabel(Pattern.compile("^\\s*Regelmäßige Neubewertung"))
                .check();
        manager.look("arbeit-neu-pruefen").complete();
        story.runDueJobs();
    }

    private void finishesTheCourse(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Teilnahme begleiten")
                .pick("Wie läuft es im Kurs?", "Der Kurs ist zu Ende")
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Ergebnis eintragen")
                .pick("Ergebnis des Sprachtests", "B1 erreicht")
                .type("Ergebnis vom", "30.06.2027")
                .look("sprachtest")
                .complete();
        story.runDueJobs();
    }

    /** The referral had ended; the change of law began it again. */
    private void seesThatTheTreatmentGoesOn(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Vertraulich: Fortführung prüfen")
                .look("vertraulich-fortfuehrung")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
    }

    private void endsInConfidence(Desk manager, String number) {
        manager.openOfCase(Desk.MINE, number, "Vertraulich: begleiten");
        assertThat(manager.form()).containsText(GOAL);
        manager.pick("Was ist aus dem Termin geworden, wie geht es weiter?", "Die Person ist gut angebunden")
                .pick(
                        "Geht die Behandlung oder Beratung aus dieser Vermittlung weiter, und bezahlt sie eine Stelle?",
                        "Nein")
                .pick("Was ist aus dem vertraulichen Ziel geworden?", "erreicht")
                .type("In welchen Worten?", REACHED)
                .look("vertraulich-am-ende")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
    }

    private void judgesTheGoals(Desk manager, String number) {
        manager.go("/faelle/" + number);
        Locator goals = manager.page().locator("section[aria-labelledby=ziele]");
        assertThat(goals).containsText("offen");
        judge(goals, 1, "erreicht", "Ich verstehe, was gesagt wird.");
        judge(goals, 2, "zum Teil erreicht", "Der Vertrag fehlt noch.");
        assertThat(goals).containsText("zum Teil erreicht am 30.06.2027, sagt die Person: „Der Vertrag fehlt noch.“");
        goals.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Zurücknehmen: Ziel 2 ist wieder offen"))
                .click();
        assertThat(goals).not().containsText("Der Vertrag fehlt noch.");
        judge(goals, 2, "erreicht", "");
        manager.look("ziele-beurteilt").speaksGermanOnly();
        manager.go("/faelle/" + number + "/zielvereinbarung");
        assertThat(manager.page().locator("main")).containsText("„Ich verstehe, was gesagt wird.“");
        assertThat(manager.page().locator("main")).containsText("Vertrauliches Ziel");
        assertThat(manager.page().locator("main")).containsText(REACHED);
        assertThat(manager.page().locator("main")).containsText("unterschrieben mit Fassung 2 am 16.02.2027");
        manager.look("zielvereinbarung-am-ende")
                .onPaper("zielvereinbarung-am-ende")
                .speaksGermanOnly();
        manager.go("/faelle/" + number + "/vertraulich");
        assertThat(manager.page().locator("section[aria-labelledby=ziel]")).containsText(GOAL);
        manager.look("vertraulich-am-ende-des-weges").speaksGermanOnly();
    }

    private static void judge(Locator goals, int number, String outcome, String words) {
        Locator row = goals.locator("tbody tr").nth(number - 1);
        row.locator("summary").click();
        row.getByLabel("Stand").selectOption(new SelectOption().setLabel(outcome));
        row.getByLabel("In welchen Worten?").fill(words);
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Eintragen"))
                .click();
        assertThat(goals.page().getByRole(AriaRole.STATUS)).containsText("Ziel " + number + ": " + outcome);
    }

    private void closes(Desk manager, String number) {
        // Paper nobody has posted would keep it open.
        story.tasks("fallmanagement", "userTask_postLetter", number)
                .forEach(letter -> letter.submit(
                        "letterDecision",
                        "POSTED",
                        "letterPostedOn",
                        BusinessCalendar.today(clock).toString()));
        manager.openOfCase(Desk.MINE, number, "Fall begleiten");
        assertThat(manager.form()).containsText("erledigt");
        manager.pick("Wie geht es weiter?", "Fall abschließen")
                .look("begleiten")
                .complete();
        story.runDueJobs();
        manager.openOfCase(Desk.MINE, number, "Fall abschließen")
                .choose("Warum endet die Begleitung?", "Ziele erreicht");
        assertThat(manager.form()).containsText("So stehen die Ziele");
        assertThat(manager.form().getByLabel(Pattern.compile("^\\s*ganz\\s*$"))).isChecked();
        manager.type(
                        "Was sollte sich an den Abläufen ändern? (für die Koordination)",
                        "Der Termin zur Einstufung kam spät.")
                .look("abschluss")
                .speaksGermanOnly()
                .complete();
        story.runDueJobs();
        manager.go("/faelle/" + number);
        Locator main = manager.page().locator("main");
        assertThat(main).containsText("Dieser Fall ist abgeschlossen");
        assertThat(main).containsText("Ziele voll erreicht");
        assertThat(main).containsText("Vermittlung „Sprachkurs“ beendet");
        assertThat(main).containsText("Vermittlung „Jobcenter und Arbeit“ beendet");
        assertThat(main).not().containsText(OWN_WORDS);
        assertThat(manager.page().url()).doesNotContain("Reisend");
        manager.keepsNothing("Reisend", OWN_WORDS)
                .look("fallakte-abgeschlossen")
                .speaksGermanOnly();
    }
}
