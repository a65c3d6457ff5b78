package org.kimlotse.casefile;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Coordination looks at a case that changed hands without its manager, before the health compartment opens. If it does not
 * open it, it settles who runs the case: back to its former manager, on to somebody else, or to the successor after all.
 */
@Service
public class CompartmentConfirmation {

    private static final int LONGEST = 2_000;

    private final CompartmentLocks locks;
    private final Cases cases;
    private final CaseMoving moving;
    private final Actors actors;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    CompartmentConfirmation(
            CompartmentLocks locks,
            Cases cases,
            CaseMoving moving,
            Actors actors,
            Clock clock,
            ApplicationEventPublisher events) {
        this.locks = locks;
        this.cases = cases;
        this.moving = moving;
        this.actors = actors;
        this.clock = clock;
        this.events = events;
    }

    /** Every change of hands since the compartment was last open, first to last: whom it went to, by whom and why. */
    public List<CaseHistory> moves(CompartmentLock lock) {
        List<CaseHistory> moved = cases.history(lock.caseId()).stream()
                .filter(entry -> entry.kind() == CaseHistory.Kind.MOVED)
                .toList();
        int first = 0;
        for (int n = 0; n < moved.size(); n++) {
            if (lock.former().equals(moved.get(n).fromCaseManager())) {
                first = n;
            }
        }
        return moved.subList(first, moved.size());
    }

    /** What coordination wrote when it refused one of these changes of hands before the case was given on again. */
    public List<String> refusals(CompartmentLock lock) {
        Instant since = moves(lock).get(0).at();
        return locks.of(lock.caseId()).stream()
                .filter(earlier -> earlier.verdict() == CompartmentLock.Verdict.SUPERSEDED
                        && !earlier.at().isBefore(since))
                .map(CompartmentLock::note)
                .flatMap(Stream::ofNullable)
                .toList();
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
        return me.equals(successor(lock.caseId())) || moves(lock).stream().anyMatch(move -> me.equals(move.by()))
                ? "Wer einen Fall selbst übernommen oder weitergegeben hat, bestätigt das nicht. Bitte geben Sie die Aufgabe weiter."
                : "";
    }

    /** Somebody coordination may give the case to. */
    public record Candidate(String userId, Municipality municipality) {}

    /** Whom coordination may give the case to: everybody in a team, but those it has just been taken from and itself. */
    public List<Candidate> candidates(UUID id) {
        CompartmentLock lock = locks.find(id).orElseThrow();
        Set<String> not = Set.of(lock.former(), actors.currentId());
        String now = successor(lock.caseId());
        return Arrays.stream(Municipality.values())
                .flatMap(place -> actors.membersOf(place.team()).stream().map(user -> new Candidate(user, place)))
                .filter(candidate ->
                        !not.contains(candidate.userId()) && !candidate.userId().equals(now))
                .toList();
    }

    /** The former manager, in the municipality of the case if they work there; empty if they are in no team any more. */
    public Optional<Candidate> former(UUID id) {
        CompartmentLock lock = locks.find(id).orElseThrow();
        Municipality here = cases.get(lock.caseId()).municipality();
        return Stream.concat(Stream.of(here), Arrays.stream(Municipality.values()))
                .filter(place -> actors.membersOf(place.team()).contains(lock.former()))
                .map(place -> new Candidate(lock.former(), place))
                .findFirst();
    }

    /**
     * @param note may be empty if confirmed
     * @throws Refused in German
     */
    @Transactional
    public void decide(UUID id, boolean confirmed, String note) {
        requireIndependent(id);
        String why = checked(note, !confirmed, "Bitte schreiben Sie, warum der Bereich zu bleibt.");
        CompartmentLock lock = stillShut(id);
        locks.decide(
                lock,
                confirmed ? CompartmentLock.Verdict.CONFIRMED : CompartmentLock.Verdict.REFUSED,
                why,
                actors.currentId(),
                clock.instant());
        cases.record(new CaseHistory(
                Persons.newId(),
                lock.caseId(),
                confirmed ? CaseHistory.Kind.COMPARTMENT_OPENED : CaseHistory.Kind.COMPARTMENT_SHUT,
                null,
                null,
                lock.former(),
                successor(lock.caseId()),
                why,
                clock.instant(),
                actors.currentId()));
        if (confirmed) {
            events.publishEvent(new CompartmentOpened(lock.caseId()));
        }
    }

    /**
     * After a refusal: the case goes to somebody for whom the compartment is open then.
     *
     * @throws Refused in German
     */
    @Transactional
    public void give(UUID id, Candidate to, String note) {
        requireIndependent(id);
        String why = checked(note, true, "Bitte schreiben Sie, warum der Fall zu dieser Person geht.");
        if (!former(id).equals(Optional.of(to)) && !candidates(id).contains(to)) {
            throw new Refused("Diese Person kann den Fall nicht bekommen. Bitte wählen Sie jemand anderen.");
        }
        moving.settle(stillShut(id), to.municipality(), to.userId(), why);
    }

    /** Nobody gives the case on between the look at the lock and the word about it. */
    private CompartmentLock stillShut(UUID id) {
        cases.lockOpen(locks.find(id).orElseThrow().caseId());
        return locks.find(id)
                .filter(CompartmentLock::shut)
                .orElseThrow(() -> new Refused(
                        "Der Fall ist inzwischen weitergegeben worden. Bitte laden Sie die Aufgabenliste neu."));
    }

    private void requireIndependent(UUID id) {
        String objection = objection(id);
        if (!objection.isEmpty()) {
            throw new Refused(objection);
        }
    }

    private static String checked(String note, boolean required, String missing) {
        String why = Texts.clean(note);
        if (required && why.isEmpty()) {
            throw new Refused(List.of(new Refused.Problem("note", missing)));
        }
        if (Texts.length(why) > LONGEST) {
            throw new Refused(List.of(new Refused.Problem("note", "Der Text ist zu lang (höchstens 2.000 Zeichen).")));
        }
        return why;
    }
}
