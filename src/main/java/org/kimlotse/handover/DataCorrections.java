package org.kimlotse.handover;

import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.instantOrNull;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.BenefitLawDecided;
import org.kimlotse.casefile.FactReplaced;
import org.kimlotse.casefile.Facts;
import org.kimlotse.casefile.PersonCorrected;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.shared.CaseId;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Whoever was given a wrong fact is told (Art. 19 DSGVO). The right value goes along where the sending would still be allowed; else
 * the office learns only that the old one is not right, and so does an office that has nothing to do with it any more, because it
 * declined, or it was taken back, or given to another. What was derived from facts is told anew when it changed. What was shared
 * stays on record as it was shared.
 */
@Repository
class DataCorrections {

    private static final String HEALTH = "HEALTH";

    private final JdbcClient jdbc;
    private final Handovers handovers;
    private final HandoverManagement management;
    private final DataPackages packages;
    private final Facts facts;
    private final HandoverLetters letters;
    private final Directory directory;
    private final HandoverLetterBook book;
    private final Outbox outbox;
    private final Clock clock;

    DataCorrections(
            JdbcClient jdbc,
            Handovers handovers,
            HandoverManagement management,
            DataPackages packages,
            Facts facts,
            HandoverLetters letters,
            Directory directory,
            HandoverLetterBook book,
            Outbox outbox,
            Clock clock) {
        this.jdbc = jdbc;
        this.handovers = handovers;
        this.management = management;
        this.packages = packages;
        this.facts = facts;
        this.letters = letters;
        this.directory = directory;
        this.book = book;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The last word on each field of the last sending, by key. */
    Map<String, DataCorrection> of(Handover handover) {
        return of(handover, handover.attempt());
    }

    private Map<String, DataCorrection> of(Handover handover, int attempt) {
        Map<String, DataCorrection> byKey = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select * from handover_data_corrections where handover_id = :id and attempt = :attempt
                        order by corrected_at
                        """)
                .param("id", handover.id().value())
                .param("attempt", attempt)
                .query((row, n) -> new DataCorrection(
                        row.getInt("attempt"),
                        row.getString("field_key"),
                        row.getString("label"),
                        row.getString("new_value"),
                        row.getBoolean("withheld"),
                        instant(row, "corrected_at"),
                        instantOrNull(row, "told_at")))
                .list()
                .forEach(correction -> byKey.put(correction.fieldKey(), correction));
        return byKey;
    }

    @EventListener
    void on(FactReplaced replaced) {
        note(replaced.caseId(), Set.of(replaced.kind()));
    }

    @EventListener
    void on(PersonCorrected corrected) {
        note(corrected.caseId(), corrected.changed());
    }

    /** One letter for all that was corrected at once. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void tell(FactReplaced replaced) {
        tell(replaced.caseId());
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void tell(PersonCorrected corrected) {
        tell(corrected.caseId());
    }

    /** The law was asked again with what is right now: what an office was told of it may be another. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void tell(BenefitLawDecided decided) {
        tell(decided.caseId());
    }

    /**
     * A sending whose data an office has.
     *
     * @param hasStep whether it still has to do with it, or had to the end
     */
    private record Holding(int attempt, String office, boolean hasStep) {}

    private List<Holding> holdings(Handover handover) {
        List<Holding> all = new ArrayList<>();
        boolean given = handover.transferGround() != null;
        handovers.earlierReceivers(handover.id()).stream()
                // Who was sent it once more has it right.
                .filter(earlier -> !(given && earlier.office().equals(handover.receiverOffice())))
                .filter(earlier -> earlier.answered() || reached(handover, earlier.office()))
                .forEach(earlier -> all.add(new Holding(earlier.attempt(), earlier.office(), false)));
        if (handover.withReceiver()) {
            all.add(new Holding(handover.attempt(), handover.requireReceiver(), true));
        } else if (given
                && (handover.acknowledgedAt() != null
                        || handover.declinedAt() != null
                        || reached(handover, handover.requireReceiver()))) {
            all.add(new Holding(handover.attempt(), handover.requireReceiver(), false));
        }
        return all;
    }

    /** What was taken off the pile before anybody posted it never left the house. */
    private boolean reached(Handover handover, String office) {
        return outbox.about(handover.id().toString()).stream()
                .filter(letter -> letter.templateKey().equals("handover-sent")
                        && letter.recipient().office().filter(office::equals).isPresent())
                .anyMatch(letter -> letter.channel() != Letter.Channel.PAPER
                        || letter.posted().isPresent());
    }

    private void note(CaseId caseId, Set<String> keys) {
        for (Handover handover : handovers.ofCase(caseId)) {
            holdings(handover).forEach(holding -> note(handover, holding, keys));
        }
    }

    private void note(Handover handover, Holding holding, Set<String> keys) {
        Map<String, DataField> now = packages.fields(handover).stream()
                .collect(Collectors.toMap(DataField::key, field -> field, (one, other) -> one));
        Map<String, DataCorrection> before = of(handover, holding.attempt());
        boolean allowed = !holding.hasStep() || management.mayStillShare(handover);
        for (DataField shared : handovers.sharedAt(handover.id(), holding.attempt())) {
            // Of what was derived, or has no value any more, nobody needs to hear who works with it no longer.
            boolean asked = keys.contains(shared.key())
                    || holding.hasStep()
                            && (CaseFileFields.states(shared.key())
                                    ? !keys.isEmpty() && !now.containsKey(shared.key())
                                    : packages.derived(handover, shared));
            if (!asked || shared.category().equals(HEALTH) || shared.category().equals(DataField.NOTE)) {
                continue;
            }
            DataCorrection last = before.get(shared.key());
            String told = last == null ? shared.value() : last.newValue();
            if (keys.contains(shared.key()) && trueForItsTime(handover.caseId(), shared.key(), told)) {
                continue;
            }
            String value = inTheWordsOf(shared, now.get(shared.key()));
            boolean withheld = value != null && !allowed && !value.equals(shared.value());
            boolean sameAsTold = last != null && last.withheld() ? withheld : Objects.equals(value, told);
            if (!sameAsTold) {
                jdbc.sql(
                                """
                                insert into handover_data_corrections (id, handover_id, attempt, field_key, label, new_value,
                                    withheld, corrected_at)
                                values (:id, :handover, :attempt, :key, :label, :value, :withheld, :at)
                                """)
                        .param("id", UUID.randomUUID())
                        .param("handover", handover.id().value())
                        .param("attempt", holding.attempt())
                        .param("key", shared.key())
                        .param("label", shared.label())
                        .param("value", withheld ? null : value)
                        .param("withheld", withheld)
                        .param("at", timestamp(clock.instant()))
                        .update();
            }
        }
    }

    /** What was told has not been wrong, only something else holds now: not this was corrected. */
    private boolean trueForItsTime(CaseId caseId, String kind, @Nullable String told) {
        return facts.all(caseId).stream()
                .filter(fact -> fact.stands() && fact.kind().equals(kind))
                .anyMatch(fact -> facts.shown(kind, fact.value()).equals(told));
    }

    /** What is derived may change its name with its value: another law begins on another day. */
    private static @Nullable String inTheWordsOf(DataField shared, @Nullable DataField now) {
        if (now == null) {
            return null;
        }
        return now.label().equals(shared.label()) ? now.value() : now.label() + ": " + now.value();
    }

    private void tell(CaseId caseId) {
        note(caseId, Set.of());
        for (Handover handover : handovers.ofCase(caseId)) {
            for (Holding holding : holdings(handover)) {
                List<DataCorrection> untold = of(handover, holding.attempt()).values().stream()
                        .filter(correction -> correction.toldAt() == null)
                        .toList();
                if (!untold.isEmpty()) {
                    tell(handovers.get(handover.id()), holding, untold);
                }
            }
        }
    }

    private void tell(Handover handover, Holding holding, List<DataCorrection> untold) {
        Instant now = clock.instant();
        Office office = directory.require(holding.office());
        String labels =
                untold.stream().map(DataCorrection::label).collect(Collectors.toCollection(LinkedHashSet::new)).stream()
                        .collect(Collectors.joining(", "));
        if (holding.hasStep()) {
            Handover told = management.dataCorrected(handover, labels);
            book.replaceCorrections(told);
            book.write(told, letters.dataCorrected(told, office, labels));
        } else {
            Handover told = management.outdatedTold(handover, office.code(), labels);
            book.write(told, letters.dataOutdated(told, office, holding.attempt(), labels));
        }
        jdbc.sql(
                        """
                        update handover_data_corrections set told_at = :at
                        where handover_id = :id and attempt = :attempt and told_at is null
                        """)
                .param("at", timestamp(now))
                .param("id", handover.id().value())
                .param("attempt", holding.attempt())
                .update();
    }
}
