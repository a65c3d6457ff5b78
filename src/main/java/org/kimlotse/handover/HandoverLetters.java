package org.kimlotse.handover;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.LetterDraft;
import org.kimlotse.correspondence.Recipient;
import org.kimlotse.directory.Office;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.handover.facts.MissedKind;
import org.kimlotse.handover.facts.Turn;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.GermanDates;
import org.springframework.stereotype.Component;

/**
 * The letters about a handover. Those to an office say no more than that something was handed over, what and until when:
 * facts about the person stand in the data package only, for that is what the consent covers.
 */
@Component
class HandoverLetters {

    private final Clock clock;

    HandoverLetters(Clock clock) {
        this.clock = clock;
    }

    LetterDraft sent(Handover h, Office office, String basis) {
        Map<String, String> values = values(h);
        values.put("basis", basis);
        return toOffice(h, office, "handover-sent", "sent:" + h.attempt(), values);
    }

    LetterDraft queryAnswered(Handover h, Office office) {
        return toOffice(h, office, "handover-query-answered", "query-answered:" + h.version(), values(h));
    }

    LetterDraft withdrawn(Handover h, Office office, String why) {
        Map<String, String> values = values(h);
        values.put("why", why);
        return toOffice(h, office, "handover-withdrawn", "withdrawn:" + h.attempt(), values);
    }

    LetterDraft deadlineChanged(Handover h, Office office, String oldDueOn) {
        Map<String, String> values = values(h);
        values.put("oldDueOn", oldDueOn);
        return toOffice(h, office, "handover-due-changed", "due-changed:" + h.version(), values);
    }

    LetterDraft dataCorrected(Handover h, Office office, String labels) {
        Map<String, String> values = values(h);
        values.put("labels", labels);
        return toOffice(h, office, "handover-data-corrected", "data-corrected:" + h.version(), values);
    }

    /** The letter of a ladder step, or null where the step is done without one. */
    @Nullable
    LetterDraft ladder(Handover h, Office office, MissedKind kind, int round, int level) {
        if (!droppedByReceiver(h, kind)) {
            return null;
        }
        Map<String, String> values = values(h);
        values.put("missing", missing(kind));
        String key = "ladder:" + round + ":" + level;
        if (level == 1) {
            return toOffice(h, office, "handover-reminder", key, values);
        }
        return level == 3
                ? new LetterDraft(
                        key(h, key),
                        "handover-lead",
                        values,
                        Letter.Channel.PAPER,
                        Recipient.leadOf(office),
                        h.caseId(),
                        h.id().toString())
                : null;
    }

    LetterDraft selfService(Handover h, Office office) {
        Map<String, String> values = values(h);
        values.put("office", office.label());
        values.put("reason", h.reason());
        values.put("dueReason", h.dueReason());
        LocalDate hard = h.hardOn();
        values.put(
                "hardLine",
                hard == null
                        ? ""
                        : "Spätestens am %s, sonst verlieren Sie voraussichtlich Leistungen für einen Monat."
                                .formatted(GermanDates.weekday(hard)));
        return new LetterDraft(
                key(h, "self-service:" + h.attempt()),
                "self-service",
                values,
                Letter.Channel.PAPER,
                Recipient.person(),
                h.caseId(),
                h.id().toString());
    }

    /** Whether the receiver has the data and dropped it; only then may anything be written to it. */
    static boolean droppedByReceiver(Handover h, MissedKind kind) {
        return kind.turn() == Turn.OFFICE && h.transferGround() != null && h.state() != HandoverState.SELF_SERVICE;
    }

    static String missing(MissedKind kind) {
        if (kind.turn() != Turn.OFFICE) {
            return "der nächste Schritt des Fallmanagements.";
        }
        return switch (kind) {
            case SENT_NO_ACKNOWLEDGEMENT ->
                "die Bestätigung, dass die Übergabe bei Ihnen eingegangen ist und ob Sie sie annehmen.";
            case ACCEPTED_NO_OUTCOME -> "das Ergebnis der angenommenen Übergabe.";
            case STOP_DATE_LEAVES_GAP ->
                "die Klärung, wie die Zeit zwischen dem Ende der bisherigen und dem Beginn der neuen Leistungen überbrückt wird.";
            default -> "Ihre Antwort, ob Sie die Übergabe annehmen.";
        };
    }

    private LetterDraft toOffice(Handover h, Office office, String template, String key, Map<String, String> values) {
        return new LetterDraft(
                key(h, key),
                template,
                values,
                HandoverManagement.channel(office),
                Recipient.office(office),
                h.caseId(),
                h.id().toString());
    }

    private Map<String, String> values(Handover h) {
        Map<String, String> values = new HashMap<>();
        values.put("caseNumber", h.caseId().number());
        values.put("title", h.title());
        values.put("dueOn", h.due().map(GermanDates::weekday).orElse("ohne festen Tag"));
        values.put("legalBasis", h.legalBasis() == null ? "–" : h.legalBasis());
        values.put("today", BusinessCalendar.german(BusinessCalendar.today(clock)));
        return values;
    }

    private static String key(Handover h, String what) {
        return h.id() + ":" + what;
    }
}
