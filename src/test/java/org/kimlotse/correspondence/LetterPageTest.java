package org.kimlotse.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.HttpUser;
import org.kimlotse.handover.Answer;
import org.kimlotse.handover.DeclineReason;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverFixture;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Letters are printed by those who may read them, and nobody else learns that they exist. */
@LotseTest
class LetterPageTest {

    private static final LocalDate DUE = LocalDate.of(2026, 9, 22);

    @LocalServerPort
    private int port;

    @Autowired
    private HandoverFixture a;

    @Autowired
    private HandoverManagement management;

    @Autowired
    private Outbox outbox;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestClock clock;

    @BeforeEach
    void today() {
        clock.setTo("2026-09-16");
    }

    private Letter toTheInsurer() {
        CaseId caseId = a.caseInSiegburg();
        a.consentTo(caseId, "KK");
        Handover h = a.begun(caseId, "H7", "KK", DUE);
        Acting.as("fallmanagement", () -> management.send(h.id()));
        return outbox.about(h.id().toString()).get(0);
    }

    private static HttpUser.Answer posted(HttpUser user, Letter letter, String on) {
        return user.form(letter.path() + "/verschickt", Map.of("_csrf", user.formToken(letter.path()), "on", on));
    }

    @Test
    void theTeamPrintsTheLetterWithTheDataPackageEnclosed() {
        Letter letter = toTheInsurer();
        HttpUser.Answer page = HttpUser.signedIn(port, "fallmanagement").page(letter.path());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("zum Drucken bereit")
                .contains("Gewählte Krankenkasse")
                .contains("Anlage: ")
                .contains("07.03.1995");
    }

    @Test
    void isListedUntilSomebodySaysThatItWasPosted() {
        Letter letter = toTheInsurer();
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        assertThat(user.page("/schreiben").body()).contains(letter.path());
        HttpUser.Answer answer = posted(user, letter, "2026-09-16");
        assertThat(answer.location()).isEqualTo(letter.path());
        assertThat(outbox.letter(letter.id()).orElseThrow().state()).isEqualTo(Letter.State.POSTED);
        assertThat(user.page("/schreiben").body()).doesNotContain(letter.path());
    }

    @Test
    void aLetterThatWasTakenBackSaysThatItMustNotGoOutAnyMore() {
        Letter letter = toTheInsurer();
        a.withdrawConsents(letter.caseId().orElseThrow(), "KK");
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        assertThat(user.page(letter.path()).body())
                .contains("darf nicht mehr verschickt werden")
                .doesNotContain("Als verschickt vermerken");
        assertThat(user.page("/schreiben").body()).doesNotContain(letter.path());
    }

    @Test
    void theFutureIsNoDayOfPosting() {
        Letter letter = toTheInsurer();
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        posted(user, letter, "2026-09-17");
        assertThat(user.page(letter.path()).body()).contains("Zukunft");
        assertThat(outbox.letter(letter.id()).orElseThrow().state()).isEqualTo(Letter.State.READY_TO_PRINT);
    }

    @Test
    void forOtherTeamsOfficesAndCoordinationItIsNotThere() {
        Letter letter = toTheInsurer();
        for (String stranger : new String[] {"lohmar", "jobcenter", "koordination", "admin", "sozialdezernat"}) {
            HttpUser user = HttpUser.signedIn(port, stranger);
            assertThat(user.page(letter.path()).status()).as(stranger).isEqualTo(404);
            assertThat(user.page("/schreiben").body()).as(stranger).doesNotContain(letter.path());
        }
        assertThat(HttpUser.signedIn(port, "fallmanagement")
                        .page("/schreiben/" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theReceivingOfficeReadsItsOwnLetterUntilItIsTakenBackAndCannotPostIt() {
        Handover sent = a.sentToJobcenter(DUE);
        Letter letter = outbox.about(sent.id().toString()).get(0);
        HttpUser office = HttpUser.signedIn(port, "jobcenter");
        assertThat(office.page(letter.path()).body()).contains("07.03.1995");
        assertThat(posted(office, letter, "2026-09-16").status()).isEqualTo(404);
        a.withdrawConsents(sent.caseId(), "JC-SIE");
        assertThat(office.page(letter.path()).status()).isEqualTo(404);
    }

    @Test
    void anOfficeThatDeclinedReadsItNoLongerAndTheTeamStillDoes() {
        Handover sent = a.sentToJobcenter(DUE);
        Letter letter = outbox.about(sent.id().toString()).get(0);
        Acting.as(
                "jobcenter",
                () -> management.answer(
                        sent.id(), Answer.declined(DeclineReason.NOT_COMPETENT_PLACE, "andere Geschäftsstelle")));
        assertThat(HttpUser.signedIn(port, "jobcenter").page(letter.path()).status())
                .isEqualTo(404);
        assertThat(HttpUser.signedIn(port, "fallmanagement").page(letter.path()).status())
                .isEqualTo(200);
    }

    @Test
    void everyReadingIsLoggedAndARefusedOneIsNot() {
        Letter letter = toTheInsurer();
        HttpUser.signedIn(port, "lohmar").page(letter.path());
        assertThat(reads(letter)).isEmpty();
        HttpUser.signedIn(port, "fallmanagement").page(letter.path());
        assertThat(reads(letter)).containsExactly("fallmanagement");
    }

    private List<String> reads(Letter letter) {
        return jdbc.sql("select user_id from read_log where case_number = :case and view_name = 'LETTER'")
                .param("case", letter.caseId().orElseThrow().number())
                .query(String.class)
                .list();
    }
}
