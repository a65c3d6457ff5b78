package org.kimlotse.assessment;

import static org.kimlotse.shared.SqlTypes.dayOrNull;
import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.BenefitPeriod.Certainty;
import org.kimlotse.casefile.Cases;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Rechtskreis;
import org.kimlotse.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which law secures a person's livelihood when. What the rules expect gives way to what they expect later. */
@Repository
public class BenefitPeriods {

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Clock clock;
    private final Actors actors;

    BenefitPeriods(JdbcClient jdbc, Cases cases, Clock clock, Actors actors) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.clock = clock;
        this.actors = actors;
    }

    /** The timeline as it stands, oldest first, what has no known beginning before everything else. */
    public List<BenefitPeriod> of(CaseId caseId, UUID personId) {
        return jdbc.sql(
                        """
                        select * from benefit_periods
                        where case_number = :case and person_id = :person and superseded_at is null
                        order by case when valid_from is null then 0 else 1 end, valid_from, seq
                        """)
                .param("case", caseId.number())
                .param("person", personId)
                .query((row, n) -> new BenefitPeriod(
                        id(row, "id"),
                        caseId,
                        personId,
                        Rechtskreis.valueOf(row.getString("benefit_law")),
                        dayOrNull(row, "valid_from"),
                        dayOrNull(row, "valid_until"),
                        Certainty.valueOf(row.getString("certainty")),
                        row.getString("source")))
                .list();
    }

    /**
     * First day of another law than AsylbLG that had begun at that instant by what was known then, or empty. A status taken
     * down at that instant finds the person there already.
     */
    Optional<LocalDate> leftAsylblg(CaseId caseId, UUID personId, Instant at) {
        return jdbc.sql(
                        """
                        select min(valid_from) from benefit_periods
                        where case_number = :case and person_id = :person and benefit_law not in ('ASYLBLG', 'NONE')
                          and recorded_at < :at and (superseded_at is null or superseded_at >= :at) and valid_from <= :day
                        """)
                .param("case", caseId.number())
                .param("person", personId)
                .param("at", timestamp(at))
                .param("day", BusinessCalendar.dayOf(at))
                .query(LocalDate.class)
                .optional();
    }

    /**
     * Adds what an office has decided.
     *
     * @throws Refused in German, if the end lies before the beginning or the case is closed
     */
    @Transactional
    public void decided(
            CaseId caseId, UUID personId, Rechtskreis law, LocalDate from, @Nullable LocalDate until, String source) {
        cases.requireOpen(caseId);
        if (until != null && until.isBefore(from)) {
            throw new Refused("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Daten.");
        }
        insert(caseId, personId, law, from, until, Certainty.DECIDED, source);
    }

    /** Replaces what was expected by what is expected now; decided periods stay. */
    void expect(CaseId caseId, UUID personId, BenefitLaw expected, String source) {
        jdbc.sql(
                        """
                        update benefit_periods set superseded_at = :at
                        where case_number = :case and person_id = :person and certainty = 'EXPECTED'
                          and superseded_at is null
                        """)
                .param("at", timestamp(clock.instant()))
                .param("case", caseId.number())
                .param("person", personId)
                .update();
        Rechtskreis before = expected.before();
        Rechtskreis next = expected.law();
        if (expected.changes() && before != null) {
            insert(caseId, personId, before, null, expected.until(), Certainty.EXPECTED, source);
        }
        if (next != null) {
            insert(
                    caseId,
                    personId,
                    next,
                    expected.changes() ? expected.from() : null,
                    null,
                    Certainty.EXPECTED,
                    source);
        }
    }

    private void insert(
            CaseId caseId,
            UUID personId,
            Rechtskreis law,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            Certainty certainty,
            String source) {
        jdbc.sql(
                        """
                        insert into benefit_periods (id, case_number, person_id, benefit_law, valid_from, valid_until,
                            certainty, source, recorded_at, recorded_by)
                        values (:id, :case, :person, :law, :from, :until, :certainty, :source, :at, :by)
                        """)
                .param("id", UUID.randomUUID())
                .param("case", caseId.number())
                .param("person", personId)
                .param("law", law.name())
                .param("from", from)
                .param("until", until)
                .param("certainty", certainty.name())
                .param("source", source)
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
    }
}
