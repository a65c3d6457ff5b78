package org.kimlotse.casefile;

import static org.kimlotse.shared.SqlTypes.dayOrNull;
import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.idOrNull;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.instantOrNull;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.facts.AdditionalFact;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The dated facts of the cases: appended and superseded, never changed. */
@Repository
public class Facts {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Actors actors;
    private final AdditionalFactsOfCases additional;
    private final ApplicationEventPublisher events;
    private final Map<String, FactKind> kinds;

    Facts(
            JdbcClient jdbc,
            Clock clock,
            Actors actors,
            AdditionalFactsOfCases additional,
            ApplicationEventPublisher events,
            ObjectProvider<FactKind.Declared> declared) {
        this.additional = additional;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
        this.actors = actors;
        this.kinds = declared.stream()
                .flatMap(d -> d.kinds().stream())
                .collect(Collectors.toUnmodifiableMap(FactKind::key, Function.identity()));
    }

    /**
     * What is held true of a person on a day: per kind the standing fact with the latest beginning that is not after
     * the day, and of two that began together the one recorded last. What has lost its meaning by another answer is left out.
     */
    public Map<String, Fact> holdingOn(CaseId caseId, UUID personId, LocalDate day) {
        Map<String, Fact> holding = statedOn(caseId, personId, day);
        Map<String, String> values = new HashMap<>();
        holding.forEach((kind, fact) -> values.put(kind, fact.value()));
        holding.keySet().removeIf(kind -> !applies(kind, values));
        return holding;
    }

    private boolean applies(String kind, Map<String, String> values) {
        FactKind known = kinds.get(kind);
        return known == null || known.applies().test(values);
    }

    private boolean lasting(String kind) {
        FactKind known = kinds.get(kind);
        return known == null || known.lasting();
    }

    /** The same with what has lost its meaning: it is kept and holds again when the other answer is taken back. */
    public Map<String, Fact> statedOn(CaseId caseId, UUID personId, LocalDate day) {
        Map<String, Fact> holding = new LinkedHashMap<>();
        standing(caseId, personId).stream()
                .filter(fact -> fact.validFrom() == null || !fact.validFrom().isAfter(day))
                .forEach(fact -> holding.merge(fact.kind(), fact, Facts::later));
        return holding;
    }

    /** Everything ever stated in the case, in the order of recording, superseded facts included. */
    public List<Fact> all(CaseId caseId) {
        return jdbc.sql("select * from facts where case_number = :case order by seq")
                .param("case", caseId.number())
                .query(Facts::toFact)
                .list();
    }

    /** A fact of this case; a fact's id of another case finds nothing. */
    public Optional<Fact> find(CaseId caseId, UUID id) {
        return jdbc.sql("select * from facts where id = :id and case_number = :case")
                .param("id", id)
                .param("case", caseId.number())
                .query(Facts::toFact)
                .optional();
    }

    /** States something new that holds from a day on; what held before stays true for its time. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Fact state(
            CaseId caseId, UUID personId, String kind, String value, @Nullable LocalDate validFrom, String source) {
        Fact fact = new Fact(
                UUID.randomUUID(),
                caseId,
                personId,
                kind,
                value,
                validFrom,
                source,
                clock.instant(),
                actors.currentId(),
                null,
                null,
                null);
        insert(fact);
        return fact;
    }

    /**
     * Replaces a wrong fact: the old one stays, marked by what replaced it.
     *
     * @throws Refused in German, if someone else has replaced it in the meantime
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Fact supersede(Fact wrong, String value, @Nullable LocalDate validFrom, String source, String reason) {
        Fact right = state(wrong.caseId(), wrong.personId(), wrong.kind(), value, validFrom, source);
        int replaced = jdbc.sql(
                        """
                        update facts set superseded_by = :right, superseded_at = :at, correction_reason = :reason
                        where id = :wrong and superseded_by is null
                        """)
                .param("right", right.id())
                .param("at", timestamp(clock.instant()))
                .param("reason", reason)
                .param("wrong", wrong.id())
                .update();
        if (replaced == 0) {
            throw new Refused(
                    "Diese Angabe wurde inzwischen von jemand anderem berichtigt. Bitte laden Sie die Seite neu.");
        }
        events.publishEvent(new FactReplaced(wrong.caseId(), wrong.kind()));
        return right;
    }

    /** What a process owner asks in forms beyond what modules know, for the rules. */
    public List<AdditionalFact> additional(CaseId caseId) {
        return additional.forRules(caseId);
    }

    /** The same for readers: everything but what a confidential form asked. */
    public List<FurtherFact> further(CaseId caseId) {
        return additional.further(caseId);
    }

    /** What confidential forms asked. Whoever shows it asks first who may look inside. */
    public List<FurtherFact> furtherConfidential(CaseId caseId) {
        return additional.furtherConfidential(caseId);
    }

    /** The German name of a kind, or the key itself if no module declares it. */
    public String label(String kind) {
        FactKind known = kinds.get(kind);
        return known == null ? kind : known.label();
    }

    /** A value in German words. */
    public String shown(String kind, String value) {
        if (value.isEmpty()) {
            return "nicht bekannt";
        }
        FactKind known = kinds.get(kind);
        return known == null ? value : known.shown().apply(value);
    }

    /** The facts a reader should see, one line each, Markdown. */
    public String summary(CaseId caseId, UUID personId, LocalDate day) {
        return holdingOn(caseId, personId, day).values().stream()
                .filter(fact -> !fact.value().isEmpty())
                .map(fact -> "- %s: %s%s"
                        .formatted(
                                label(fact.kind()),
                                shown(fact.kind(), fact.value()),
                                fact.validFrom() == null || !lasting(fact.kind())
                                        ? ""
                                        : " (seit " + BusinessCalendar.german(fact.validFrom()) + ")"))
                .collect(Collectors.joining("\n"));
    }

    private List<Fact> standing(CaseId caseId, UUID personId) {
        return jdbc.sql(
                        """
                        select * from facts where case_number = :case and person_id = :person and superseded_by is null
                        order by seq
                        """)
                .param("case", caseId.number())
                .param("person", personId)
                .query(Facts::toFact)
                .list();
    }

    private static Fact later(Fact before, Fact after) {
        LocalDate first = before.validFrom();
        LocalDate second = after.validFrom();
        boolean olderBeginning = first != null && (second == null || second.isBefore(first));
        return olderBeginning ? before : after;
    }

    private void insert(Fact fact) {
        jdbc.sql(
                        """
                        insert into facts (id, case_number, person_id, kind, fact_value, valid_from, source, recorded_at,
                            recorded_by)
                        values (:id, :case, :person, :kind, :value, :from, :source, :at, :by)
                        """)
                .param("id", fact.id())
                .param("case", fact.caseId().number())
                .param("person", fact.personId())
                .param("kind", fact.kind())
                .param("value", fact.value())
                .param("from", fact.validFrom())
                .param("source", fact.source())
                .param("at", timestamp(fact.recordedAt()))
                .param("by", fact.recordedBy())
                .update();
    }

    private static Fact toFact(ResultSet row, int n) throws SQLException {
        Instant supersededAt = instantOrNull(row, "superseded_at");
        return new Fact(
                id(row, "id"),
                new CaseId(row.getString("case_number")),
                id(row, "person_id"),
                row.getString("kind"),
                row.getString("fact_value"),
                dayOrNull(row, "valid_from"),
                row.getString("source"),
                instant(row, "recorded_at"),
                row.getString("recorded_by"),
                idOrNull(row, "superseded_by"),
                supersededAt,
                row.getString("correction_reason"));
    }
}
