package org.kimlotse.takeover;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Households;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.goals.AgreedReferral;
import org.kimlotse.handover.SystemIncident;
import org.kimlotse.handover.SystemIncidents;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.ClusterLocks;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks the rows of uploaded files and takes over those of confirmed ones, a page in one transaction, on one node of the
 * cluster. The rows are the truth: after a restart it goes on with those that still wait. What could not be taken over is
 * somebody's task.
 */
@Component
public class TakeoverWork {

    private static final Logger LOG = LoggerFactory.getLogger(TakeoverWork.class);
    private static final Duration LOCK = Duration.ofMinutes(5);

    /** Other openings wait for a page to end: opening a case takes the year's number. */
    private static final int PAGE = 20;

    /** Rows checked in one transaction; it waits for nobody and keeps nobody waiting. */
    private static final int CHECKED_AT_ONCE = 100;

    private final TakeoverStore store;
    private final RowChecks checks;
    private final CaseOpening opening;
    private final Households households;
    private final Assessment assessment;
    private final SystemIncidents incidents;
    private final ClusterLocks locks;
    private final Actors actors;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Duration kept;

    TakeoverWork(
            TakeoverStore store,
            RowChecks checks,
            CaseOpening opening,
            Households households,
            Assessment assessment,
            SystemIncidents incidents,
            ClusterLocks locks,
            Actors actors,
            Clock clock,
            PlatformTransactionManager transactions,
            @Value("${lotse.takeover.kept:PT24H}") Duration kept) {
        this.store = store;
        this.checks = checks;
        this.opening = opening;
        this.households = households;
        this.assessment = assessment;
        this.incidents = incidents;
        this.locks = locks;
        this.actors = actors;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.kept = kept;
    }

    @Scheduled(fixedDelayString = "${lotse.takeover.look-every:PT3S}")
    void tick() {
        if (!store.checking().isEmpty()) {
            locks.alone("takeover-check", LOCK, () -> check(() -> locks.keep(LOCK)));
        }
        if (!store.running().isEmpty()) {
            locks.alone("takeover", LOCK, this::runOrTell);
        }
    }

    @Scheduled(fixedDelayString = "${lotse.takeover.forget-every:PT15M}")
    void tidy() {
        locks.alone("takeover-forget", LOCK, this::forget);
    }

    /** Checks whatever was uploaded. Outside a transaction. */
    public void check() {
        check(() -> {});
    }

    void check(Runnable afterPage) {
        for (TakeoverFile file : store.checking()) {
            List<TakeoverStore.Row> all = store.rows(file.id(), EnumSet.allOf(RowState.class), 0, Integer.MAX_VALUE);
            RowChecks.Session session = checks.session(
                    file.uploadedBy(), all.stream().map(this::place).toList());
            List<TakeoverStore.Row> page = new ArrayList<>();
            for (TakeoverStore.Row row : all) {
                if (row.state() != RowState.READ) {
                    store.content(row).ifPresent(c -> session.checkedBefore(row.number(), row.kind(), row.state(), c));
                    continue;
                }
                page.add(row);
                if (page.size() == CHECKED_AT_ONCE) {
                    check(file, session, page);
                    page.clear();
                    afterPage.run();
                }
            }
            check(file, session, page);
            store.allChecked(file.id());
        }
    }

    private RowChecks.Place place(TakeoverStore.Row row) {
        return row.state() == RowState.READ
                ? RowChecks.place(row.number(), store.raw(row))
                : store.content(row)
                        .map(c -> new RowChecks.Place(row.number(), row.kind(), c.municipality(), c.oldReference()))
                        .orElseGet(() -> new RowChecks.Place(row.number(), row.kind(), "", ""));
    }

    private void check(TakeoverFile file, RowChecks.Session session, List<TakeoverStore.Row> page) {
        List<RowChecks.Checked> found = page.stream()
                .map(row -> session.check(row.number(), store.raw(row)))
                .toList();
        transaction.executeWithoutResult(t -> store.checked(file.id(), found));
    }

    /** Takes over whatever waits. Outside a transaction. */
    public void run() {
        run(() -> {});
    }

