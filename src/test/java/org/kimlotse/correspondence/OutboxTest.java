package org.kimlotse.correspondence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.directory.Directory;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@LotseTest
class OutboxTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 9, 16);

    @Autowired
    private Outbox outbox;

    @Autowired
    private Directory directory;

    @Autowired
    private TransactionTemplate transaction;

    private LetterDraft reminder(String key, String about) {
        return new LetterDraft(
                key,
                "handover-reminder",
                Map.of(
                        "caseNumber", "KIM-2026-00017",
                        "title", "Antrag gesichert",
                        "missing", "die Bestätigung.",
                        "dueOn", "Di, 22.09.2026"),
                Letter.Channel.PAPER,
                Recipient.office(directory.require("JC-TRO")),
                new CaseId("KIM-2026-00017"),
                about);
    }

    private Letter put(LetterDraft draft) {
        return transaction.execute(t -> outbox.put(draft));
    }

    @Test
    void paperIsReadyToPrintAndNothingSaysThatItWasSent() {
        Letter letter = put(reminder(UUID.randomUUID().toString(), "x"));
        assertThat(letter.state()).isEqualTo(Letter.State.READY_TO_PRINT);
        assertThat(letter.state().label()).isEqualTo("zum Drucken bereit");
        assertThat(letter.posted()).isEmpty();
        assertThat(letter.subject()).isEqualTo("Erinnerung: Antrag gesichert – Vorgang KIM-2026-00017");
        assertThat(letter.body()).contains("Die Frist war der Di, 22.09.2026.").doesNotContain("{");
    }

    @Test
    void theSameKeyMakesOneLetter() {
        String key = UUID.randomUUID().toString();
        assertThat(put(reminder(key, "x")).id())
                .isEqualTo(put(reminder(key, "x")).id());
    }

    @Test
    void aLetterNeedsTheTransactionOfWhatItTells() {
        assertThatThrownBy(() -> outbox.put(reminder(UUID.randomUUID().toString(), "x")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void whoPostsItSaysWhenAndOnlyOnce() {
        Letter letter = put(reminder(UUID.randomUUID().toString(), "x"));
        assertThatThrownBy(() -> outbox.recordPosted(letter.id(), TODAY.plusDays(1), TODAY))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Zukunft");
        outbox.recordPosted(letter.id(), TODAY, TODAY);
        assertThat(outbox.letter(letter.id()).orElseThrow().posted()).contains(TODAY);
        assertThatThrownBy(() -> outbox.recordPosted(letter.id(), TODAY, TODAY))
                .isInstanceOf(Refused.class)
                .hasMessage("Das Schreiben ist als verschickt vermerkt.");
    }

    @Test
    void whatWasNotPostedCanBeTakenBack() {
        String about = UUID.randomUUID().toString();
        Letter open = put(reminder(UUID.randomUUID().toString(), about));
        Letter posted = put(reminder(UUID.randomUUID().toString(), about));
        outbox.recordPosted(posted.id(), TODAY, TODAY);
        assertThat(outbox.cancel(about, Set.of())).isEqualTo(1);
        assertThat(outbox.letter(open.id()).orElseThrow().state()).isEqualTo(Letter.State.CANCELLED);
        assertThat(outbox.letter(posted.id()).orElseThrow().state()).isEqualTo(Letter.State.POSTED);
    }

    @Test
    void aTemplateWithoutItsValueIsAFaultOfOursNotAHoleInALetter() {
        LetterDraft incomplete = new LetterDraft(
                UUID.randomUUID().toString(),
                "handover-reminder",
                Map.of("title", "x"),
                Letter.Channel.PAPER,
                Recipient.person(),
                null,
                null);
        assertThatThrownBy(() -> put(incomplete)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAnswerWithBracesIsTextAndNoPlaceholder() {
        LetterTemplates templates = new LetterTemplates();
        String body = templates.body(
                "handover-reminder",
                Map.of("caseNumber", "{title}", "title", "$1 \\ {x}", "missing", "m", "dueOn", "d"));
        assertThat(body).contains("{title}").contains("$1 \\ {x}");
    }
}
