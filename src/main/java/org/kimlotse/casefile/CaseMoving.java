package org.kimlotse.casefile;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives a case to another municipality or colleague. The old team loses sight with the commit. */
@Service
public class CaseMoving {

    /**
     * @param caseManager user id, or null if the team has only one member
     * @param expectedVersion the version of the case the user saw, so that of two people moving it one wins
     */
    public record Order(Municipality municipality, @Nullable String caseManager, String reason, int expectedVersion) {}

    private final Cases cases;
    private final CompartmentLocks locks;
    private final CaseAccess access;
    private final Actors actors;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    CaseMoving(
            Cases cases,
            CompartmentLocks locks,
            CaseAccess access,
            Actors actors,
            Clock clock,
            ApplicationEventPublisher events) {
        this.cases = cases;
        this.locks = locks;
        this.access = access;
        this.actors = actors;
        this.clock = clock;
        this.events = events;
    }

    /** @throws Refused in German */
    @Transactional
    public void move(CaseId id, Order order) {
        access.requireVisible(id);
        Case file = cases.lockOpen(id);
        CaseAccess.refuseIfStale(file, order.expectedVersion());
        String reason = Texts.clean(order.reason());
        CaseAccess.requireReason(reason, "Bitte schreiben Sie kurz, warum der Fall abgegeben wird.");
        String successor = successor(order);
        if (file.municipality() == order.municipality() && file.caseManager().equals(successor)) {
            throw new Refused("Der Fall liegt schon bei %s in %s."
                    .formatted(
                            actors.displayName(successor), order.municipality().label()));
        }
        Instant now = clock.instant();
        give(file, order.municipality(), successor, reason, now);
        shutOrOpen(file, successor, now);
        tell(file, order.municipality(), successor, now);
    }

    /** Coordination settles who runs a case whose compartment it has left shut; for them it is open. */
    void settle(CompartmentLock lock, Municipality municipality, String successor, String reason) {
        Case file = cases.lockOpen(lock.caseId());
        Instant now = clock.instant();
        give(file, municipality, successor, reason, now);
        locks.decide(
                lock,
                successor.equals(lock.former()) ? CompartmentLock.Verdict.RETURNED : CompartmentLock.Verdict.SETTLED,
                reason,
                actors.currentId(),
                now);
        tell(file, municipality, successor, now);
    }

    private void give(Case file, Municipality municipality, String successor, String reason, Instant now) {
        cases.move(file.id(), municipality, successor);
        cases.record(new CaseHistory(
                Persons.newId(),
                file.id(),
                CaseHistory.Kind.MOVED,
                file.municipality(),
                municipality,
                file.caseManager(),
                successor,
                reason,
                now,
                actors.currentId()));
    }

    /** Once it is known whether the compartment is open for the successor: their tasks depend on it. */
    private void tell(Case before, Municipality municipality, String successor, Instant now) {
        events.publishEvent(new CaseMoved(
                before.id(),
                before.municipality(),
                municipality,
                before.team(),
                municipality.team(),
                before.caseManager(),
                successor,
                now));
    }

    /**
     * Who runs a case passes on the health compartment with it. Anybody else of the team may give the case away, when a colleague
     * is ill, but the compartment stays shut until coordination has looked at it; otherwise whoever wanted to read gave the
     * case to themselves.
     */
    private void shutOrOpen(Case before, String successor, Instant now) {
        String by = actors.current().map(Actors.Actor::id).orElse(before.caseManager());
        CompartmentLock lock = locks.shutting(before.id()).orElse(null);
        String former = before.caseManager();
        if (lock != null) {
            former = lock.former();
            boolean back = former.equals(successor);
            // A word given for one person must not open the compartment for the next: what was asked is asked anew.
            over(lock, back ? CompartmentLock.Verdict.RETURNED : CompartmentLock.Verdict.SUPERSEDED, now);
            if (back) {
                return;
            }
        } else if (by.equals(former)) {
            return;
        }
        CompartmentLock next = new CompartmentLock(Persons.newId(), before.id(), former, by, now, null, null, null);
        locks.shut(next);
        events.publishEvent(new CompartmentShut(before.id(), next.id()));
    }

    private void over(CompartmentLock lock, CompartmentLock.Verdict verdict, Instant now) {
        locks.decide(lock, verdict, "", null, now);
        events.publishEvent(new CompartmentLockOver(lock.caseId(), lock.id()));
    }

    private String successor(Order order) {
        List<String> team = actors.membersOf(order.municipality().team());
        if (team.isEmpty()) {
            throw new Refused(List.of(new Refused.Problem(
                    "municipality",
                    "In %s arbeitet noch niemand mit Lotse. Bitte wenden Sie sich an die Koordination."
                            .formatted(order.municipality().label()))));
        }
        String named = order.caseManager();
        if (named == null || named.isBlank()) {
            if (team.size() > 1) {
                throw new Refused(
                        List.of(new Refused.Problem("caseManager", "Bitte wählen Sie, wer den Fall übernimmt.")));
            }
            return team.get(0);
        }
        if (!team.contains(named)) {
            throw new Refused(List.of(new Refused.Problem(
                    "caseManager",
                    "Diese Person gehört nicht zum Team %s."
                            .formatted(order.municipality().label()))));
        }
        return Objects.requireNonNull(named);
    }
}