    private void runOrTell() {
        try {
            run(() -> locks.keep(LOCK));
        } catch (RuntimeException e) {
            LOG.error(
                    "The takeover stopped and goes on by itself: {}",
                    e.getClass().getName());
            incidents.report(
                    SystemIncident.Kind.TAKEOVER_INCOMPLETE,
                    "takeover",
                    null,
                    "Eine Übernahme laufender Fälle ist unterbrochen; Lotse versucht von selbst, weiterzumachen.");
        }
    }

    void run(Runnable afterPage) {
        for (TakeoverFile file : store.running()) {
            List<TakeoverStore.Row> page = store.waiting(file.id(), PAGE);
            while (!page.isEmpty()) {
                takeOver(file, page);
                afterPage.run();
                page = store.waiting(file.id(), PAGE);
            }
            tellWhatIsMissing(file);
            store.done(file.id(), clock.instant());
        }
    }

    /** Deletes what nobody confirmed for a day, and what was through a day ago. */
    @Transactional
    public int forget() {
        List<UUID> old = store.old(clock.instant().minus(kept));
        old.forEach(store::delete);
        return old.size();
    }

    private void takeOver(TakeoverFile file, List<TakeoverStore.Row> page) {
        try {
            transaction.executeWithoutResult(t -> page.forEach(row -> takeOver(file, row)));
        } catch (RuntimeException oneOfThem) {
            page.forEach(row -> takeOverAlone(file, row));
        }
    }

    private void takeOverAlone(TakeoverFile file, TakeoverStore.Row row) {
        try {
            transaction.executeWithoutResult(t -> takeOver(file, row));
        } catch (RuntimeException e) {
            if (!(e instanceof Refused)) {
                // What a database says of a row may quote it: only where it broke is logged.
                LOG.error(
                        "Row {} of {} could not be taken over: {} {}",
                        row.number(),
                        file.id(),
                        e.getClass().getName(),
                        Arrays.stream(e.getStackTrace())
                                .filter(frame -> frame.getClassName().startsWith("org.kimlotse"))
                                .limit(4)
                                .toList());
            }
            String why = e instanceof Refused
                    ? Objects.requireNonNullElse(e.getMessage(), "")
                    : "Lotse konnte diese Zeile nicht übernehmen. Bitte nennen Sie Ihrer Administration Datum und Uhrzeit.";
            transaction.executeWithoutResult(t -> store.lockWaiting(file.id(), row.number())
                    .ifPresent(waiting -> store.settle(
                            waiting,
                            RowState.FAILED,
                            null,
                            readable(waiting)
                                    .map(c -> c.with(new Finding(Finding.Kind.WRONG, "", why)))
                                    .orElse(null))));
        }
    }

    /** A row sealed under another key must not keep the others waiting. */
    private Optional<Content> readable(TakeoverStore.Row row) {
        try {
            return store.content(row);
        } catch (IllegalStateException doesNotOpen) {
            return Optional.empty();
        }
    }

    private void takeOver(TakeoverFile file, TakeoverStore.Row seen) {
        Optional<TakeoverStore.Row> waiting = store.lockWaiting(file.id(), seen.number());
        if (waiting.isEmpty()) {
            return;
        }
        TakeoverStore.Row row = waiting.get();
        Content content = store.content(row).orElseThrow();
        Municipality municipality = Municipality.valueOf(content.municipality());
        String key = RowChecks.key(content.oldReference());
        Optional<CaseId> known = store.caseOf(municipality, key);
        if (row.kind() != RowKind.CASE) {
            belonging(file, row, content, known);
            return;
        }
        if (known.isPresent()) {
            store.settle(row, RowState.KNOWN, known.get(), null);
            return;
        }
        LocalDate born = LocalDate.parse(Objects.requireNonNull(content.birthDate()));
        if (row.state() == RowState.WAITING) {
            List<Opening.Duplicate> alike = opening.lookAlikes(
                    content.givenName(),
                    content.familyName(),
                    born,
                    content.birthDateUncertain(),
                    Set.of(municipality.team()));
            if (!alike.isEmpty()) {
                store.settle(
                        row,
                        RowState.HELD,
                        RowChecks.first(alike).caseId(),
                        content.with(RowChecks.alike(
                                alike, "laden Sie die Tabelle noch einmal hoch und wählen Sie die Zeile aus.")));
                return;
            }
        }
        Opening opened = opening.open(new NewCase(
                "takeover-" + UUID.nameUUIDFromBytes((municipality + "|" + key).getBytes(StandardCharsets.UTF_8)),
                content.givenName(),
                content.familyName(),
                born,
                content.birthDateUncertain(),
                municipality.name(),
                content.language(),
                content.interpreterNeeded(),
                content.phone(),
                content.caseManager(),
                true));
        CaseId caseId = ((Opening.Opened) opened).caseId();
        Map<StatusFact, String> facts = new EnumMap<>(StatusFact.class);
        content.facts().forEach((fact, value) -> StatusFact.ofKey(fact).ifPresent(f -> facts.put(f, value)));
        assessment.record(caseId, facts, "takeover");
        store.insert(new TakenOver(
                caseId,
                municipality,
                content.oldReference(),
                LocalDate.parse(Objects.requireNonNull(content.runningSince())),
                Objects.requireNonNull(content.phase()),
                clock.instant(),
                file.uploadedBy()));
        store.settle(row, RowState.TAKEN, caseId, null);
    }

