package org.kimlotse.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.access.HttpUser;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.handover.Answer;
import org.kimlotse.handover.DeclineReason;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverFixture;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is missing is answered, and what an office said is read, in the case file over HTTP as a browser uses it. */
@LotseTest
class CorrectionPageTest {

    @LocalServerPort
    int port;

    @Autowired
    HandoverFixture a;

    @Autowired
    Assessment assessment;

    @Autowired
    HandoverManagement handing;

    @Test
    void aMissingAnswerHasALineAndIsTakenDown() {
        CaseId caseId = a.caseInSiegburg();
        Acting.as("fallmanagement", () -> {
            assessment.record(
                    caseId, Map.of(StatusFact.RESIDENCE_STATUS, "RECOGNISED", StatusFact.BENEFIT_NOW, "ASYLBLG"));
        });
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        String page = "/faelle/" + caseId.number() + "/angaben";
        assertThat(user.page(page).body()).contains("Bescheid zugestellt am").contains("noch nicht bekannt");

        Map<String, String> answer = Map.of("_csrf", user.formToken(page), "kind", "childrenInHousehold", "value", "2");
        assertThat(user.form(page + "/pruefen", answer).body())
                .contains("Das würde sich ändern")
                .contains("Angabe eintragen");
        assertThat(assessment.known(caseId)).doesNotContainKey(StatusFact.CHILDREN_IN_HOUSEHOLD);
        assertThat(user.form(page + "/berichtigen", answer).status()).isEqualTo(302);
        assertThat(assessment.known(caseId)).containsEntry(StatusFact.CHILDREN_IN_HOUSEHOLD, "2");
    }

    @Test
    void aMisspeltNameAndAWrongBirthdayAreCorrectedAndTheOldOnesStayReadable() {
        CaseId caseId = a.caseInSiegburg();
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        String file = "/faelle/" + caseId.number();
        String page = file + "/angaben";
        assertThat(user.page(file).body()).contains("Angaben zur Person berichtigen");
        assertThat(user.page(page).body()).contains("Angaben zur Person").contains("07.03.1995");
        Map<String, String> typed = new HashMap<>(Map.of(
                "_csrf", user.formToken(page),
                "version", "0",
                "givenName", "Ämal",
                "familyName", "Berichtigt",
                "birthDate", "7.3.1959",
                "phone", "02241 111111",
                "language", "UK",
                "interpreterNeeded", "false"));

        assertThat(user.form(page + "/person/pruefen", typed).body())
                .contains("Das würde sich ändern", "07.03.1995", "07.03.1959", "Ukrainisch");
        assertThat(user.page(page).body()).contains("07.03.1995");
        assertThat(user.form(page + "/person/berichtigen", typed).body())
                .contains("warum die Angabe falsch war")
                .contains("Das würde sich ändern");
        typed.put("birthDate", "31.02.1959");
        assertThat(user.form(page + "/person/pruefen", typed).body())
                .contains("31.02.1959“ ist kein Datum")
                .doesNotContain("Das würde sich ändern");
        typed.put("birthDate", "7.3.1959");
        typed.put("reason", "laut Reiseausweis");
        assertThat(user.form(page + "/person/berichtigen", typed).status()).isEqualTo(302);
        assertThat(user.page(file).body())
                .contains("Ämal Berichtigt", "07.03.1959", "02241 111111", "Ukrainisch")
                .contains("Angaben zur Person berichtigt von")
                .contains("Geburtsdatum bisher „07.03.1995“, richtig „07.03.1959“")
                .contains("laut Reiseausweis");

        typed.put("familyName", "Ausdemzweitenfenster");
        assertThat(user.form(page + "/person/berichtigen", typed).body())
                .contains("inzwischen von jemand anderem geändert")
                .contains("Berichtigt")
                .doesNotContain("Ausdemzweitenfenster");
        HttpUser other = HttpUser.signedIn(port, "lohmar");
        typed.put("_csrf", other.formToken("/faelle"));
        assertThat(other.form(page + "/person/pruefen", typed).status()).isEqualTo(404);
    }

    @Test
    void aRefusalIsShownWithItsReasonInWords() {
        Handover sent = a.sentToJobcenter(java.time.LocalDate.of(2099, 9, 22));
        Acting.as("jobcenter", () -> {
            handing.answer(sent.id(), Answer.declined(DeclineReason.NOT_COMPETENT_PLACE, "wohnt in Troisdorf"));
        });
        assertThat(HttpUser.signedIn(port, "fallmanagement")
                        .page("/faelle/" + sent.caseId().number())
                        .body())
                .contains(DeclineReason.NOT_COMPETENT_PLACE.label())
                .contains("wohnt in Troisdorf");
    }
}
