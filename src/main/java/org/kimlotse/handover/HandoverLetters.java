package org.kimlotse.handover;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.Cases;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.LetterDraft;
import org.kimlotse.correspondence.Recipient;
import org.kimlotse.directory.Office;
import org.kimlotse.handover.facts.HandoverDeadline;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.handover.facts.MissedKind;
import org.kimlotse.handover.facts.Turn;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.GermanDates;
import org.springframework.stereotype.Component;

/**
 * The letters about a handover. Those to an office say no more than that something was handed over, what and until when:
 * facts about the person stand in the data package only, for that is what the consent covers.
 */
@Component
class HandoverLetters {

    static final String DEADLINE_CHANGED = "handover-due-changed";

    private final Cases cases;
    private final OfficeRequests requests;
    private final Actors actors;
    private final Clock clock;

    HandoverLetters(Cases cases, OfficeRequests requests, Actors actors, Clock clock) {
        this.cases = cases;
        this.requests = requests;
        this.actors = actors;
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

    /**
     * @param owed by when the office owes its next step now, or null
     * @param owedBefore the day it had before, if that moved, else null
     */
    LetterDraft deadlineChanged(
            Handover h,
            Office office,
            @Nullable LocalDate oldDueOn,
            HandoverClock.@Nullable Term owed,
            @Nullable LocalDate owedBefore) {
        Map<String, String> values = values(h);
        values.put(
                "goalLine",
                Objects.equals(oldDueOn, h.dueOn())
                        ? ""
                        : "\nFrist: bisher %s, neu %s"
                                .formatted(
                                        oldDueOn == null ? "ohne festen Tag" : GermanDates.weekday(oldDueOn),
                                        values.get("dueOn")));
        values.put(
                "answerLine",
                owed == null
                        ? ""
                        : "\n%s: bis %s%s\nSo kommt der Tag zustande: %s"
                                .formatted(
                                        h.state() == HandoverState.ACCEPTED
                                                ? "Ihr Ergebnis erwarten wir"
                                                : "Ihre Antwort, ob Sie die Übergabe annehmen, erwarten wir",
                                        GermanDates.weekday(owed.day()),
                                        owedBefore == null
                                                ? ""
                                                : " (bisher %s)".formatted(GermanDates.weekday(owedBefore)),
                                        owed.derivation().replace(HandoverDeadline.PAUSED, ", neu berechnet")));
        return toOffice(h, office, DEADLINE_CHANGED, "due-changed:" + h.version(), values);
    }

    LetterDraft dataCorrected(Handover h, Office office, String labels) {
        Map<String, String> values = values(h);
        values.put("labels", labels);
        return toOffice(h, office, "handover-data-corrected", "data-corrected:" + h.version(), values);
    }

    /** @param attempt the sending with which this office was given what is not right */
    LetterDraft dataOutdated(Handover h, Office office, int attempt, String labels) {
        Map<String, String> values = values(h);
        values.put("labels", labels);
        return toOffice(h, office, HandoverLetterBook.OUTDATED, "data-outdated:" + attempt + ":" + h.version(), values);
    }

    /** The letter of a ladder step, or null where the step is done without one. */
    @Nullable
    LetterDraft ladder(Handover h, Office office, MissedKind kind, int round, int level) {
        if (!droppedByReceiver(h, kind)) {
            return null;
        }
        Map<String, String> values = values(h);
        values.put("missing", missing(kind));
        LocalDate missedOn = h.missedOn();
        if (missedOn != null) {
            values.put("dueOn", GermanDates.weekday(missedOn.minusDays(1)));
        }
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
        values.put("manager", actors.displayName(cases.get(h.caseId()).caseManager()));
        values.put("reason", h.reason());
        values.put("dueReason", h.dueReason());
        values.put(
                "question",
                requests.of(h)
                        .map(ask -> "Ich komme wegen: %s. %s".formatted(h.title(), asked(ask)))
                        .orElseGet(() -> "Ich komme wegen: %s. Bitte sagen Sie mir, was ich tun muss und bis wann."
                                .formatted(h.title())));
        values.put("doneLine", done(h.outcomeHint()));
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

    /** In the table it is we who ask. */
    private static String asked(String byUs) {
        return byUs.replaceAll("\\buns\\b", "mir");
    }

    /** What the office writes down as done; the day it then enters is for us. */
    private static String done(String hint) {
        String done = hint.replaceFirst("\\s*Datum: .*$", "");
        return done.isEmpty() ? "" : "\nGeschafft ist der Schritt, wenn das stimmt: " + done;
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
        LocalDate today = BusinessCalendar.today(clock);
        values.put(
                "dueOn",
                h.due()
                        .map(day -> GermanDates.weekday(day) + (day.isBefore(today) ? " (vorbei, bitte umgehend)" : ""))
                        .orElse("ohne festen Tag"));
        values.put("legalBasis", h.legalBasis() == null ? "–" : h.legalBasis());
        values.put("today", BusinessCalendar.german(today));
        return values;
    }

    private static String key(Handover h, String what) {
        return h.id() + ":" + what;
    }
}
