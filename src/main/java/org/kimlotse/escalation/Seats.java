package org.kimlotse.escalation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The seats of the steering group, by day. */
@Repository
public class Seats {

    private static final String ON_DAY =
            "select * from seats where valid_from <= :day and (valid_to is null or valid_to >= :day)";

    private final JdbcClient jdbc;

    Seats(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of the seed. */
    public List<Seat> on(LocalDate day) {
        return jdbc.sql(ON_DAY + " order by sort_order, code")
                .param("day", day)
                .query(Seats::toSeat)
                .list();
    }

    public Optional<Seat> find(String code, LocalDate day) {
        return jdbc.sql(ON_DAY + " and code = :code")
                .param("day", day)
                .param("code", code)
                .query(Seats::toSeat)
                .optional();
    }

    /**
     * Gives a seat to a user and a deputy from a day on; who held it before keeps the days until then.
     *
     * @throws Refused in German, if there is no such seat on that day or holder and deputy are the same person
     */
    @Transactional
    public void assign(String code, @Nullable String userId, @Nullable String deputyUserId, LocalDate from) {
        if (userId != null && userId.equals(deputyUserId)) {
            throw new Refused("Eine Person kann nicht ihre eigene Stellvertretung sein.");
        }
        Seat seat =
                find(code, from).orElseThrow(() -> new Refused("Den Sitz „" + code + "“ gibt es an diesem Tag nicht."));
        int changed = jdbc.sql(
                        "update seats set user_id = :user, deputy_user_id = :deputy where code = :code and valid_from = :from")
                .param("user", userId)
                .param("deputy", deputyUserId)
                .param("code", code)
                .param("from", from)
                .update();
        if (changed == 1) {
            return;
        }
        jdbc.sql(
                        """
                        insert into seats (code, valid_from, valid_to, sort_order, title, institution, voting, chair,
                            user_id, deputy_user_id)
                        select code, :from, valid_to, sort_order, title, institution, voting, chair, :user, :deputy
                        from seats where code = :code and valid_from < :from and (valid_to is null or valid_to >= :from)
                        """)
                .param("from", from)
                .param("user", userId)
                .param("deputy", deputyUserId)
                .param("code", seat.code())
                .update();
        jdbc.sql(
                        """
                        update seats set valid_to = :until
                        where code = :code and valid_from < :from and (valid_to is null or valid_to >= :from)
                        """)
                .param("until", from.minusDays(1))
                .param("code", seat.code())
                .param("from", from)
                .update();
    }

    private static Seat toSeat(ResultSet row, int n) throws SQLException {
        return new Seat(
                row.getString("code"),
                row.getString("title"),
                row.getString("institution"),
                Seat.Voting.valueOf(row.getString("voting")),
                row.getBoolean("chair"),
                row.getString("user_id"),
                row.getString("deputy_user_id"));
    }
}
