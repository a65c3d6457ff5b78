package org.kimlotse.handover;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.DecisionSubject;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.handover.facts.MissedKind;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Markdown;
import org.springframework.stereotype.Component;

/**
 * What people read about a handover, as markdown. There are two readers: the case's own team sees why and how; the
 * receiving office sees what it was asked and its data package, no fact beyond it.
 */
@Component
class HandoverTexts {

    enum Reader {
        TEAM,
        OFFICE
    }

    private final Handovers handovers;
    private final HandoverManagement management;
    private final TransferConsents consents;
    private final Directory directory;
    private final Outbox outbox;
    private final DecisionLog decisions;
    private final OfficeReasons reasons;
    private final Standstills standstills;
    private final Actors actors;
    private final DataCorrections corrections;
    private final Clock clock;

    HandoverTexts(
            Handovers handovers,
            HandoverManagement management,
            TransferConsents consents,
            Directory directory,
            Outbox outbox,
            DecisionLog decisions,
            OfficeReasons reasons,
            Standstills standstills,
            Actors actors,
            DataCorrections corrections,
            Clock clock) {
        this.handovers = handovers;
        this.management = management;
        this.consents = consents;
        this.directory = directory;
        this.outbox = outbox;
        this.decisions = decisions;
        this.reasons = reasons;
        this.standstills = standstills;
        this.actors = actors;
        this.corrections = corrections;
        this.clock = clock;
    }

    /** What is held says so first. For example "H1 – Antrag gesichert → Jobcenter Siegburg (KIM-2026-00017)". */
    String title(Handover h, Reader reader) {
        return "%s%s – %s → %s (%s)"
                .formatted(
                        reader == Reader.TEAM && standstills.reason(h) != null
                                ? "Angehalten, jetzt nicht senden: "
                                : "",
                        h.hop(),
                        Markdown.escape(h.title()),
                        Markdown.escape(receiverLabel(h)),
                        h.caseId());
    }

    String why(Handover h, Reader reader) {
        List<String> parts = new ArrayList<>();
        String basis = h.legalBasis();
        if (reader == Reader.TEAM) {
            String held = standstills.reason(h);
            if (held != null) {
                parts.add("**Angehalten:** " + Markdown.escape(held));
            }
            parts.add(h.reason());
            if (basis != null) {
                parts.add("**Rechtlicher Hintergrund:** " + basis);
            }
            if (h.ruleId() != null) {
                parts.add("**Regel:** %s%s".formatted(h.ruleId(), shortVersion(h.ruleSetVersion())));
            }
            parts.add("Voraussichtlich; entscheiden wird die zuständige Stelle.");
        } else {
            parts.add("Das Kommunale Integrationsmanagement übergibt Ihnen: %s.".formatted(Markdown.escape(h.title())));
            parts.add("**Das erwarten wir von Ihnen:** " + Markdown.escape(reasons.asked(h)));
            if (basis != null) {
                parts.add("**Rechtlicher Hintergrund:** " + basis);
            }
        }
        return String.join("\n\n", parts);
    }

    String due(Handover h, Reader reader) {
        StringBuilder text = new StringBuilder();
        LocalDate today = BusinessCalendar.today(clock);
        text.append("**Ziel des Schritts:** ")
                .append(h.due().map(day -> dayWithPast(day, today)).orElse("kein fester Tag"));
        h.answerUntil(today).ifPresent(day -> text.append(
                        h.awaitsPost()
                                ? "  \n**Zu verschicken bis:** "
                                : "  \n**Antwort oder Ergebnis erwartet bis:** ")
                .append(GermanDates.weekday(day)));
        if (reader == Reader.TEAM) {
            if (!h.dueReason().isEmpty()) {
                text.append("  \n**Warum dieser Tag:** ").append(Markdown.escape(h.dueReason()));
            }
            if (h.hardOn() != null) {
                text.append("  \n**Letzter Tag ohne Verlust:** ")
                        .append(dayWithPast(h.hardOn(), today))
                        .append(" (verschiebt sich nicht auf einen Werktag)");
            }
        }
        return text.toString();
    }

