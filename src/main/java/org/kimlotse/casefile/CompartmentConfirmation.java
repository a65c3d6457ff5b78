package org.kimlotse.casefile;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Coordination looks at a case that changed hands without its manager, before the health compartment opens. */
@Service
public class CompartmentConfirmation {

    private static final int LONGEST = 2_000;

    private final CompartmentLocks locks;
    private final Cases cases;
    private final Actors actors;
    private final Clock clock;

    CompartmentConfirmation(CompartmentLocks locks, Cases cases, Actors actors, Clock clock) {
        this.locks = locks;
        this.cases = cases;
        this.actors = actors;
        this.clock = clock;
    }

    /** The reason that was given for the change of hands; empty if the case is gone. */
    public String reason(CompartmentLock lock) {
        return cases.history(lock.caseId()).stream()
                .filter(entry ->
                        entry.kind() == CaseHistory.Kind.MOVED && !entry.at().isAfter(lock.at()))
                .reduce((earlier, later) -> later)
                .map(CaseHistory::reason)
                .orElse("");
    }

    /** Who runs the case now. */
    public String successor(CaseId caseId) {
        return cases.get(caseId).caseManager();
    }

    /**
     * What speaks against the acting user's word.
     *
     * @return German sentence, empty if nothing does
     */
    public String objection(UUID id) {
        CompartmentLock lock = locks.find(id).orElseThrow();
        String me = actors.currentId();
        return me.equals(lock.movedBy()) || me.equals(successor(lock.caseId()))
                ? "Wer einen Fall selbst übernommen oder weitergegeben hat, bestätigt das nicht. Bitte geben Sie die Aufgabe weiter."
                : "";
    }

    /**
     * @param note may be empty if confirmed
     * @throws Refused in German
     */
    @Transactional
    public void decide(UUID id, boolean confirmed, String note) {
        String objection = objection(id);
        if (!objection.isEmpty()) {
            throw new Refused(objection);
        }
        String why = Texts.clean(note);
        if (!confirmed && why.isEmpty()) {
            throw new Refused(
                    List.of(new Refused.Problem("note", "Bitte schreiben Sie, warum der Bereich zu bleibt.")));
        }
        if (Texts.length(why) > LONGEST) {
            throw new Refused(List.of(new Refused.Problem("note", "Der Text ist zu lang (höchstens 2.000 Zeichen).")));
        }
        locks.decide(
                id,
                confirmed ? CompartmentLock.Verdict.CONFIRMED : CompartmentLock.Verdict.REFUSED,
                why,
                actors.currentId(),
                clock.instant());
    }
}
