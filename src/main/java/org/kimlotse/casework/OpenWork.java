package org.kimlotse.casework;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.engine.Workflows;
import org.kimlotse.handover.Confidentiality;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.referral.ShownReferrals;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.GermanDates;
import org.springframework.stereotype.Service;

/** What keeps a case from being closed: handovers without an end, paper nobody posted, referrals and a change of benefit law that are still running. */
@Service
public class OpenWork {

    private static final Comparator<Handover> MOST_PRESSING_FIRST = Comparator.comparing(Handover::missed)
            .reversed()
            .thenComparing(Handover::dueOn, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Handover::hop);

    private final Handovers handovers;
    private final Directory directory;
    private final Workflows workflows;
    private final ShownReferrals shownReferrals;
    private final Confidentiality confidentiality;
    private final Crises crises;
    private final CaseChanges changes;
    private final Outbox outbox;

    OpenWork(
            Handovers handovers,
            Directory directory,
            Workflows workflows,
            ShownReferrals shownReferrals,
            Confidentiality confidentiality,
            Crises crises,
            CaseChanges changes,
            Outbox outbox) {
        this.outbox = outbox;
        this.changes = changes;
        this.handovers = handovers;
        this.directory = directory;
        this.shownReferrals = shownReferrals;
        this.confidentiality = confidentiality;
        this.crises = crises;
        this.workflows = workflows;
    }

    /** One German line for each thing that is still open and that the acting user may know of. */
    public List<String> of(CaseId caseId) {
        List<String> lines = new ArrayList<>();
        confidentiality.shown(handovers.openOf(caseId)).stream()
                .sorted(MOST_PRESSING_FIRST)
                .map(this::line)
                .forEach(lines::add);
        if (workflows.isRunning("transition-asylblg-sgb2", caseId.number())) {
            lines.add("Der Rechtskreiswechsel ist noch nicht abgeschlossen (Aufgabe „Übergang abschließen“).");
        }
        shownReferrals
                .openOf(caseId)
                .forEach(referral -> lines.add("Die Vermittlung „%s“ läuft noch, eröffnet am %s."
                        .formatted(
                                referral.kind().label(),
                                BusinessCalendar.german(BusinessCalendar.dayOf(referral.openedAt())))));
        for (Letter letter : outbox.ofCase(caseId)) {
            if (letter.state() == Letter.State.READY_TO_PRINT) {
                handovers
                        .about(letter)
                        .filter(confidentiality::open)
                        .ifPresent(about -> lines.add(line(letter, about)));
            }
        }
        // Whoever closes a case has looked at the whole of it.
        changes.shownOpen(caseId).stream()
                .filter(change -> change.kind() != CaseChange.Kind.PERIOD)
                .forEach(change -> lines.add("Es hat sich etwas geändert und ist noch zu prüfen%s."
                        .formatted(change.confidential() ? "" : ": " + change.sentence())));
        crises.open(caseId)
                .ifPresent(crisis -> lines.add("Der Fall ist angehalten (Aufgabe „%s“).".formatted(crisis.step())));
        return lines;
    }

    /** The same as the reason why the case cannot be closed, German; empty if nothing is open. */
    public Optional<String> obstacle(CaseId caseId) {
        List<String> open = of(caseId);
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of("Der Fall kann noch nicht abgeschlossen werden. Offen ist: %s%s"
                        .formatted(
                                String.join(" ", open),
                                handovers.openOf(caseId).isEmpty()
                                        ? ""
                                        : " Schließen Sie Übergaben ab oder nehmen Sie sie zurück."));
    }

    private static String line(Letter letter, Handover about) {
        return "Das Schreiben „%s“%s vom %s ist noch nicht verschickt (Aufgabe „Schreiben drucken und verschicken“)."
                .formatted(
                        letter.subject(),
                        about.confidential() ? "" : " an " + letter.recipient().addressee(),
                        GermanDates.day(letter.createdAt()));
    }

    private String line(Handover handover) {
        String office = handover.receiverOffice();
        String receiver = office == null || handover.confidential()
                ? ""
                : " an " + directory.office(office).map(Office::label).orElse(office);
        String due = handover.due()
                .map(day -> ", Frist " + BusinessCalendar.german(day))
                .orElse("");
        return "%s%s: %s%s%s"
                .formatted(
                        handover.title(),
                        receiver,
                        handover.stateLabel(),
                        due,
                        handover.missed() ? " – verpasst." : ".");
    }
}