    private static String dayWithPast(LocalDate day, LocalDate today) {
        return GermanDates.weekday(day) + (day.isBefore(today) ? " – vorbei" : "");
    }

    String owner(Handover h) {
        if (h.state().closed()) {
            return "";
        }
        return h.owner().kind() == Owner.Kind.OFFICE
                ? "**Verantwortlich:** %s, seit sie angenommen hat"
                        .formatted(Markdown.escape(
                                directory.require(h.owner().ref()).label()))
                : h.ownStep() || h.state() == HandoverState.SELF_SERVICE
                        ? "**Verantwortlich:** Fallmanagement"
                        : "**Verantwortlich:** Fallmanagement, bis die Stelle annimmt";
    }

    String state(Handover h, Reader reader) {
        List<String> lines = new ArrayList<>();
        lines.add("**Stand:** %s (seit %s)".formatted(h.stateLabel(), GermanDates.time(h.stateSince())));
        if (h.awaitsPost()) {
            lines.add(
                    "Die Stelle hat noch nichts; ihre Frist beginnt mit dem Tag, an dem das Schreiben verschickt wird.");
        } else if (h.state() == HandoverState.SENT && h.reachedOn() != null) {
            lines.add("**Verschickt am:** " + BusinessCalendar.german(h.reachedOn()));
        }
        MissedKind missed = h.missedKind();
        if (missed != null && h.missedOn() != null) {
            lines.add("**Verpasst** seit %s: %s".formatted(BusinessCalendar.german(h.missedOn()), missed.label()));
        }
        if (h.state() == HandoverState.DECLINED && h.declineReason() != null) {
            lines.add("**Grund:** " + h.declineReason().label() + note(h, HandoverAction.DECLINED));
        }
        if (h.stopOn() != null) {
            lines.add("**Bisherige Leistung bis:** " + BusinessCalendar.german(h.stopOn()));
        }
        if (h.coveredFrom() != null) {
            lines.add("**Neue Leistung ab:** " + BusinessCalendar.german(h.coveredFrom()));
        }
        lastWord(h).ifPresent(lines::add);
        handovers
                .lastEvent(h.id(), HandoverAction.QUERIED)
                .filter(e -> e.note() != null)
                .ifPresent(query -> {
                    lines.add("**Rückfrage** (%s): %s".formatted(GermanDates.day(query.at()), quoted(query.note())));
                    handovers
                            .lastEvent(h.id(), HandoverAction.QUERY_ANSWERED)
                            .filter(answer -> answer.version() > query.version())
                            .ifPresent(answer -> lines.add("**Antwort** (%s): %s"
                                    .formatted(GermanDates.day(answer.at()), quoted(answer.note()))));
                });
        corrected(h).ifPresent(lines::add);
        if (reader == Reader.TEAM) {
            outbox.about(h.id().toString()).forEach(letter -> lines.add(letter(letter)));
        } else {
            lines.add("[Schreiben an Ihre Stelle](/schreiben)");
        }
        return String.join("  \n", lines);
    }

    /** When something was corrected, and whether the office knows. */
    private Optional<String> corrected(Handover h) {
        return handovers.lastEvent(h.id(), HandoverAction.DATA_CORRECTED).map(told -> {
            String known = handovers
                    .lastEvent(h.id(), HandoverAction.CORRECTION_READ)
                    .filter(read -> read.version() > told.version())
                    .map(read -> "zur Kenntnis genommen von %s am %s"
                            .formatted(
                                    Markdown.escape(
                                            read.contactName() == null
                                                    ? actors.displayName(read.by())
                                                    : read.contactName() + " (telefonisch)"),
                                    read.contactOn() == null
                                            ? GermanDates.time(read.at())
                                            : BusinessCalendar.german(read.contactOn())))
                    .orElse("von der Stelle noch nicht bestätigt");
            return "**Berichtigt** am %s (%s): %s"
                    .formatted(GermanDates.day(told.at()), Markdown.escape(told.note()), known);
        });
    }

