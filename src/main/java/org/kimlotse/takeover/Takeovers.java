package org.kimlotse.takeover;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.Cases;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings in cases that ran before Lotse did. A case manager uploads a file for the own teams, reads row by row what was found,
 * and says which rows are to be taken over; {@link TakeoverWork} does it. Nobody else sees the file.
 */
@Service
public class Takeovers {

    /** Larger files are refused as a whole. */
    public static final int MOST_BYTES = 5 * 1024 * 1024;

    /** A file with more rows is refused as a whole. */
    public static final int MOST_ROWS = 5_000;

    private static final int REPORT_PAGE = 500;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * A row as its owner sees it.
     *
     * @param name out of the case file once the case is there, and empty if it has moved to another team
     */
    public record Line(
            int number,
            RowKind kind,
            RowState state,
            boolean chosen,
            @Nullable CaseId caseId,
            String oldReference,
            String name,
            List<Finding> findings) {

        @Override
        public String toString() {
            return "Line[" + number + ", " + state + "]";
        }
    }

    /**
     * How a file stands.
     *
     * @param chosen rows somebody ticked
     */
    public record Standing(
            TakeoverFile file,
            Map<RowState, Integer> counts,
            Map<RowKind, Integer> goodKinds,
            Map<RowKind, Integer> takenKinds,
            int chosen) {

        /** German: "2 Fälle, 1 Person im Haushalt". */
        public String goodText() {
            return counted(goodKinds);
        }

        /** German: what was taken over; "0 Fälle" if nothing. */
        public String takenText() {
            return counted(takenKinds);
        }

        private static String counted(Map<RowKind, Integer> kinds) {
            return kinds.isEmpty()
                    ? RowKind.CASE.counted(0)
                    : Arrays.stream(RowKind.values())
                            .filter(kinds::containsKey)
                            .map(kind -> kind.counted(kinds.getOrDefault(kind, 0)))
                            .collect(Collectors.joining(", "));
        }

        /** Read and not checked yet. */
        public int unchecked() {
            return count(RowState.READ);
        }

        public int count(RowState state) {
            return counts.getOrDefault(state, 0);
        }

        public int good() {
            return count(RowState.GOOD);
        }

        public int alike() {
            return count(RowState.ALIKE);
        }

        public int taken() {
            return count(RowState.TAKEN);
        }

        /** Were to be taken over and are not. */
        public int missing() {
            return count(RowState.HELD) + count(RowState.FAILED);
        }

        public int rows() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** Nothing in it needs a second look: it can be taken over as it is. */
        public boolean allRight() {
            return count(RowState.WRONG) == 0 && alike() == 0 && good() > 0;
        }

        public int waiting() {
            return count(RowState.WAITING) + count(RowState.WAITING_ANYWAY);
        }

        public int settled() {
            return taken() + missing();
        }
    }

    private final TakeoverStore store;
    private final Cases cases;
    private final CaseAccess access;
    private final Actors actors;
    private final Clock clock;
    private final int mostRows;

    Takeovers(
            TakeoverStore store,
            Cases cases,
            CaseAccess access,
            Actors actors,
            Clock clock,
            @Value("${lotse.takeover.most-rows:" + MOST_ROWS + "}") int mostRows) {
        this.store = store;
        this.cases = cases;
        this.access = access;
        this.actors = actors;
        this.clock = clock;
        this.mostRows = mostRows;
    }

