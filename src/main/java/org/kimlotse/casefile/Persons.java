package org.kimlotse.casefile;

import static org.kimlotse.shared.SqlTypes.dayOrNull;
import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The people of the cases. The only table with names and birth dates. */
@Repository
public class Persons {

    private final JdbcClient jdbc;
    private final NameWords names;
    private final Clock clock;
    private final Actors actors;

    Persons(JdbcClient jdbc, NameWords names, Clock clock, Actors actors) {
        this.jdbc = jdbc;
        this.names = names;
        this.clock = clock;
        this.actors = actors;
    }

    /** The person the case is about; for code that has decided that the caller may know. */
    public Person client(CaseId caseId) {
        return jdbc.sql("select * from persons where case_number = :case and role = 'CLIENT'")
                .param("case", caseId.number())
                .query(Persons::toPerson)
                .optional()
                .orElseThrow(() -> new IllegalStateException("no client in case " + caseId));
    }

    /** The person the case is about, if one of these teams works the case. */
    public Optional<Person> client(CaseId caseId, Set<String> teams) {
        return teams.isEmpty()
                ? Optional.empty()
                : jdbc.sql(
                                """
                                select p.* from persons p join cases c on c.case_number = p.case_number
                                where p.case_number = :case and p.role = 'CLIENT' and c.team in (:teams)
                                """)
                        .param("case", caseId.number())
                        .param("teams", teams)
                        .query(Persons::toPerson)
                        .optional();
    }

    /** How many of the household are under 18 on that day; empty if nobody is entered, which says nothing. */
    public Optional<Integer> minorsInHousehold(CaseId caseId, LocalDate day) {
        List<Person> household = household(caseId);
        return household.isEmpty()
                ? Optional.empty()
                : Optional.of((int) household.stream().filter(p -> p.minor(day)).count());
    }

    /** Everyone who lives with the client, as far as recorded. */
    public List<Person> household(CaseId caseId) {
        return jdbc.sql(
                        "select * from persons where case_number = :case and role = 'HOUSEHOLD' order by birth_date, id")
                .param("case", caseId.number())
                .query(Persons::toPerson)
                .list();
    }

    void insert(Person person) {
        jdbc.sql(
                        """
                        insert into persons (id, case_number, role, given_name, family_name, name_key, birth_date,
                            birth_date_uncertain, language, interpreter_needed, phone, recorded_at, recorded_by)
                        values (:id, :case, :role, :given, :family, :key, :born, :uncertain, :language, :interpreter,
                            :phone, :at, :by)
                        """)
                .param("id", person.id())
                .param("case", person.caseId().number())
                .param("role", person.role().name())
                .param("given", person.givenName())
                .param("family", person.familyName())
                .param("key", NameMatch.key(person.givenName(), person.familyName()))
                .param("born", person.birthDate())
                .param("uncertain", person.birthDateUncertain())
                .param("language", person.language())
                .param("interpreter", person.interpreterNeeded())
                .param("phone", person.phone())
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
        names.write(person.id(), person.caseId().number(), person.givenName(), person.familyName());
    }

    /** False if there is no such person in this household. */
    boolean removeFromHousehold(CaseId caseId, UUID person) {
        jdbc.sql(
                        """
                        delete from person_name_words where person_id in (
                            select id from persons where id = :id and case_number = :case and role = 'HOUSEHOLD')
                        """)
                .param("id", person)
                .param("case", caseId.number())
                .update();
        return jdbc.sql("delete from persons where id = :id and case_number = :case and role = 'HOUSEHOLD'")
                        .param("id", person)
                        .param("case", caseId.number())
                        .update()
                == 1;
    }

    /** False if somebody else changed the person since this version was read. */
    boolean update(Person person) {
        int updated = jdbc.sql(
                        """
                        update persons set given_name = :given, family_name = :family, name_key = :key, birth_date = :born,
                            birth_date_uncertain = :uncertain, language = :language, interpreter_needed = :interpreter,
                            phone = :phone, recorded_at = :at, recorded_by = :by,
                            version = version + 1
                        where id = :id and version = :version
                        """)
                .param("id", person.id())
                .param("version", person.version())
                .param("given", person.givenName())
                .param("family", person.familyName())
                .param("key", NameMatch.key(person.givenName(), person.familyName()))
                .param("born", person.birthDate())
                .param("uncertain", person.birthDateUncertain())
                .param("language", person.language())
                .param("interpreter", person.interpreterNeeded())
                .param("phone", person.phone())
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
        if (updated > 0) {
            names.write(person.id(), person.caseId().number(), person.givenName(), person.familyName());
        }
        return updated > 0;
    }

    /** Clients whose birth date could be this one, in cases that these teams work. */
    List<Candidate> bornAround(LocalDate birthDate, boolean uncertain, @Nullable LocalDate swapped, Set<String> teams) {
        if (teams.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        """
                        select p.*, c.state from persons p join cases c on c.case_number = p.case_number
                        where p.role = 'CLIENT' and c.team in (:teams)
                          and (p.birth_date = :day or p.birth_date = :swapped
                            or (p.birth_date between :first and :last and (p.birth_date_uncertain = true or :uncertain = true)))
                        order by p.case_number desc
                        """)
                .param("teams", teams)
                .param("day", birthDate)
                .param("swapped", swapped == null ? birthDate : swapped)
                .param("first", birthDate.withDayOfYear(1))
                .param("last", LocalDate.of(birthDate.getYear(), 12, 31))
                .param("uncertain", uncertain)
                .query((row, n) -> new Candidate(toPerson(row, n), Case.State.valueOf(row.getString("state"))))
                .list();
    }

    record Candidate(Person person, Case.State state) {}

    private static Person toPerson(ResultSet row, int n) throws SQLException {
        return new Person(
                id(row, "id"),
                new CaseId(row.getString("case_number")),
                Person.Role.valueOf(row.getString("role")),
                row.getString("given_name"),
                row.getString("family_name"),
                dayOrNull(row, "birth_date"),
                row.getBoolean("birth_date_uncertain"),
                row.getString("language"),
                row.getBoolean("interpreter_needed"),
                row.getString("phone"),
                row.getInt("version"));
    }

    static UUID newId() {
        return UUID.randomUUID();
    }
}