    /** By telephone, from whom, when. */
    private Optional<String> lastWord(Handover h) {
        HandoverEvent last = handovers.lastEvent(h.id()).orElseThrow();
        LocalDate on = last.contactOn();
        return on == null || last.action() == HandoverAction.CORRECTION_READ
                ? Optional.empty()
                : Optional.of("Telefonisch bestätigt von %s am %s, eingetragen von %s"
                        .formatted(
                                Markdown.escape(last.contactName()),
                                BusinessCalendar.german(on),
                                Markdown.escape(actors.displayName(last.by()))));
    }

    private static String letter(Letter letter) {
        return "**Schreiben:** [%s](%s) – %s%s"
                .formatted(
                        Markdown.escape(letter.subject()),
                        letter.path(),
                        letter.state().label(),
                        letter.posted()
                                .map(d -> " (" + BusinessCalendar.german(d) + ")")
                                .orElse(""));
    }

    String dataPackage(Handover h) {
        List<DataField> fields = management.dataPackage(h);
        if (fields.isEmpty()) {
            return h.ownStep() ? "Es wird nichts weitergegeben." : "Keine Angaben.";
        }
        Map<String, List<DataField>> byCategory = new LinkedHashMap<>();
        fields.forEach(f ->
                byCategory.computeIfAbsent(f.category(), c -> new ArrayList<>()).add(f));
        Map<String, DataCorrection> corrected = h.transferGround() == null ? Map.of() : corrections.of(h);
        StringBuilder text = new StringBuilder();
        byCategory.forEach((category, rows) -> {
            text.append(text.isEmpty() ? "" : "\n\n")
                    .append("**")
                    .append(category.equals(DataField.NOTE) ? "Hinweis" : consents.categoryLabel(category))
                    .append("**\n");
            rows.forEach(f -> text.append("\n- ")
                    .append(Markdown.escape(f.label()))
                    .append(": ")
                    .append(value(f, corrected.get(f.key()))));
        });
        return text.toString();
    }

    private static String value(DataField field, @Nullable DataCorrection correction) {
        String old = Markdown.escape(field.value());
        if (correction == null) {
            return old;
        }
        String day = GermanDates.day(correction.correctedAt());
        String right = correction.newValue();
        if (right != null) {
            return "**%s** (%s am %s, vorher: %s)"
                    .formatted(
                            Markdown.escape(right),
                            CaseFileFields.states(field.key()) ? "berichtigt" : "neu berechnet",
                            day,
                            old);
        }
        return correction.withheld()
                ? "**nicht mehr richtig** (am %s; vorher: %s). Die richtige Angabe darf ohne Einwilligung nicht weitergegeben werden."
                        .formatted(day, old)
                : "**trifft nicht zu** (berichtigt am %s, vorher: %s)".formatted(day, old);
    }

    String consent(Handover h) {
        if (h.ownStep()) {
            return "Dieser Schritt wird an niemanden weitergegeben.";
        }
        HandoverManagement.Sendable sendable = management.sendable(h.id());
        if (!sendable.allowed()) {
            return Markdown.escape(sendable.explanation());
        }
        return sendable.ground() == TransferGround.LEGAL_BASIS
                ? "Die Weitergabe ist ohne Einwilligung zulässig: " + Markdown.escape(sendable.explanation())
                : Markdown.escape(sendable.explanation());
    }

    String query(Handover h) {
        return handovers
                .lastEvent(h.id(), HandoverAction.QUERIED)
                .map(e -> quoted(e.note()))
                .orElse("");
    }

