package org.kimlotse.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which offices there are and which of them is competent for a municipality on a day. Competence changes by date: a
 * handover asks for the day it is prepared, not for today.
 */
@Component
public class Directory {

    private static final String PARTNER = "partner-";

    private final JdbcClient jdbc;
    private final ObjectProvider<Actors> actors;

    Directory(JdbcClient jdbc, ObjectProvider<Actors> actors) {
        this.jdbc = jdbc;
        this.actors = actors;
    }

    /** The group whose members act for an office, for example {@code partner-jc-sie}. */
    public static String partnerGroup(String officeCode) {
        return PARTNER + officeCode.toLowerCase(Locale.ROOT);
    }

    /** The office a partner group acts for; empty for any other group. */
    public static Optional<String> officeOfGroup(String group) {
        return group.startsWith(PARTNER) && group.length() > PARTNER.length()
                ? Optional.of(group.substring(PARTNER.length()).toUpperCase(Locale.ROOT))
                : Optional.empty();
    }

    /** @param day local date in Europe/Berlin; both ends of a competence are inclusive */
    public Optional<Office> competent(OfficeKind kind, Municipality municipality, LocalDate day) {
        return jdbc.sql(
                        """
                        select o.code, o.label, o.kind, o.lead_name
                        from competences c join offices o on o.code = c.office_code
                        where c.kind = :kind and c.municipality = :municipality
                          and c.valid_from <= :day and (c.valid_to is null or c.valid_to >= :day)
                        """)
                .param("kind", kind.name())
                .param("municipality", municipality.name())
                .param("day", day)
                .query(this::read)
                .optional();
    }

    public Optional<Office> office(String code) {
        return jdbc.sql("select code, label, kind, lead_name from offices where code = :code")
                .param("code", code)
                .query(this::read)
                .optional();
    }

    /** @throws IllegalArgumentException if there is no such office: a fault of a rule or a table, not of the user */
    public Office require(String code) {
        return office(code).orElseThrow(() -> new IllegalArgumentException("no office " + code));
    }

    /** All offices there are or were, by label. */
    public List<Office> offices() {
        return jdbc.sql("select code, label, kind, lead_name from offices order by label, code")
                .query(this::read)
                .list();
    }

    /** The offices somebody can be sent to on a day: those that are competent somewhere then. By label. */
    public List<Office> inService(LocalDate day) {
        return jdbc.sql(
                        """
                        select o.code, o.label, o.kind, o.lead_name from offices o
                        where exists (select 1 from competences c where c.office_code = o.code
                          and c.valid_from <= :day and (c.valid_to is null or c.valid_to >= :day))
                        order by o.label, o.code
                        """)
                .param("day", day)
                .query(this::read)
                .list();
    }

    /**
     * From a day on another office is competent; what was in force ends the day before.
     *
     * @param source where this was published or who said so
     * @throws Refused if a later change is already recorded
     */
    @Transactional
    public void reassign(OfficeKind kind, Municipality municipality, String officeCode, LocalDate from, String source) {
        if (require(officeCode).kind() != kind) {
            throw new Refused("Diese Stelle ist keine Stelle der Art „%s“.".formatted(kind.label()));
        }
        boolean later = jdbc.sql(
                                """
                                select count(*) from competences
                                where kind = :kind and municipality = :municipality and valid_from >= :from
                                """)
                        .param("kind", kind.name())
                        .param("municipality", municipality.name())
                        .param("from", from)
                        .query(Integer.class)
                        .single()
                > 0;
        if (later) {
            throw new Refused("Für diesen Tag oder später ist schon eine Zuständigkeit eingetragen.");
        }
        jdbc.sql(
                        """
                        update competences set valid_to = :until
                        where kind = :kind and municipality = :municipality
                          and (valid_to is null or valid_to >= :from)
                        """)
                .param("until", from.minusDays(1))
                .param("from", from)
                .param("kind", kind.name())
                .param("municipality", municipality.name())
                .update();
        jdbc.sql(
                        """
                        insert into competences (kind, municipality, office_code, valid_from, source)
                        values (:kind, :municipality, :office, :from, :source)
                        """)
                .param("kind", kind.name())
                .param("municipality", municipality.name())
                .param("office", officeCode)
                .param("from", from)
                .param("source", source)
                .update();
    }

    private Office read(ResultSet row, int n) throws SQLException {
        String code = row.getString("code");
        String group = partnerGroup(code);
        Actors people = actors.getIfAvailable();
        boolean hasAccount = people != null && !people.membersOf(group).isEmpty();
        return new Office(
                code,
                row.getString("label"),
                OfficeKind.valueOf(row.getString("kind")),
                group,
                hasAccount,
                row.getString("lead_name"));
    }
}
