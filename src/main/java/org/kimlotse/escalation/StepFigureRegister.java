package org.kimlotse.escalation;

import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.kimlotse.handover.Handovers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The figures that were ever drawn. Two periods of one office and step are equal or do not overlap: whoever sees both can
 * subtract nothing.
 */
@Repository
class StepFigureRegister {

    private final JdbcClient jdbc;
    private final Handovers handovers;
    private final Clock clock;

    StepFigureRegister(JdbcClient jdbc, Handovers handovers, Clock clock) {
        this.jdbc = jdbc;
        this.handovers = handovers;
        this.clock = clock;
    }

    StepFigures get(UUID id) {
        return jdbc.sql("select * from step_figures where id = :id")
                .param("id", id)
                .query(StepFigureRegister::toFigures)
                .single();
    }

    /** The period of so many days that ends with {@code to}, or the latest one drawn before that overlaps it. */
    StepFigures drawUpTo(String office, String hop, LocalDate to, int days) {
        LocalDate from = to.minusDays(days - 1L);
        return overlapping(office, hop, from, to).orElseGet(() -> draw(office, hop, from, to));
    }

    /**
     * Exactly this period.
     *
     * @throws IllegalStateException if it overlaps another one: it must lie after everything shown so far
     */
    StepFigures drawExactly(String office, String hop, LocalDate from, LocalDate to) {
        Optional<StepFigures> other = overlapping(office, hop, from, to);
        if (other.isEmpty()) {
            return draw(office, hop, from, to);
        }
        StepFigures same = other.get();
        if (!same.from().equals(from) || !same.to().equals(to)) {
            throw new IllegalStateException(
                    "figures for " + office + " " + hop + " from " + from + " overlap older ones");
        }
        return same;
    }

    private StepFigures draw(String office, String hop, LocalDate from, LocalDate to) {
        List<Handovers.Passing> passings = handovers.dueIn(office, hop, from, to);
        StepFigures figures = StepFigures.of(office, hop, from, to, passings);
        jdbc.sql(
                        """
                        insert into step_figures (id, office, hop, period_from, period_to, cases, handovers, missed,
                            missed_cases, kept_cases, twice_median_days, drawn_at)
                        values (:id, :office, :hop, :from, :to, :cases, :handovers, :missed, :missedCases, :keptCases,
                            :median, :at)
                        """)
                .param("id", figures.id())
                .param("office", office)
                .param("hop", hop)
                .param("from", from)
                .param("to", to)
                .param("cases", figures.cases())
                .param("handovers", figures.handovers())
                .param("missed", figures.missed())
                .param("missedCases", figures.missedCases())
                .param("keptCases", figures.keptCases())
                .param(
                        "median",
                        figures.twiceMedianDays().isPresent()
                                ? figures.twiceMedianDays().getAsInt()
                                : null)
                .param("at", timestamp(clock.instant()))
                .update();
        return figures;
    }

    private Optional<StepFigures> overlapping(String office, String hop, LocalDate from, LocalDate to) {
        return jdbc.sql(
                        """
                        select * from step_figures
                        where office = :office and hop = :hop and period_from <= :to and period_to >= :from
                        order by period_to desc fetch first 1 rows only
                        """)
                .param("office", office)
                .param("hop", hop)
                .param("from", from)
                .param("to", to)
                .query(StepFigureRegister::toFigures)
                .optional();
    }

    private static StepFigures toFigures(ResultSet row, int n) throws SQLException {
        int median = row.getInt("twice_median_days");
        OptionalInt twiceMedian = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(median);
        return new StepFigures(
                row.getObject("id", UUID.class),
                row.getString("office"),
                row.getString("hop"),
                row.getObject("period_from", LocalDate.class),
                row.getObject("period_to", LocalDate.class),
                row.getInt("cases"),
                row.getInt("handovers"),
                row.getInt("missed"),
                row.getInt("missed_cases"),
                row.getInt("kept_cases"),
                twiceMedian);
    }
}