    /** Why it was taken back, and by whom. */
    String withdrawn(Handover h) {
        return handovers
                .lastEvent(h.id(), HandoverAction.WITHDRAWN)
                .or(() -> handovers.lastEvent(h.id(), HandoverAction.CONSENT_WITHDRAWN))
                .map(e -> "%s %s (%s). %s"
                        .formatted(
                                Markdown.escape(actors.displayName(e.by())),
                                e.action().sentence(),
                                GermanDates.time(e.at()),
                                quoted(e.note())))
                .orElse("");
    }

    String outcomeHint(Handover h) {
        return h.outcomeHint();
    }

    /** Why this step of the ladder, what to do, and the letter as it would be posted. */
    String ladder(Handover h, int level) {
        Optional<LadderStep> climbed = handovers.ladderStep(h.id(), level);
        if (climbed.isEmpty()) {
            return "";
        }
        LadderStep step = climbed.get();
        List<String> parts = new ArrayList<>();
        parts.add("**Verpasst seit %s: %s.** %s"
                .formatted(
                        BusinessCalendar.german(step.missedOn()),
                        step.missedKind().label(),
                        Markdown.escape(step.reason().replace(h.requireReceiver(), receiverLabel(h)))));
        parts.add("**Regel:** %s%s".formatted(step.ruleId(), shortVersion(step.ruleSetVersion())));
        decisions
                .latest(DecisionSubject.ofHandover(h.id().value(), h.caseId()), RuleSet.MISSED_HANDOVERS)
                .map(logged -> logged.decision().findings().stream()
                        .filter(f -> f.ruleId().equals(step.ruleId()))
                        .toList())
                .ifPresent(findings -> findings.forEach(f -> parts.addAll(derived(f))));
        boolean theirs = HandoverLetters.droppedByReceiver(h, step.missedKind());
        Office office = directory.require(h.requireReceiver());
        parts.add(theirs ? whatToDo(office, level) : ownDrop(h, step.missedKind()));
        if (theirs) {
            parts.add("**Antwortet die Stelle dabei,** %s; dieser Schritt endet dann von selbst."
                    .formatted(
                            level < 4
                                    ? "tragen Sie es in der Aufgabe „%s“ ein".formatted(answerTask(h))
                                    : "sagen Sie es dem Fallmanagement, das trägt es ein"));
        }
        if (step.letterId() != null) {
            outbox.letter(step.letterId()).ifPresent(letter -> {
                parts.add(letter(letter));
                parts.add("> " + Markdown.escape(letter.body()).replace("\n", "\n> "));
            });
        }
        return String.join("\n\n", parts);
    }

    /** The name of the task in which the case manager writes down what the office says. */
    static String answerTask(Handover h) {
        return h.state() == HandoverState.ACCEPTED ? "Ergebnis eintragen" : "Rückmeldung verfolgen";
    }

    /** One thing to do at a time: beside a step of the ladder the tracking only waits for what is said. Empty if there is none. */
    String nowDue(Handover h) {
        if (!h.missed() || h.droppedByUs()) {
            return "";
        }
        String step =
                switch (h.ladderLevel()) {
                    case 1 -> "„Erinnern“";
                    case 2 -> "„Telefonisch nachfragen“";
                    case 3 -> "„Leitung der Stelle ansprechen“";
                    default -> "";
                };
        return "  \n**Jetzt dran:** "
                + (step.isEmpty()
                        ? "Die Koordination klärt die Übergabe. Sie warten nur noch auf das, was die Stelle sagt."
                        : "%s, eine Aufgabe für sich. Hier ist nur einzutragen, was die Stelle sagt, jederzeit; jene Aufgabe endet dann von selbst."
                                .formatted(step));
    }