    /** What belongs to a case; cases come first, so one that is not there now was not taken over. */
    private void belonging(TakeoverFile file, TakeoverStore.Row row, Content content, Optional<CaseId> caseOfTheRow) {
        if (caseOfTheRow.isEmpty()) {
            store.settle(
                    row,
                    RowState.HELD,
                    null,
                    content.with(new Finding(
                            Finding.Kind.WRONG,
                            "",
                            "Der Fall dazu ist nicht übernommen. Ist er da, laden Sie die Tabelle noch einmal hoch.")));
            return;
        }
        CaseId caseId = caseOfTheRow.get();
        if (row.kind() == RowKind.PERSON) {
            LocalDate born = content.birthDate() == null ? null : LocalDate.parse(content.birthDate());
            if (households
                    .find(caseId, content.givenName(), content.familyName(), born)
                    .isPresent()) {
                store.settle(row, RowState.KNOWN, caseId, null);
                return;
            }
            households.add(caseId, content.givenName(), content.familyName(), born, content.birthDateUncertain());
        } else {
            RunningReferral referral = referral(caseId, content);
            if (store.referrals(caseId).stream().anyMatch(r -> r.kind() == referral.kind())) {
                store.settle(row, RowState.KNOWN, caseId, null);
                return;
            }
            store.insert(referral, clock.instant(), file.uploadedBy());
        }
        store.settle(row, RowState.TAKEN, caseId, null);
    }

    private static RunningReferral referral(CaseId caseId, Content content) {
        Map<String, String> told = content.told();
        String next = told.getOrDefault(Column.REFERRAL_NEXT, "");
        return new RunningReferral(
                UUID.randomUUID(),
                caseId,
                AgreedReferral.valueOf(told.getOrDefault(Column.REFERRAL, "")),
                LocalDate.parse(told.getOrDefault(Column.REFERRAL_SINCE, "")),
                told.getOrDefault(Column.REFERRAL_WHERE, ""),
                told.getOrDefault(Column.REFERRAL_STANDING, ""),
                next.isEmpty() ? null : LocalDate.parse(next));
    }

    /** Half taken over is never silent: the team gets a task. */
    private void tellWhatIsMissing(TakeoverFile file) {
        store.countByPlace(file.id(), EnumSet.of(RowState.HELD, RowState.FAILED))
                .forEach((municipality, rows) -> incidents.report(
                        SystemIncident.Kind.TAKEOVER_INCOMPLETE,
                        file.id() + " " + municipality.code(),
                        null,
                        "Aus der Datei, die %s am %s hochgeladen hat, %s für %s nicht übernommen. Was fehlt, steht unter „Fälle“, „Laufende Fälle übernehmen“."
                                .formatted(
                                        actors.displayName(file.uploadedBy()),
                                        GermanDates.time(file.uploadedAt()),
                                        rows == 1 ? "wurde 1 Zeile" : "wurden " + rows + " Zeilen",
                                        municipality.label()),
                        municipality.team()));
    }
}
