package org.kimlotse.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.HttpUser;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Contacts;
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
        assertThat(paper)
                .contains("Was sich geändert hat", "neu:", "entfällt:", "Sprachkurs", "Andere Fassungen")
                .contains("Unterschrift der Person");
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
                Map.of("_csrf", token, "kind", "PHONE", "day", "2026-09-01", "withWhom", "", "note", topic));
        assertThat(contacts.of(new CaseId(person.number()))).singleElement().satisfies(c -> assertThat(c.note())
                .isEqualTo(topic));
        manager.form(
                "/faelle/" + person.number() + "/kontakte",
                Map.of("_csrf", token, "kind", "PHONE", "day", "2026-09-03", "note", "morgen"));
        assertThat(contacts.of(new CaseId(person.number()))).hasSize(1);
    }
}