    /**
     * Reads a file and keeps its rows for a day, sealed; the file itself is not kept. {@link TakeoverWork} checks them, takes
     * over nothing, and a page shows how far it is.
     *
     * @throws Refused in German if the file as a whole cannot be read
     */
    @Transactional
    public UUID upload(byte[] bytes) {
        Actors.Actor actor = actors.current().orElseThrow();
        if (actor.municipalities().isEmpty()) {
            throw new Refused(
                    "Laufende Fälle übernimmt das Fallmanagement einer Gemeinde. Sie gehören zu keinem Team.");
        }
        if (bytes.length > MOST_BYTES) {
            throw new Refused("Die Datei ist größer als 5 MB. Bitte teilen Sie sie auf.");
        }
        CsvFile csv = CsvFile.read(bytes, mostRows);
        List<@Nullable Column> columns = RowChecks.columns(csv);
        List<String> notices = new ArrayList<>(List.of(csv.readAs()));
        String unknown = csv.header().stream()
                .filter(h -> !h.isBlank() && Column.ofHeader(h).isEmpty())
                .limit(10)
                .map(h -> "„" + (h.length() > 40 ? h.substring(0, 40) + "…" : h) + "“")
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            notices.add("Diese Spalten kennt Lotse nicht; sie werden nicht übernommen: " + unknown + ".");
        }
        TakeoverFile file = new TakeoverFile(
                UUID.randomUUID(),
                TakeoverFile.State.CHECKING,
                String.join("\n", notices),
                clock.instant(),
                actor.id(),
                null,
                null);
        store.insert(
                file,
                csv.rows().stream()
                        .map(row -> {
                            RawRow raw = RawRow.of(row, columns);
                            RowChecks.Place place = RowChecks.place(row.number(), raw);
                            return new TakeoverStore.Reading(
                                    row.number(),
                                    place.kind(),
                                    Municipality.find(place.municipality()).orElse(null),
                                    raw);
                        })
                        .toList());
        return file.id();
    }

    /** The signed-in user's files of the last day, newest first. */
    public List<Standing> mine() {
        return store.filesOf(actors.currentId()).stream().map(this::standing).toList();
    }

    /** @return empty if there is no such file or it is somebody else's */
    public Optional<Standing> find(UUID file) {
        return store.file(file)
                .filter(f -> f.uploadedBy().equals(actors.currentId()))
                .map(this::standing);
    }

    /** The rows of these states, in the order of the file. */
    public List<Line> lines(UUID file, Collection<RowState> states, int offset, int limit) {
        require(file);
        List<TakeoverStore.Row> rows = store.rows(file, states, offset, limit);
        List<CaseId> there = rows.stream()
                .filter(row -> row.sealed().isEmpty())
                .flatMap(row -> Optional.ofNullable(row.caseId()).stream())
                .toList();
        Map<CaseId, String> names =
                cases.names(there, actors.current().map(Actors.Actor::teams).orElse(Set.of()));
        Map<CaseId, String> references = store.references(names.keySet());
        return rows.stream().map(row -> line(row, names, references)).toList();
    }

    /** Ticks some of the rows that were shown and unticks the others. */
    @Transactional
    public void choose(UUID file, Set<Integer> shown, Set<Integer> ticked) {
        requireChecked(file);
        Set<Integer> others = new HashSet<>(shown);
        others.removeAll(ticked);
        store.choose(file, others, false);
        store.choose(file, ticked, true);
    }

    /** Ticks every row in which nothing was found; people who look alike are ticked one by one only. */
    @Transactional
    public void chooseAllRight(UUID file) {
        requireChecked(file);
        store.chooseAll(file, RowState.GOOD, true);
    }

    @Transactional
    public void chooseNone(UUID file) {
        requireChecked(file);
        store.chooseAll(file, RowState.GOOD, false);
        store.chooseAll(file, RowState.ALIKE, false);
    }

    /**
     * Has the chosen rows taken over, in the background; if all is right that is every row. A second click does nothing.
     *
     * @throws Refused in German if nothing is chosen
     */
    @Transactional
    public void confirm(UUID file) {
        Standing standing = require(file);
        if (standing.file().state() == TakeoverFile.State.CHECKING) {
            throw new Refused("Die Datei wird noch geprüft. Bitte warten Sie, bis der Prüfbericht da ist.");
        }
        if (standing.file().state() != TakeoverFile.State.CHECKED) {
            return;
        }
        if (standing.allRight()) {
            store.chooseAll(file, RowState.GOOD, true);
        }
        Set<Municipality> places = store.chosenPlaces(file);
        if (places.isEmpty()) {
            throw new Refused("Sie haben keine Zeile ausgewählt. Es wurde nichts übernommen.");
        }
        Set<Municipality> own =
                actors.current().map(Actors.Actor::municipalities).orElse(Set.of());
        if (!own.containsAll(places)) {
            throw new Refused(
                    "Sie gehören inzwischen nicht mehr zu allen Teams, für die Zeilen ausgewählt sind. Bitte laden Sie die Datei neu hoch.");
        }
        if (store.start(file, clock.instant())) {
            store.await(file);
        }
    }

    /**
     * Forgets a file that was not confirmed, or is through.
     *
     * @throws Refused in German while it is being taken over
     */
    @Transactional
    public void discard(UUID file) {
        if (require(file).file().state() == TakeoverFile.State.RUNNING) {
            throw new Refused("Die Übernahme läuft. Sie können die Datei verwerfen, wenn sie fertig ist.");
        }
        store.delete(file);
    }

    /** That the case ran before Lotse did, for who may see the case. */
    public Optional<TakenOver> of(CaseId caseId) {
        return access.visible(caseId) ? store.of(caseId) : Optional.empty();
    }

    /** What ran before Lotse did, for who may see the case. */
    public List<RunningReferral> referralsOf(CaseId caseId) {
        return access.visible(caseId) ? store.referrals(caseId) : List.of();
    }

    /** The own teams' cases whose old file number contains this; newest first, at most {@code limit}. */
    public List<CaseId> withReference(String reference, int limit) {
        return store.withReference(
                reference, actors.current().map(Actors.Actor::teams).orElse(Set.of()), limit);
    }

    /** The old file numbers of cases the caller may see; a case that was not taken over has none. */
    public Map<CaseId, String> references(Collection<CaseId> caseIds) {
        return store.references(caseIds);
    }

    /** The template: headings and an invented row of each kind. */
    public byte[] template() {
        StringBuilder text = new StringBuilder(BYTE_ORDER_MARK)
                .append(csvLine(Column.ALL.stream().map(Column::header).toList()));
        for (RowKind kind : RowKind.values()) {
            text.append(csvLine(Column.ALL.stream().map(c -> c.example(kind)).toList()));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What was found, one line per finding, to put right beside the own table. */
    public byte[] report(UUID file) {
        require(file);
        StringBuilder text = new StringBuilder(BYTE_ORDER_MARK)
                .append(csvLine(List.of("Zeile", "Aktenzeichen alt", "Ergebnis", "Fall", "Spalte", "Hinweis")));
        for (int offset = 0; ; offset += REPORT_PAGE) {
            List<Line> page = lines(file, EnumSet.allOf(RowState.class), offset, REPORT_PAGE);
            for (Line line : page) {
                List<Finding> findings =
                        line.findings().isEmpty() ? List.of(new Finding(Finding.Kind.NOTE, "", "")) : line.findings();
                for (Finding finding : findings) {
                    text.append(csvLine(List.of(
                            String.valueOf(line.number()),
                            line.oldReference(),
                            line.state().label(),
                            line.caseId() == null ? "" : line.caseId().number(),
                            finding.column(),
                            finding.message())));
                }
            }
            if (page.size() < REPORT_PAGE) {
                return text.toString().getBytes(StandardCharsets.UTF_8);
            }
        }
    }

    /** Every cell in quotes; one that a spreadsheet would take for a formula begins with an apostrophe. */
    static String csvLine(List<String> cells) {
        return cells.stream()
                        .map(c -> !c.isEmpty() && "=+-@\t\r\n|%".indexOf(c.charAt(0)) >= 0 ? "'" + c : c)
                        .map(c -> "\"" + c.replace("\"", "\"\"") + "\"")
                        .collect(Collectors.joining(";"))
                + "\r\n";
    }

    private Line line(TakeoverStore.Row row, Map<CaseId, String> names, Map<CaseId, String> references) {
        Optional<Content> content = store.content(row);
        Optional<CaseId> there = Optional.ofNullable(row.caseId());
        return new Line(
                row.number(),
                row.kind(),
                row.state(),
                row.chosen(),
                row.caseId(),
                content.map(Content::oldReference)
                        .or(() -> there.map(references::get))
                        .orElse(""),
                content.map(c -> (c.givenName() + " " + c.familyName()).strip())
                        .or(() -> there.map(names::get))
                        .orElse(""),
                content.map(Content::findings).orElse(List.of()));
    }

    private Standing standing(TakeoverFile file) {
        return new Standing(
                file,
                store.counts(file.id()),
                store.kinds(file.id(), EnumSet.of(RowState.GOOD)),
                store.kinds(file.id(), EnumSet.of(RowState.TAKEN)),
                store.chosen(file.id()));
    }

    private Standing require(UUID file) {
        return find(file)
                .orElseThrow(() -> new Refused("Diese Datei gibt es nicht mehr. Bitte laden Sie sie neu hoch."));
    }

    private void requireChecked(UUID file) {
        TakeoverFile.State state = require(file).file().state();
        if (state == TakeoverFile.State.CHECKING) {
            throw new Refused("Die Datei wird noch geprüft. Bitte warten Sie, bis der Prüfbericht da ist.");
        }
        if (state != TakeoverFile.State.CHECKED) {
            throw new Refused("Die Übernahme hat schon begonnen; an der Auswahl ändert sich nichts mehr.");
        }
    }
}