    /** The paragraph, the facts and the derivation of a finding, each in a line if there is one. */
    private static List<String> derived(Finding finding) {
        List<String> lines = new ArrayList<>();
        if (finding.legalBasis() != null) {
            lines.add("**Rechtlicher Hintergrund:** "
                    + Markdown.escape(finding.legalBasis().citation()));
        }
        if (!finding.factsUsed().isEmpty()) {
            lines.add("**Darauf beruht es:** " + Markdown.escape(String.join("; ", finding.factsUsed())));
        }
        if (!finding.derivations().isEmpty()) {
            lines.add("**Herleitung:** " + Markdown.escape(String.join("; ", finding.derivations())));
        }
        finding.value("afterwards").ifPresent(words -> lines.add("**Wie es weitergeht:** " + Markdown.escape(words)));
        return lines;
    }

    private static String whatToDo(Office office, int level) {
        String name = Markdown.escape(office.label());
        return switch (level) {
            case 1 ->
                office.hasAccount()
                        ? "Die Erinnerung liegt für „%s“ in Lotse bereit. Bitte prüfen Sie, ob die Stelle sie gesehen hat."
                                .formatted(name)
                        : "Bitte drucken Sie das Erinnerungsschreiben und verschicken Sie es an „%s“.".formatted(name);
            case 2 -> "Bitte rufen Sie bei „%s“ an und fragen Sie nach dem Stand.".formatted(name);
            case 3 ->
                "Bitte sprechen Sie die Leitung an (%s). Das Schreiben ist vorbereitet."
                        .formatted(Markdown.escape(office.leadOrLabel()));
            default ->
                "Bitte klären Sie die Übergabe mit „%s“ auf Leitungsebene; wenn es öfter vorkommt, melden Sie einen Engpass."
                        .formatted(name);
        };
    }

    private static String ownDrop(Handover h, MissedKind kind) {
        if (h.heldReason() != null) {
            return "Die Übergabe ist angehalten, die Frist läuft weiter: %s".formatted(Markdown.escape(h.heldReason()));
        }
        return switch (kind) {
            case NEVER_SENT ->
                "Die Übergabe ist noch nicht gesendet. Bitte öffnen Sie die Aufgabe „Übergabe prüfen und senden“. Die Stelle weiß noch nichts davon; es geht kein Schreiben hinaus.";
            case NOT_POSTED ->
                "Das Schreiben liegt noch auf dem Stapel; die Stelle weiß noch nichts davon. Bitte öffnen Sie die Aufgabe „Schreiben drucken und verschicken“. Erst mit dem Tag, den Sie dort vermerken, beginnt die Frist der Stelle.";
            case QUERIED_NOT_ANSWERED ->
                "Die Stelle wartet auf eine Antwort. Bitte öffnen Sie die Aufgabe „Rückfrage beantworten“.";
            case DECLINED_NOT_REROUTED ->
                "Die Stelle hat abgelehnt. Bitte öffnen Sie die Aufgabe „Nach Ablehnung neu entscheiden“.";
            default ->
                "Bitte fragen Sie die Person, ob der Schritt erledigt ist, und helfen Sie, wenn nötig. An die Stelle geht kein Schreiben.";
        };
    }

    /** For lists and tables, for example "gesendet … (verpasst seit 01.10.2026)". */
    String shortState(Handover h) {
        return h.missedOn() == null
                ? h.stateLabel()
                : "%s – verpasst seit %s".formatted(h.stateLabel(), BusinessCalendar.german(h.missedOn()));
    }

    private String receiverLabel(Handover h) {
        String code = h.receiverOffice();
        return code == null ? "–" : directory.office(code).map(Office::label).orElse(code);
    }

    private String note(Handover h, HandoverAction action) {
        return handovers
                .lastEvent(h.id(), action)
                .filter(e -> e.note() != null)
                .map(e -> ". " + quoted(e.note()))
                .orElse("");
    }

    private static String quoted(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : "„" + Markdown.escape(text) + "“";
    }

    private static String shortVersion(@org.jspecify.annotations.Nullable String version) {
        return version == null ? "" : " (Regelstand %s)".formatted(version.substring(0, Math.min(8, version.length())));
    }
}
