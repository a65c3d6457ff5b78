package org.kimlotse.takeover;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.stereotype.Component;

/** What is right and wrong in the rows of a file; the case file and the assessment know most of it themselves. */
@Component
class RowChecks {

    /** @param caseId the case that came out of this row before, or null */
    record Checked(int row, RowState state, Content content, @Nullable CaseId caseId) {}

    /** Somebody further up in the file. */
    private record Namesake(int row, String givenName, String familyName) {

        @Override
        public String toString() {
            return "Namesake[" + row + "]";
        }
    }

    private static final DateTimeFormatter GERMAN =
            DateTimeFormatter.ofPattern("d.M.uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final Set<String> YES = Set.of("ja", "j", "x", "1", "true", "wahr");
    private static final Set<String> NO = Set.of("nein", "n", "0", "false", "falsch");
    private static final Pattern NUMBER_OF_EXCEL = Pattern.compile("\\d+([.,]\\d+)?[eE]\\+\\d+");
    private static final int LONGEST_REFERENCE = 80;
    /** Longer than anything that can be right; of what is wrong no more is kept. */
    private static final int KEPT = 200;

    private static final int QUOTED = 40;

    private final CaseOpening opening;
    private final Assessment assessment;
    private final TakeoverStore store;
    private final Actors actors;
    private final Clock clock;

    RowChecks(CaseOpening opening, Assessment assessment, TakeoverStore store, Actors actors, Clock clock) {
        this.opening = opening;
        this.assessment = assessment;
        this.store = store;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * The file as a whole.
     *
     * @return by position the column, or null where Lotse does not know it
     * @throws Refused in German if a heading is missing or stands twice
     */
    static List<@Nullable Column> columns(CsvFile file) {
        List<@Nullable Column> columns = new ArrayList<>();
        for (String header : file.header()) {
            Column column = Column.ofHeader(header).orElse(null);
            if (column != null && columns.contains(column)) {
                throw new Refused(
                        "Die Spalte „%s“ gibt es zweimal. Bitte löschen Sie eine.".formatted(column.header()));
            }
            columns.add(column);
        }
        String missing = Column.ALL.stream()
                .filter(c -> c.required() && !columns.contains(c))
                .map(c -> "„" + c.header() + "“")
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new Refused(
                    "In der ersten Zeile fehlen Spalten: %s. Bitte verwenden Sie die Überschriften der Vorlage."
                            .formatted(missing));
        }
        return columns;
    }

    /** Every row of the file for the signed-in user, in order. */
    List<Checked> check(CsvFile file, List<@Nullable Column> columns) {
        Actors.Actor actor = actors.current().orElseThrow();
        Map<String, List<String>> teams = new HashMap<>();
        Map<String, Integer> references = new HashMap<>();
        Map<LocalDate, List<Namesake>> people = new HashMap<>();
        List<Checked> checked = new ArrayList<>();
        for (CsvFile.Row row : file.rows()) {
            checked.add(new OneRow(row, columns, actor, teams, references, people).check());
        }
        return checked;
    }

    /** An old file number without what people write differently from one time to the next. */
    static String key(String reference) {
        return reference.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    }

    static Opening.Duplicate first(List<Opening.Duplicate> alike) {
        return alike.get(0);
    }

    /** @param next German: what to do if it is somebody else */
    static Finding alike(List<Opening.Duplicate> alike, String next) {
        return new Finding(
                Finding.Kind.ALIKE,
                "",
                "Vielleicht gibt es diese Person schon: "
                        + alike.stream()
                                .limit(3)
                                .map(d -> "%s (%s). %s"
                                        .formatted(d.caseId(), d.state().label(), d.reason()))
                                .collect(Collectors.joining(" "))
                        + " Ist es jemand anderes, "
                        + next);
    }

    private final class OneRow {

        private final CsvFile.Row row;
        private final Map<String, String> cells = new LinkedHashMap<>();
        private final List<Finding> findings = new ArrayList<>();
        private final Actors.Actor actor;
        private final Map<String, List<String>> teams;
        private final Map<String, Integer> references;
        private final Map<LocalDate, List<Namesake>> people;

        OneRow(
                CsvFile.Row row,
                List<@Nullable Column> columns,
                Actors.Actor actor,
                Map<String, List<String>> teams,
                Map<String, Integer> references,
                Map<LocalDate, List<Namesake>> people) {
            this.row = row;
            this.actor = actor;
            this.teams = teams;
            this.references = references;
            this.people = people;
            for (int i = 0; i < row.cells().size(); i++) {
                Column column = i < columns.size() ? columns.get(i) : null;
                String text = Texts.oneLine(row.cells().get(i));
                if (column != null) {
                    cells.put(column.key(), text);
                    if (text.indexOf('\uFFFD') >= 0) {
                        wrong(
                                column.key(),
                                "Ein Zeichen ist nicht lesbar. Bitte speichern Sie die Tabelle als „CSV UTF-8“.");
                    }
                } else if (i >= columns.size() && !text.isEmpty()) {
                    wrong(
                            "",
                            "Die Zeile hat mehr Spalten als die Kopfzeile. Steht ein Trennzeichen im Text, gehört der Text in Anführungszeichen.");
                }
            }
        }

        Checked check() {
            String reference = reference();
            if (Column.ALL.stream().allMatch(c -> cell(c.key()).equals(c.example()))) {
                wrong("", "Das ist die Beispielzeile der Vorlage. Bitte löschen Sie sie aus der Tabelle.");
            }
            LocalDate born = day(Column.BIRTH_DATE);
            boolean uncertain = yesNo(Column.BIRTH_DATE_UNCERTAIN, "false").equals("true");
            boolean interpreter = yesNo(Column.INTERPRETER, "false").equals("true");
            String phone = cell(Column.PHONE);
            if (NUMBER_OF_EXCEL.matcher(phone).matches()) {
                wrong(
                        Column.PHONE,
                        "Die Tabelle hat aus der Nummer eine Zahl gemacht (%s). Bitte stellen Sie die Spalte auf Text und tragen Sie die Nummer neu ein."
                                .formatted(shortened(phone)));
            }
            Optional<Municipality> municipality = municipality();
            NewCase asked = new NewCase(
                    "takeover",
                    cell(Column.GIVEN_NAME),
                    cell(Column.FAMILY_NAME),
                    born,
                    uncertain,
                    municipality.map(Enum::name).orElse(cell(Column.MUNICIPALITY)),
                    cell(Column.LANGUAGE),
                    interpreter,
                    phone,
                    null,
                    true);
            boolean dayIsWrong = born == null && !cell(Column.BIRTH_DATE).isEmpty();
            opening.problems(asked).stream()
                    .filter(p -> !(dayIsWrong && p.field().equals(Column.BIRTH_DATE)))
                    .forEach(p -> wrong(p.field(), p.message()));
            String manager = manager(municipality);
            LocalDate since = runningSince(born, uncertain);
            Phase phase = phase();
            Map<String, String> facts = facts(born, uncertain);
            @Nullable CaseId known = null;
            RowState state;
            if (municipality.isPresent() && !reference.isEmpty()) {
                Municipality place = municipality.get();
                if (actor.municipalities().contains(place)) {
                    known = store.caseOf(place, key(reference)).orElse(null);
                }
                Integer before = references.putIfAbsent(place + "|" + key(reference), row.number());
                if (before != null) {
                    wrong(
                            Column.OLD_REFERENCE,
                            "„%s“ steht schon in Zeile %d. Jeder Fall braucht ein eigenes Aktenzeichen."
                                    .formatted(shortened(reference), before));
                }
            }
            boolean anyWrong = findings.stream().anyMatch(f -> f.kind() == Finding.Kind.WRONG);
            if (known != null) {
                state = RowState.KNOWN;
                findings.clear();
                findings.add(new Finding(
                        Finding.Kind.NOTE,
                        "",
                        "Schon übernommen als %s; es entsteht kein zweiter Fall.".formatted(known)));
            } else if (anyWrong) {
                state = RowState.WRONG;
            } else {
                state = alike(asked, Objects.requireNonNull(born), uncertain) ? RowState.ALIKE : RowState.GOOD;
                if (born.getDayOfYear() == 1) {
                    findings.add(new Finding(
                            Finding.Kind.NOTE,
                            Column.headerOf(Column.BIRTH_DATE),
                            "Der 1. Januar wird als unsicher gekennzeichnet."));
                }
            }
            return new Checked(
                    row.number(),
                    state,
                    new Content(
                            kept(reference),
                            kept(asked.givenName()),
                            kept(asked.familyName()),
                            born == null ? null : born.toString(),
                            uncertain,
                            kept(asked.municipality()),
                            kept(Language.find(asked.language()).map(Enum::name).orElse(asked.language())),
                            interpreter,
                            kept(phone),
                            kept(manager),
                            since == null ? null : since.toString(),
                            phase,
                            state == RowState.WRONG ? Map.of() : facts,
                            findings),
                    known);
        }

        private boolean alike(NewCase asked, LocalDate born, boolean uncertain) {
            boolean found = false;
            List<Opening.Duplicate> alike =
                    opening.lookAlikes(asked.givenName(), asked.familyName(), born, uncertain, actor.teams());
            if (!alike.isEmpty()) {
                findings.add(RowChecks.alike(alike, "wählen Sie die Zeile aus."));
                found = true;
            }
            List<Namesake> sameDay = people.computeIfAbsent(born, day -> new ArrayList<>());
            Optional<Namesake> before = sameDay.stream()
                    .filter(other -> CaseOpening.alike(
                            asked.givenName(), asked.familyName(), other.givenName(), other.familyName()))
                    .findFirst();
            if (before.isPresent()) {
                findings.add(new Finding(
                        Finding.Kind.ALIKE,
                        "",
                        "Gleicher oder ähnlicher Name und gleiches Geburtsdatum wie in Zeile %d. Ist es jemand anderes, wählen Sie die Zeile aus."
                                .formatted(before.get().row())));
                found = true;
            }
            sameDay.add(new Namesake(row.number(), asked.givenName(), asked.familyName()));
            return found;
        }

        private String reference() {
            String reference = cell(Column.OLD_REFERENCE);
            if (reference.isEmpty()) {
                wrong(
                        Column.OLD_REFERENCE,
                        "Aktenzeichen fehlt. Daran erkennt Lotse den Fall wieder, wenn Sie die Datei noch einmal hochladen.");
            } else if (Texts.length(reference) > LONGEST_REFERENCE) {
                wrong(
                        Column.OLD_REFERENCE,
                        "Das Aktenzeichen ist zu lang: höchstens %d Zeichen, es sind %d."
                                .formatted(LONGEST_REFERENCE, Texts.length(reference)));
            }
            return reference;
        }

        private Optional<Municipality> municipality() {
            String typed = cell(Column.MUNICIPALITY);
            return Municipality.find(typed).or(() -> Arrays.stream(Municipality.values())
                    .filter(m -> m.label().replaceAll(" \\(.*\\)", "").equalsIgnoreCase(typed))
                    .findFirst());
        }

        private String manager(Optional<Municipality> municipality) {
            String manager = cell(Column.CASE_MANAGER);
            if (manager.isEmpty()) {
                wrong(Column.CASE_MANAGER, "Es fehlt, wer den Fall führt. Bitte tragen Sie den Benutzernamen ein.");
            } else if (municipality.isPresent() && actor.municipalities().contains(municipality.get())) {
                List<String> team = teams.computeIfAbsent(municipality.get().team(), actors::membersOf);
                if (!team.contains(manager)) {
                    wrong(
                            Column.CASE_MANAGER,
                            "„%s“ gehört nicht zum Team %s. Zum Team gehören: %s."
                                    .formatted(
                                            shortened(manager),
                                            municipality.get().label(),
                                            team.stream().limit(10).collect(Collectors.joining(", "))));
                }
            }
            return manager;
        }

        private @Nullable LocalDate runningSince(@Nullable LocalDate born, boolean uncertain) {
            LocalDate since = day(Column.RUNNING_SINCE);
            if (cell(Column.RUNNING_SINCE).isEmpty()) {
                wrong(Column.RUNNING_SINCE, "Es fehlt, seit wann der Fall geführt wird.");
            } else if (since != null && since.isAfter(BusinessCalendar.today(clock))) {
                wrong(
                        Column.RUNNING_SINCE,
                        "Der %s liegt in der Zukunft. Bitte prüfen Sie das Jahr."
                                .formatted(BusinessCalendar.german(since)));
            } else if (since != null
                    && born != null
                    && (uncertain ? since.getYear() < born.getYear() : since.isBefore(born))) {
                wrong(Column.RUNNING_SINCE, "Der Fall kann nicht vor der Geburt der Person begonnen haben.");
            }
            return since;
        }

        private @Nullable Phase phase() {
            String typed = cell(Column.PHASE);
            Optional<Phase> phase = Phase.find(typed);
            if (phase.isEmpty()) {
                String known = Arrays.stream(Phase.values()).map(Phase::label).collect(Collectors.joining(", "));
                wrong(
                        Column.PHASE,
                        typed.isEmpty()
                                ? "Der Stand fehlt. Möglich sind: %s.".formatted(known)
                                : "„%s“ gibt es nicht. Möglich sind: %s.".formatted(shortened(typed), known));
            }
            return phase.orElse(null);
        }

        private Map<String, String> facts(@Nullable LocalDate born, boolean uncertain) {
            Map<StatusFact, String> values = new EnumMap<>(StatusFact.class);
            for (StatusFact fact : StatusFact.values()) {
                String typed = cell(fact.key());
                if (!typed.isEmpty()) {
                    String value =
                            switch (fact.kind()) {
                                case CHOICE -> choice(fact, typed);
                                case YES_NO -> yesNo(fact.key(), "");
                                case DAY ->
                                    Optional.ofNullable(day(fact.key()))
                                            .map(LocalDate::toString)
                                            .orElse("");
                                case NUMBER -> typed;
                            };
                    if (!value.isEmpty()) {
                        values.put(fact, value);
                    }
                }
            }
            assessment.problems(values, born, uncertain).forEach(p -> wrong(p.field(), p.message()));
            return values.entrySet().stream()
                    .collect(Collectors.toMap(e -> e.getKey().key(), Map.Entry::getValue));
        }

        private String choice(StatusFact fact, String typed) {
            Optional<String> code = fact.codes().stream()
                    .filter(c -> c.equalsIgnoreCase(typed) || fact.shown(c).equalsIgnoreCase(typed))
                    .findFirst();
            if (code.isEmpty()) {
                wrong(
                        fact.key(),
                        "„%s“ gibt es nicht. Möglich sind: %s."
                                .formatted(
                                        shortened(typed),
                                        fact.codes().stream().map(fact::shown).collect(Collectors.joining(" | "))));
            }
            return code.orElse("");
        }

        private @Nullable LocalDate day(String key) {
            String typed = cell(key).replace(" ", "");
            if (typed.isEmpty()) {
                return null;
            }
            try {
                return typed.contains(".") ? LocalDate.parse(typed, GERMAN) : LocalDate.parse(typed);
            } catch (DateTimeException noSuchDay) {
                wrong(
                        key,
                        "„%s“ ist kein Datum. Bitte als Tag.Monat.Jahr mit vierstelligem Jahr angeben, zum Beispiel 12.04.1995."
                                .formatted(shortened(cell(key))));
                return null;
            }
        }

        private String yesNo(String key, String otherwise) {
            String typed = cell(key).toLowerCase(Locale.ROOT);
            if (YES.contains(typed)) {
                return "true";
            }
            if (NO.contains(typed)) {
                return "false";
            }
            if (!typed.isEmpty()) {
                wrong(key, "„%s“: Bitte ja oder nein eintragen.".formatted(shortened(cell(key))));
            }
            return otherwise;
        }

        private String cell(String key) {
            return cells.getOrDefault(key, "");
        }

        private void wrong(String key, String message) {
            findings.add(new Finding(Finding.Kind.WRONG, key.isEmpty() ? "" : Column.headerOf(key), message));
        }
    }

    private static String kept(String text) {
        return cut(text, KEPT);
    }

    private static String shortened(String text) {
        return cut(text, QUOTED);
    }

    private static String cut(String text, int most) {
        return Texts.length(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }
}
