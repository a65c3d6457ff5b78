package org.kimlotse.referral;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseHistory;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.CompartmentConfirmation;
import org.kimlotse.casefile.CompartmentLock;
import org.kimlotse.casefile.CompartmentLocks;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.GermanDates;
import org.springframework.stereotype.Component;

/**
 * Why the confidential area of a case is shut though somebody runs the case: what happened, who decides until when, and what
 * the reader can do. The same words whether or not there is anything inside.
 */
@Component
public class CompartmentStanding {

    private final CompartmentLocks locks;
    private final CompartmentConfirmation confirmation;
    private final CompartmentReviews reviews;
    private final Cases cases;
    private final Actors actors;

    CompartmentStanding(
            CompartmentLocks locks,
            CompartmentConfirmation confirmation,
            CompartmentReviews reviews,
            Cases cases,
            Actors actors) {
        this.locks = locks;
        this.confirmation = confirmation;
        this.reviews = reviews;
        this.cases = cases;
        this.actors = actors;
    }

    /** Whom one can ask about the case: who ran it last with the compartment open. Only while it is shut. */
    public String former(CaseId caseId) {
        return locks.shutting(caseId)
                .map(lock -> actors.displayName(lock.former()))
                .orElse("");
    }

    /** German paragraphs for the acting user; empty if no change of hands waits for coordination. */
    public List<String> of(CaseId caseId) {
        return locks.shutting(caseId).map(lock -> text(lock, cases.get(caseId))).orElse(List.of());
    }

    private List<String> text(CompartmentLock lock, Case file) {
        String me = actors.currentId();
        boolean runsIt = me.equals(file.caseManager());
        boolean ranIt = me.equals(lock.former());
        String former = actors.displayName(lock.former());
        String successor = actors.displayName(file.caseManager());
        CaseHistory first = confirmation.moves(lock).get(0);
        List<String> parts = new ArrayList<>();
        parts.add("Der vertrauliche Bereich ist %s zu. Den Fall %s am %s weitergegeben, nicht %s."
                .formatted(
                        runsIt ? "für Sie noch" : "zurzeit für alle",
                        me.equals(first.by()) ? "haben Sie selbst" : "hat " + actors.displayName(first.by()),
                        GermanDates.time(first.at()),
                        ranIt ? "Sie, die ihn bis dahin geführt haben" : former + ", bis dahin Fallmanagement"));
        parts.add(decision(lock, runsIt ? "Sie" : successor, runsIt || ranIt));
        if (runsIt) {
            parts.add(
                    "Vertrauliche Aufgaben, falls es welche gibt, warten seitdem und liegen bei niemandem. Alles andere in diesem Fall liegt bei Ihnen.");
        }
        parts.add("Das können Sie tun: "
                + (runsIt
                        ? "bei der Koordination oder bei %s nachfragen; oder den Fall an %s zurückgeben („Fall abgeben“), dann ist der Bereich dort sofort wieder offen."
                                .formatted(former, former)
                        : ranIt
                                ? "der Koordination sagen, ob %s den Fall führen soll; oder ihn wieder übernehmen („Fall abgeben“, an sich selbst), dann ist der Bereich für Sie sofort wieder offen."
                                        .formatted(successor)
                                : coordinates()
                                        ? "die Aufgabe öffnen und entscheiden; wer den Fall selbst weitergegeben hat oder führt, lässt das jemand anderen tun."
                                        : "nichts, es liegt bei der Koordination. Fragen zum Fall beantwortet %s, zu Vertraulichem %s."
                                                .formatted(successor, former))
                + " Eilt es, öffnen Sie den vertraulichen Bereich mit einer Begründung.");
        return parts;
    }

    private boolean coordinates() {
        return actors.current()
                .filter(actor -> actor.in(HealthAccesses.COORDINATION))
                .isPresent();
    }

    private String decision(CompartmentLock lock, String forWhom, boolean mayReadWhy) {
        String due = reviews.due(lock)
                .map(day -> ", zu erledigen bis " + GermanDates.day(day))
                .orElse("");
        Instant decided = lock.decidedAt();
        if (lock.verdict() == null || decided == null) {
            return "Ob der Bereich für %s aufgeht, entscheidet die Koordination (Aufgabe „Übernahme bestätigen“%s)."
                    .formatted(forWhom, due);
        }
        return "Die Koordination hat am %s entschieden, dass er für %s zu bleibt%s Jetzt klärt sie, wer den Fall führt (Aufgabe „Nachfolge klären“%s); für diese Person geht er auf."
                .formatted(
                        GermanDates.time(decided),
                        forWhom,
                        mayReadWhy ? quoted(Objects.requireNonNullElse(lock.note(), "")) : ".",
                        due);
    }

    private static String quoted(String note) {
        return ": „" + note + (note.matches("(?s).*[.!?]") ? "“" : "“.");
    }
}
