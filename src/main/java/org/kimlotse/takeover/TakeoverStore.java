package org.kimlotse.takeover;

import static org.kimlotse.shared.SqlTypes.dayOrNull;
import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.instantOrNull;
import static org.kimlotse.shared.SqlTypes.timestamp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.goals.AgreedReferral;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Seal;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The checked files, their rows, and which cases came out of them. What stands in a row is sealed for its place. */
@Repository
class TakeoverStore {

    record Row(
            UUID file,
            int number,
            RowKind kind,
            RowState state,
            boolean chosen,
            @Nullable CaseId caseId,
            String sealed) {}

    record Reading(int number, RowKind kind, @Nullable Municipality municipality, RawRow raw) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Seal seal;
    private final ObjectMapper json;

    TakeoverStore(JdbcClient jdbc, JdbcTemplate batch, Seal seal, ObjectMapper json) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.seal = seal;
        this.json = json;
    }

    // ---- cases that came in ---------------------------------------------------------------------------------

    Optional<CaseId> caseOf(Municipality municipality, String referenceKey) {
        return jdbc.sql("select case_number from takeovers where municipality = :municipality and reference_key = :key")
                .param("municipality", municipality.name())
                .param("key", referenceKey)
                .query((row, n) -> new CaseId(row.getString("case_number")))
                .optional();
    }

    Optional<TakenOver> of(CaseId caseId) {
        return jdbc.sql("select * from takeovers where case_number = :case")
                .param("case", caseId.number())
                .query((row, n) -> new TakenOver(
                        new CaseId(row.getString("case_number")),
                        Municipality.valueOf(row.getString("municipality")),
                        row.getString("old_reference"),
                        Objects.requireNonNull(dayOrNull(row, "running_since")),
                        Phase.valueOf(row.getString("phase")),
                        instant(row, "taken_over_at"),
                        row.getString("taken_over_by")))
                .optional();
    }

    /** The old file numbers of these cases; a case that was not taken over has none. */
    Map<CaseId, String> references(Collection<CaseId> caseIds) {
        Map<CaseId, String> references = new HashMap<>();
        if (!caseIds.isEmpty()) {
            jdbc.sql("select case_number, old_reference from takeovers where case_number in (:cases)")
                    .param("cases", caseIds.stream().map(CaseId::number).toList())
                    .query((row, n) ->
                            references.put(new CaseId(row.getString("case_number")), row.getString("old_reference")))
                    .list();
        }
        return references;
    }

    void insert(TakenOver taken) {
        jdbc.sql(
                        """
                        insert into takeovers (case_number, municipality, old_reference, reference_key, running_since,
                            phase, taken_over_at, taken_over_by)
                        values (:case, :municipality, :reference, :key, :since, :phase, :at, :by)
                        """)
                .param("case", taken.caseId().number())
                .param("municipality", taken.municipality().name())
                .param("reference", taken.oldReference())
                .param("key", RowChecks.key(taken.oldReference()))
                .param("since", taken.runningSince())
                .param("phase", taken.phase().name())
                .param("at", timestamp(taken.at()))
                .param("by", taken.by())
                .update();
    }

    // ---- files ----------------------------------------------------------------------------------------------

    /** The cases whose old file number contains this, however it is written; newest first, at most {@code limit}. */
    List<CaseId> withReference(String reference, Collection<String> teams, int limit) {
        String key = RowChecks.key(reference);
        if (key.isEmpty() || teams.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        """
                        select t.case_number from takeovers t join cases c on c.case_number = t.case_number
                        where t.reference_key like :key escape '!' and c.team in (:teams)
                        order by t.case_number desc fetch next :limit rows only
                        """)
                .param("key", "%" + key.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%")
                .param("teams", teams)
                .param("limit", limit)
                .query((row, n) -> new CaseId(row.getString("case_number")))
                .list();
    }

    /** What ran before Lotse did, oldest first. */
    List<RunningReferral> referrals(CaseId caseId) {
        return jdbc.sql("select * from takeover_referrals where case_number = :case order by since_on, kind")
                .param("case", caseId.number())
                .query((row, n) -> new RunningReferral(
                        id(row, "id"),
                        new CaseId(row.getString("case_number")),
                        AgreedReferral.valueOf(row.getString("kind")),
                        Objects.requireNonNull(dayOrNull(row, "since_on")),
                        row.getString("office_text"),
                        row.getString("standing_text"),
                        dayOrNull(row, "next_on")))
                .list();
    }

    void insert(RunningReferral referral, Instant at, String by) {
        jdbc.sql(
                        """
                        insert into takeover_referrals (id, case_number, kind, since_on, office_text, standing_text, next_on,
                            taken_over_at, taken_over_by)
                        values (:id, :case, :kind, :since, :where, :standing, :next, :at, :by)
                        """)
                .param("id", referral.id())
                .param("case", referral.caseId().number())
                .param("kind", referral.kind().name())
                .param("since", referral.since())
                .param("where", referral.where())
                .param("standing", referral.standing())
                .param("next", referral.nextOn())
                .param("at", timestamp(at))
                .param("by", by)
                .update();
    }

    void insert(TakeoverFile file, List<Reading> rows) {
        jdbc.sql(
                        """
                        insert into takeover_files (id, state, notices, uploaded_at, uploaded_by)
                        values (:id, :state, :notices, :at, :by)
                        """)
                .param("id", file.id())
                .param("state", file.state().name())
                .param("notices", file.notices())
                .param("at", timestamp(file.uploadedAt()))
                .param("by", file.uploadedBy())
                .update();
        batch.batchUpdate(
                """
                insert into takeover_rows (file_id, row_no, row_kind, state, chosen, municipality, case_number, sealed)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                rows.stream()
                        .map(read -> new @Nullable Object[] {
                            file.id(),
                            read.number(),
                            read.kind().name(),
                            RowState.READ.name(),
                            false,
                            read.municipality() == null
                                    ? null
                                    : read.municipality().name(),
                            null,
                            seal(file.id(), read.number(), read.raw())
                        })
                        .toList());
    }

    /** What was found of rows that were only read so far; a file that was thrown away meanwhile stays away. */
    void checked(UUID file, List<RowChecks.Checked> rows) {
        batch.batchUpdate(
                """
                update takeover_rows set state = ?, case_number = ?, sealed = ?
                where file_id = ? and row_no = ? and state = 'READ'
                """,
                rows.stream()
                        .map(checked -> new @Nullable Object[] {
                            checked.state().name(),
                            checked.caseId() == null ? null : checked.caseId().number(),
                            seal(file, checked.row(), checked.content()),
                            file,
                            checked.row()
                        })
                        .toList());
    }

    void allChecked(UUID file) {
        jdbc.sql("update takeover_files set state = 'CHECKED' where id = :id and state = 'CHECKING'")
                .param("id", file)
                .update();
    }

    Optional<TakeoverFile> file(UUID id) {
        return jdbc.sql("select * from takeover_files where id = :id")
                .param("id", id)
                .query(TakeoverStore::toFile)
                .optional();
    }

    /** Newest first. */
    List<TakeoverFile> filesOf(String user) {
        return jdbc.sql("select * from takeover_files where uploaded_by = :by order by uploaded_at desc, id")
                .param("by", user)
                .query(TakeoverStore::toFile)
                .list();
    }

    /** Oldest first. */
    List<TakeoverFile> checking() {
        return jdbc.sql("select * from takeover_files where state = 'CHECKING' order by uploaded_at, id")
                .query(TakeoverStore::toFile)
                .list();
    }

    /** Oldest first. */
    List<TakeoverFile> running() {
        return jdbc.sql("select * from takeover_files where state = 'RUNNING' order by confirmed_at, id")
                .query(TakeoverStore::toFile)
                .list();
    }

    /** False if it runs already: a second click. */
    boolean start(UUID file, Instant at) {
        return jdbc.sql(
                                """
                                update takeover_files set state = 'RUNNING', confirmed_at = :at
                                where id = :id and state = 'CHECKED'
                                """)
                        .param("at", timestamp(at))
                        .param("id", file)
                        .update()
                == 1;
    }

    void done(UUID file, Instant at) {
        jdbc.sql("update takeover_files set state = 'DONE', done_at = :at where id = :id")
                .param("at", timestamp(at))
                .param("id", file)
                .update();
    }

    void delete(UUID file) {
        jdbc.sql("delete from takeover_rows where file_id = :id")
                .param("id", file)
                .update();
        jdbc.sql("delete from takeover_files where id = :id").param("id", file).update();
    }

    /** Files nobody confirmed, and those that are through, from before then. */
    List<UUID> old(Instant before) {
        return jdbc.sql(
                        """
                        select id from takeover_files
                        where (state in ('CHECKING', 'CHECKED') and uploaded_at < :before) or (state = 'DONE' and done_at < :before)
                        """)
                .param("before", timestamp(before))
                .query((row, n) -> id(row, "id"))
                .list();
    }

    // ---- rows -----------------------------------------------------------------------------------------------

    Map<RowState, Integer> counts(UUID file) {
        Map<RowState, Integer> counts = new EnumMap<>(RowState.class);
        jdbc.sql("select state, count(*) as found from takeover_rows where file_id = :file group by state")
                .param("file", file)
                .query((row, n) -> counts.put(RowState.valueOf(row.getString("state")), row.getInt("found")))
                .list();
        return counts;
    }

    /** How many rows of these states are about what. */
    Map<RowKind, Integer> kinds(UUID file, Collection<RowState> states) {
        return counted(file, states, "row_kind", RowKind.class);
    }

    int chosen(UUID file) {
        return jdbc.sql("select count(*) from takeover_rows where file_id = :file and chosen = true")
                .param("file", file)
                .query(Integer.class)
                .single();
    }

    /** Of these states, in the order of the file. */
    List<Row> rows(UUID file, Collection<RowState> states, int offset, int limit) {
        return jdbc.sql(
                        """
                        select * from takeover_rows where file_id = :file and state in (:states)
                        order by row_no offset :offset rows fetch next :limit rows only
                        """)
                .param("file", file)
                .param("states", states.stream().map(Enum::name).toList())
                .param("offset", offset)
                .param("limit", limit)
                .query(TakeoverStore::toRow)
                .list();
    }

    /** Those that wait to be taken over: cases first, since the others belong to them. */
    List<Row> waiting(UUID file, int limit) {
        return jdbc.sql(
                        """
                        select * from takeover_rows where file_id = :file and state in ('WAITING', 'WAITING_ANYWAY')
                        order by case when row_kind = 'CASE' then 0 else 1 end, row_no fetch next :limit rows only
                        """)
                .param("file", file)
                .param("limit", limit)
                .query(TakeoverStore::toRow)
                .list();
    }

    /** The row, if it still waits; nobody else takes it until the transaction ends. */
    Optional<Row> lockWaiting(UUID file, int number) {
        return jdbc.sql(
                        """
                        select * from takeover_rows where file_id = :file and row_no = :number
                          and state in ('WAITING', 'WAITING_ANYWAY')
                        for update
                        """)
                .param("file", file)
                .param("number", number)
                .query(TakeoverStore::toRow)
                .optional();
    }

    /** Only rows that can be chosen. */
    void choose(UUID file, Collection<Integer> numbers, boolean chosen) {
        if (!numbers.isEmpty()) {
            jdbc.sql(
                            """
                            update takeover_rows set chosen = :chosen
                            where file_id = :file and row_no in (:numbers) and state in ('GOOD', 'ALIKE')
                            """)
                    .param("chosen", chosen)
                    .param("file", file)
                    .param("numbers", numbers)
                    .update();
        }
    }

    void chooseAll(UUID file, RowState state, boolean chosen) {
        jdbc.sql("update takeover_rows set chosen = :chosen where file_id = :file and state = :state")
                .param("chosen", chosen)
                .param("file", file)
                .param("state", state.name())
                .update();
    }

    Set<Municipality> chosenPlaces(UUID file) {
        return Set.copyOf(
                jdbc.sql("select distinct municipality from takeover_rows where file_id = :file and chosen = true")
                        .param("file", file)
                        .query((row, n) -> Municipality.valueOf(row.getString("municipality")))
                        .list());
    }

    void await(UUID file) {
        for (RowState state : List.of(RowState.GOOD, RowState.ALIKE)) {
            jdbc.sql(
                            "update takeover_rows set state = :waiting where file_id = :file and state = :state and chosen = true")
                    .param("waiting", (state == RowState.GOOD ? RowState.WAITING : RowState.WAITING_ANYWAY).name())
                    .param("file", file)
                    .param("state", state.name())
                    .update();
        }
    }

    /** @param content null: it is in the case file now and stands here no longer */
    void settle(Row row, RowState state, @Nullable CaseId caseId, @Nullable Content content) {
        jdbc.sql(
                        """
                        update takeover_rows set state = :state, case_number = :case, sealed = :sealed
                        where file_id = :file and row_no = :number
                        """)
                .param("state", state.name())
                .param("case", caseId == null ? null : caseId.number())
                .param("sealed", content == null ? "" : seal(row.file(), row.number(), content))
                .param("file", row.file())
                .param("number", row.number())
                .update();
    }

    /** How many rows of that state a file has, by municipality. */
    Map<Municipality, Integer> countByPlace(UUID file, Collection<RowState> states) {
        return counted(file, states, "municipality", Municipality.class);
    }

    private <E extends Enum<E>> Map<E, Integer> counted(
            UUID file, Collection<RowState> states, String column, Class<E> type) {
        Map<E, Integer> counts = new EnumMap<>(type);
        jdbc.sql(
                        """
                        select %1$s, count(*) as found from takeover_rows
                        where file_id = :file and state in (:states) group by %1$s
                        """
                                .formatted(column))
                .param("file", file)
                .param("states", states.stream().map(Enum::name).toList())
                .query((row, n) -> counts.put(Enum.valueOf(type, row.getString(column)), row.getInt("found")))
                .list();
        return counts;
    }

    /** Empty once the case is there, and as long as nobody has looked at what was read. */
    Optional<Content> content(Row row) {
        return row.sealed().isEmpty() || row.state() == RowState.READ
                ? Optional.empty()
                : Optional.of(open(row, Content.class));
    }

    /** Of a row that was only read so far. */
    RawRow raw(Row row) {
        return open(row, RawRow.class);
    }

    private <T> T open(Row row, Class<T> type) {
        try {
            return json.readValue(seal.open(row.sealed(), place(row.file(), row.number())), type);
        } catch (JsonProcessingException e) {
            // Without its words: they name the person.
            throw new IllegalStateException("row " + row.number() + " of " + row.file() + " does not read");
        }
    }

    private String seal(UUID file, int number, Object content) {
        try {
            return seal.seal(json.writeValueAsString(content), place(file, number));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("row " + number + " of " + file + " does not write");
        }
    }

    private static String place(UUID file, int number) {
        return "takeover_rows/" + file + "/" + number;
    }

    private static TakeoverFile toFile(ResultSet row, int n) throws SQLException {
        return new TakeoverFile(
                id(row, "id"),
                TakeoverFile.State.valueOf(row.getString("state")),
                row.getString("notices"),
                instant(row, "uploaded_at"),
                row.getString("uploaded_by"),
                instantOrNull(row, "confirmed_at"),
                instantOrNull(row, "done_at"));
    }

    private static Row toRow(ResultSet row, int n) throws SQLException {
        String caseNumber = row.getString("case_number");
        return new Row(
                id(row, "file_id"),
                row.getInt("row_no"),
                RowKind.valueOf(row.getString("row_kind")),
                RowState.valueOf(row.getString("state")),
                row.getBoolean("chosen"),
                caseNumber == null ? null : new CaseId(caseNumber),
                row.getString("sealed"));
    }
}
