package org.kimlotse.casefile;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Closes and reopens cases. What still runs for the case ends by {@link CaseClosed}. */
@Service
public class CaseClosing {

    /** The same for every case: that something hidden is still open would tell. */
    public static final String ONLY_THE_MANAGER =
            "Abschließen kann einen Fall nur, wer ihn führt: Nur dort ist alles zu sehen, was noch offen ist. Ist das nicht abzuwarten, geben Sie den Fall zuerst weiter („Fall abgeben“).";

    private final Cases cases;
    private final CaseAccess access;
    private final Compartment compartment;
    private final Actors actors;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Period retention;

    CaseClosing(
            Cases cases,
            CaseAccess access,
            Compartment compartment,
            Actors actors,
            Clock clock,
            ApplicationEventPublisher events,
            @Value("${lotse.retention.closed-case:P12M}") Period retention) {
        this.cases = cases;
        this.access = access;
        this.compartment = compartment;
        this.actors = actors;
        this.clock = clock;
        this.events = events;
        this.retention = retention;
    }

    /**
     * For a person who closes a case by hand.
     *
     * @param expectedVersion the version of the case the user saw
     * @throws Refused in German
     */
    @Transactional
    public void close(CaseId id, Case.ClosingReason reason, String note, int expectedVersion) {
        access.requireVisible(id);
        compartment.requireOpen(id, ONLY_THE_MANAGER);
        Case file = cases.lockOpen(id);
        CaseAccess.refuseIfStale(file, expectedVersion);
        close(file, reason, Texts.clean(note), false);
    }

    /** For the last step of a process. Does nothing if the case is closed already: a step may run twice. */
    @Transactional
    public void closeByProcess(CaseId id, Case.ClosingReason reason) {
        Case file = cases.lock(id);
        if (file.open()) {
            close(file, reason, "", true);
        }
    }

    /** @throws Refused in German */
    @Transactional
    public void reopen(CaseId id, String reason, int expectedVersion) {
        access.requireVisible(id);
        Case file = cases.lock(id);
        CaseAccess.refuseIfStale(file, expectedVersion);
        if (file.open()) {
            throw new Refused("Der Fall %s ist schon offen.".formatted(id));
        }
        String cleaned = Texts.clean(reason);
        CaseAccess.requireReason(cleaned, "Bitte schreiben Sie kurz, warum der Fall wieder geöffnet wird.");
        Instant now = clock.instant();
        cases.reopen(id);
        record(file, CaseHistory.Kind.REOPENED, cleaned, now);
        events.publishEvent(new CaseReopened(id, file.municipality(), file.team(), file.caseManager(), now));
    }

    /** The day from which the content of a case closed today may be deleted. */
    public LocalDate deletionIfClosedToday() {
        return BusinessCalendar.today(clock).plus(retention);
    }

    private void close(Case file, Case.ClosingReason reason, String note, boolean byProcess) {
        CaseAccess.refuseIfTooLong(note);
        Instant now = clock.instant();
        cases.close(file.id(), now, actors.currentId(), reason, deletionIfClosedToday());
        record(file, CaseHistory.Kind.CLOSED, note.isEmpty() ? reason.label() : reason.label() + ": " + note, now);
        events.publishEvent(new CaseClosed(file.id(), reason, byProcess, now));
    }

    private void record(Case file, CaseHistory.Kind kind, String reason, Instant now) {
        cases.record(new CaseHistory(
                Persons.newId(),
                file.id(),
                kind,
                file.municipality(),
                file.municipality(),
                file.caseManager(),
                file.caseManager(),
                reason,
                now,
                actors.currentId()));
    }
}
