package org.kimlotse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.takeover.TakeoverWork;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A case manager brings years of cases along, in a table. */
@LotseTest
@Tag("browser")
class TakeoverBrowserTest {

    private static final String HEAD =
            "Aktenzeichen alt;Vorname;Familienname;Geburtsdatum;Gemeinde;Sprache;Fallführung;Fall geführt seit;Stand;Art der Zeile;Vermittlung;Vermittelt seit;Stelle\r\n";

    @LocalServerPort
    int port;

    @Autowired
    TestClock clock;

    @Autowired
    TakeoverWork work;

    Desks desks;

    @BeforeEach
    void openTheHouse(TestInfo test) {
        clock.setTo("2026-09-16");
        desks = new Desks(port, clock, test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void nothingBroke() {
        desks.close();
        assertThat(desks.faults()).isEmpty();
        assertThat(desks.barriers()).isEmpty();
    }

    @Test
    void aTableIsCheckedPutRightAndTakenOver() {
        try (Desk manager = desks.signIn("fallmanagement")) {
            Page page = manager.page();
            manager.go("/faelle");
            link(page, "Laufende Fälle übernehmen").click();
            assertThat(page.locator("h1")).hasText("Laufende Fälle übernehmen");
            manager.look("hochladen").speaksGermanOnly();
            link(page, "Was gehört in welche Spalte?").click();
            assertThat(page.locator("table")).containsText("Bescheid zugestellt am");
            manager.look("anleitung").speaksGermanOnly();

            upload(
                    manager,
                    HEAD
                            + "FM-B-1;Jürgen;Übernehmbar;12.04.1985;Siegburg;Deutsch;fallmanagement;03.02.2024;Begleitung\r\n"
                            + "FM-B-2;Amal;Unbekannt;31.02.1990;Bonn;Arabisch;niemand;03.02.2024;Begleitung\r\n"
                            + "FM-B-3;Jurgen;Ubernehmbär;12.04.1985;Siegburg;Deutsch;vertretung;03.02.2024;Beratung\r\n"
                            + "FM-B-4;;;1.1.1990;Siegburg;;fallmanagement;gestern;\r\n"
                            + "FM-B-9;Nour;Niemand;3.9.2019;Siegburg;;;;;Haushalt\r\n");
            assertThat(page.locator("h1")).hasText("Tabelle wird geprüft");
            assertThat(page.locator("#stand")).containsText("0 von 5 Zeilen sind geprüft");
            manager.look("wird-geprueft").speaksGermanOnly();
            link(page, "Laufende Fälle übernehmen").click();
            assertThat(page.locator("main")).containsText("5 Zeilen: wird geprüft");
            work.check();
            link(page, Pattern.compile(".*, 5 Zeilen")).click();
            assertThat(page.locator("#stand")).containsText("Noch wurde nichts übernommen");
            assertThat(page.locator("table")).containsText("„31.02.1990“ ist kein Datum");
            manager.look("pruefbericht").speaksGermanOnly();
            assertThat(page.locator("table")).containsText("wie in Zeile 2");
            button(page, "Ausgewählte Zeilen übernehmen").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("keine Zeile ausgewählt");

            button(page, "Alle Zeilen auswählen, die in Ordnung sind").click();
            assertThat(page.getByLabel("Zeile 2 übernehmen")).isChecked();
            page.getByLabel("Zeile 2 übernehmen").uncheck();
            button(page, "Auswahl merken").click();
            assertThat(page.getByLabel("Zeile 2 übernehmen")).not().isChecked();
            page.getByLabel("Zeile 2 übernehmen").check();
            button(page, "Ausgewählte Zeilen übernehmen").click();
            assertThat(page.locator("h1")).hasText("Fälle werden übernommen");
            manager.look("laeuft").speaksGermanOnly();
            work.run();
            link(page, "Stand neu laden").click();
            assertThat(page.locator("h1")).hasText("Übernahme abgeschlossen");
            assertThat(page.locator("#stand")).containsText("Übernommen: 1 Fall.");
            manager.look("fertig").speaksGermanOnly();

            page.locator("table a").first().click();
            assertThat(page.locator("main")).containsText("Einwilligungen einholen");
            assertThat(page.locator("main")).containsText("FM-B-1");
            manager.look("fallakte").speaksGermanOnly();
        }
    }

    @Test
    void anOldTableInLatin1IsTakenOverAsAWhole() {
        try (Desk manager = desks.signIn("fallmanagement")) {
            Page page = manager.page();
            manager.go("/faelle/uebernahme");
            upload(
                    manager,
                    ("sep=;\r\n" + HEAD
                                    + "FM-L-1;Ömer;Süß-Alt;3.4.1971;Siegburg;Türkisch;vertretung;1.9.2021;Begleitung\r\n"
                                    + "FM-L-2;Zoë;Weiß-Alt;5.6.1982;Siegburg;Französisch;vertretung;1.9.2022;Beratung\r\n"
                                    + "FM-L-1;Élif;Süß-Alt;3.4.2018;Siegburg;;;;;Haushalt\r\n"
                                    + "FM-L-1;;;;Siegburg;;;;;Vermittlung;Sprachkurs;2.3.2026;Volkshochschule Süd\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            work.check();
            link(page, "Stand neu laden").click();
            assertThat(page.locator("#stand")).containsText("Alles in Ordnung");
            manager.look("alles-in-ordnung").speaksGermanOnly();
            button(page, "Alle 4 Zeilen übernehmen").click();
            work.run();
            link(page, "Stand neu laden").click();
            assertThat(page.locator("#stand"))
                    .containsText("Übernommen: 2 Fälle, 1 Person im Haushalt, 1 laufende Vermittlung.");
        }
    }

    @Test
    void whatIsNoTableIsToldInGermanHoweverLargeItIs() {
        try (Desk manager = desks.signIn("fallmanagement")) {
            Page page = manager.page();
            manager.go("/faelle/uebernahme");
            upload(manager, new byte[] {'P', 'K', 3, 4, 5, 6});
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Das ist eine Excel-Datei");
            upload(manager, "x".repeat(6 * 1024 * 1024));
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("größer als 5 MB");
            manager.look("zu-gross").speaksGermanOnly();
            upload(manager, "x".repeat(20 * 1024 * 1024));
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("größer als 5 MB");
            assertThat(page).hasURL(Pattern.compile(".*zu-gross$"));
        }
        try (Desk other = desks.signIn("koordination")) {
            assertThat(other.go("/faelle/uebernahme").status()).isEqualTo(403);
        }
    }

    private static void upload(Desk desk, String table) {
        upload(desk, table.getBytes(StandardCharsets.UTF_8));
    }

    private static void upload(Desk desk, byte[] table) {
        Page page = desk.page();
        if (!page.url().endsWith("/faelle/uebernahme")) {
            desk.go("/faelle/uebernahme");
        }
        page.getByLabel("Tabelle als CSV-Datei").setInputFiles(new FilePayload("faelle.csv", "text/csv", table));
        button(page, "Hochladen und prüfen").click();
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, Pattern name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
