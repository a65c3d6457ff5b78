package org.kimlotse.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.intake.NeedArea;
import org.kimlotse.referral.facts.CourseStatus;
import org.kimlotse.referral.facts.Literacy;
import org.kimlotse.rulebook.TableGaps.Row;
import org.kimlotse.shared.Rechtskreis;

/**
 * Gaps in the tables themselves: rows that say the same twice, rows nothing reaches, and questions nobody answers. The
 * report stands in {@code target/rule-tables/}, also with what nobody answers on purpose.
 */
class TableGapsTest {

    private static final String[] YES_NO = {"true", "false"};
    private static final String[] LAWS = {
        Rechtskreis.ASYLBLG.name(),
        Rechtskreis.SGB_II.name(),
        Rechtskreis.SGB_III.name(),
        Rechtskreis.SGB_XII_3.name(),
        Rechtskreis.SGB_XII_4.name(),
        Rechtskreis.NONE.name()
    };

    /** Statuses that rules decide instead of a row, with the row of table A. */
    private static final Map<ResidenceStatus, String> BY_RULES = Map.of(
            ResidenceStatus.TITLE_24, "16",
            ResidenceStatus.JOB_SEARCH, "23",
            ResidenceStatus.EU_CITIZEN, "24 bis 27",
            ResidenceStatus.NO_TITLE_YET, "18a",
            ResidenceStatus.OTHER, "18a, 99");

    private final List<String> report = new ArrayList<>();
    private final List<String> known = new ArrayList<>();
    private String name = "";

    @BeforeEach
    void begin(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void write() throws IOException {
        Path target = Path.of("target", "rule-tables", name + ".txt");
        Files.createDirectories(target.getParent());
        List<String> lines = new ArrayList<>(report.isEmpty() ? List.of("Keine Überschneidung, keine Lücke.") : report);
        known.stream().distinct().map(line -> "Gewollt – " + line).forEach(lines::add);
        Files.writeString(target, String.join("\n", lines) + "\n");
    }

    private void holds(TableGaps... tables) {
        for (TableGaps table : tables) {
            report.addAll(table.report());
            known.addAll(table.known());
        }
        assertThat(report).isEmpty();
    }

    private static <E extends Enum<E>> String[] names(E[] values) {
        return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
    }

    private static Function<Row, String> by(String... columns) {
        return row -> Arrays.stream(columns).map(row::cell).collect(Collectors.joining("/"));
    }

    private static boolean is(Map<String, String> question, String what, String... values) {
        return List.of(values).contains(question.get(what));
    }

    // ---- benefit law -------------------------------------------------------------------------------------------

    /** Asks the parameters for days that no law knows. */
    private static final List<Path> DAYS_OF_THE_HOUSE = List.of(
            Path.of("src/main/java/org/kimlotse/casework/Reassessments.java"),
            Path.of("src/main/java/org/kimlotse/referral/process/ReferralTasks.java"));

    @Test
    void theLawOfAPersonIsDecidedOnceForEveryStatus() throws IOException {
        String[] statuses = names(ResidenceStatus.values());
        TableGaps changes = new TableGaps("benefit-law/changes.drl.csv")
                .asks("Status", statuses)
                .asks("Ereignis", events())
                .asks("nur wenn SUBSIDIAER_TRIGGER", "ZUSTELLUNG", "UNANFECHTBAR", "TITEL")
                .words()
                .unreachable()
                .overlapping(row -> "");
        TableGaps stays = new TableGaps("benefit-law/stays.drl.csv")
                .asks("Status", statuses)
                .words()
                .unreachable()
                .overlapping(row -> "");
        TableGaps open = new TableGaps("benefit-law/open.drl.csv")
                .asks("Status", statuses)
                .words()
                .unreachable()
                .overlapping(row -> "");

        Set<String> decided = new TreeSet<>();
        for (TableGaps table : List.of(changes, stays, open)) {
            table.rows().stream()
                    .filter(row -> !row.cell("Stand").equals("announced"))
                    .forEach(row -> decided.add(row.cell("Status")));
        }
        for (ResidenceStatus status : ResidenceStatus.values()) {
            if (BY_RULES.containsKey(status)) {
                known.add(
                        "Tabelle A: den Status " + status + " entscheiden Regeln, Zeile " + BY_RULES.get(status) + ".");
            } else if (!decided.contains(status.name())) {
                report.add("Tabelle A: zum Status " + status.name() + " gibt es keine Zeile.");
            }
        }
        holds(changes, stays, open);
    }

    /** What rules derive as an event; a row that waits for another is never reached. */
    private static String[] events() throws IOException {
        return Pattern.compile("new LegalEvent\\(\"([A-Z_]+)\"")
                .matcher(Files.readString(RuleFiles.DELIVERED.resolve("benefit-law/benefit-law.drl")))
                .results()
                .map(m -> m.group(1))
                .distinct()
                .toArray(String[]::new);
    }

    @Test
    void everyYearOfBirthHasOneAgeLimit() throws IOException {
        String[] years = java.util.stream.IntStream.rangeClosed(1900, 2040)
                .mapToObj(String::valueOf)
                .toArray(String[]::new);
        holds(new TableGaps("benefit-law/age-limits.drl.csv")
                .asks(
                        "Jahrgang",
                        List.of(years),
                        Map.of(
                                "geboren ab Jahr", (cell, year) -> Integer.parseInt(cell) <= Integer.parseInt(year),
                                "bis Jahr", (cell, year) -> Integer.parseInt(year) <= Integer.parseInt(cell)))
                .unreachable()
                .overlapping(row -> "")
                .uncovered("eine Altersgrenze", row -> true, year -> false, ""));
    }

    @Test
    void aParameterHasOneValueOnEveryDay() throws IOException {
        List<Row> rows = TableGaps.rows("parameters/parameters.drl.csv");
        String[] names = rows.stream().map(by("Name")).distinct().toArray(String[]::new);
        TableGaps table = new TableGaps("parameters/parameters.drl.csv")
                .asks("Name", names)
                .words()
                .unreachable()
                .overlapping(row -> "")
                .uncovered("einen Wert", row -> true, question -> false, "");
        String rules = allRules();
        StringBuilder house = new StringBuilder();
        for (Path source : DAYS_OF_THE_HOUSE) {
            house.append(Files.readString(source));
        }
        for (String parameter : names) {
            if (!rules.contains("name == \"" + parameter + "\"")
                    && !rules.contains("name == \"\"" + parameter + "\"\"")
                    && house.indexOf("\"" + parameter + "\")") < 0) {
                report.add("parameters: nach " + parameter + " fragt keine Regel.");
            }
        }
        holds(table);
    }

    private static String allRules() throws IOException {
        StringBuilder all = new StringBuilder();
        for (RuleSet set : RuleSet.values()) {
            RuleFiles.sources(set).files().forEach((path, text) -> all.append(text));
        }
        return all.toString();
    }

    // ---- transition --------------------------------------------------------------------------------------------

    @Test
    void everyStepOfATransitionIsPlannedOnceOrSaysWhyNot() throws IOException {
        TableGaps hops = new TableGaps("transition-hops/hops.drl.csv")
                .asks("neues Recht", "SGB_II", "SGB_XII_3", "SGB_XII_4", "NONE")
                .asks("Kinder im Haushalt möglich", YES_NO)
                .asks("Unterkunft der Gemeinde möglich", YES_NO)
                .asks("Wohnsitzregel möglich", YES_NO)
                .asks("Titel erteilt", YES_NO)
                .asks(
                        "Kursanspruch",
                        List.of("true", "false", "nicht bekannt"),
                        Map.of(
                                "Kursanspruch möglich",
                                (cell, right) -> cell.equals(right.equals("false") ? "false" : "true"),
                                "Kursanspruch",
                                TableGaps.ONE_OF));
        List<Row> names = TableGaps.rows("transition-hops/hop-names.drl.csv");
        Set<String> named = names.stream().map(by("Schritt")).collect(Collectors.toSet());
        names.stream()
                .filter(row -> row.cell("entfällt, weil").isBlank())
                .forEach(row ->
                        report.add("transition-hops/hop-names: " + row.name() + " sagt nicht, wann er entfällt."));
        hops.rows().stream()
                .map(by("Schritt"))
                .filter(hop -> !named.contains(hop))
                .forEach(hop -> report.add("transition-hops/hop-names: " + hop + " fehlt."));

        hops.words().unreachable().overlapping(by("Schritt"));
        for (String hop : new TreeSet<>(named)) {
            hops.uncovered(
                    hop,
                    row -> row.cell("Schritt").equals(hop),
                    question -> switch (hop) {
                        case "H1", "H2", "H3", "H5", "H6", "H7" -> is(question, "neues Recht", "NONE");
                        case "H8" ->
                            is(question, "neues Recht", "NONE")
                                    || is(question, "Unterkunft der Gemeinde möglich", "false");
                        case "H9" -> is(question, "Kinder im Haushalt möglich", "false");
                        case "H10" -> is(question, "Wohnsitzregel möglich", "false");
                        case "H11" -> is(question, "Titel erteilt", "true");
                        case "H12" -> is(question, "Kursanspruch", "false") && !is(question, "neues Recht", "SGB_II");
                        case "H13" -> !is(question, "neues Recht", "SGB_II");
                        default -> false;
                    },
                    reason(names, hop));
        }
        holds(hops);
    }

    private static String reason(List<Row> names, String hop) {
        return names.stream()
                .filter(row -> row.cell("Schritt").equals(hop))
                .map(by("entfällt, weil"))
                .findFirst()
                .orElse("")
                .replaceAll("\\.$", "");
    }

    // ---- referrals ---------------------------------------------------------------------------------------------

    private static TableGaps doors() throws IOException {
        return new TableGaps("language-course/doors.drl.csv")
                .asks("Status", names(CourseStatus.values()))
                .asks("Rechtskreis", LAWS)
                .asks("unter B1", YES_NO)
                .asks("Anspruch offen (Titel auf Dauer, höchstens ein Jahr alt oder rechtzeitig angemeldet)", YES_NO)
                .asks("arbeitsfähig, ohne Arbeit, 18, keine Schule", YES_NO)
                .asks("in Arbeit oder Ausbildung", YES_NO)
                .asks("geht zur Schule", YES_NO);
    }

    @Test
    void everybodyHasAWayIntoACourseAndNoTwoHaveTheSameRank() throws IOException {
        holds(
                doors().words()
                        .unreachable()
                        .overlapping(by("Weg"))
                        .overlapping(by("Rang"))
                        .uncovered(
                                "einen Weg",
                                row -> true,
                                question -> is(question, "geht zur Schule", "true"),
                                "wer zur Schule geht, lernt dort (§ 44 Abs. 3 AufenthG)"),
                new TableGaps("language-course/kinds.drl.csv")
                        .asks("Schrift", names(Literacy.values()))
                        .asks("unter B1", YES_NO)
                        .words()
                        .unreachable()
                        .overlapping(row -> "")
                        .uncovered("eine Kursart", row -> true, question -> false, ""));
    }

    @Test
    void everyWayIntoACourseHasItsSteps() throws IOException {
        String[] doors = doors().rows().stream().map(by("Weg")).distinct().toArray(String[]::new);
        TableGaps steps = new TableGaps("language-course/steps.drl.csv")
                .asks("Weg (eines davon)", doors)
                .asks("verpflichtet", YES_NO)
                .asks("in Arbeit oder Ausbildung", YES_NO)
                .asks("Rechtskreis", LAWS)
                .words()
                .unreachable()
                .overlapping(by("Schritt"));
        steps.uncovered(
                "S1",
                row -> row.cell("Schritt").equals("S1"),
                question -> is(question, "Weg (eines davon)", "KOMMUNAL")
                        || is(question, "Weg (eines davon)", "BERUFSSPRACHKURS")
                                && is(question, "Rechtskreis", "SGB_XII_4"),
                "ein Kurs der Kommune braucht keine Zulassung, und im Alter öffnet sich kein Berufssprachkurs");
        for (String step : List.of("S2", "S3")) {
            steps.uncovered(step, row -> row.cell("Schritt").equals(step), question -> false, "");
        }
        steps.uncovered(
                "S4",
                row -> row.cell("Schritt").equals("S4"),
                question -> is(question, "verpflichtet", "false")
                        || is(question, "Weg (eines davon)", "BAMF", "BERUFSSPRACHKURS", "KOMMUNAL"),
                "nur wer verpflichtet ist, weist die Anmeldung nach");
        // What the steps leave out, no door may open.
        TableGaps vocational = doors();
        vocational.rows().stream()
                .filter(row -> row.cell("Weg").equals("BERUFSSPRACHKURS"))
                .filter(row -> row.cell("Rechtskreis").isEmpty()
                        || row.cell("Rechtskreis").contains("SGB_XII_4"))
                .forEach(row -> report.add(row.name() + " öffnet einen Weg, für den es keinen ersten Schritt gibt."));
        holds(steps);
    }

    @Test
    void everyNeedHasAWayAndEveryWayIntoWorkItsFirstStep() throws IOException {
        String[] needs = names(NeedArea.values());
        TableGaps routes = new TableGaps("referral-routing/routes.drl.csv")
                .asks("Bedarf (eines davon)", needs)
                .asks("Rechtskreis", LAWS)
                .asks("Rechtskreis wechselt", YES_NO)
                .asks("über der Altersgrenze", YES_NO)
                .words()
                .unreachable()
                .overlapping(by("Vermittlung", "Bezeichnung"))
                .uncovered(
                        "einen Weg",
                        row -> !row.cell("Bedarf (eines davon)").isEmpty()
                                || row.cell("Vermittlung").equals("TRANSITION"),
                        question -> false,
                        "");
        TableGaps work = new TableGaps("jobcenter-referral/steps.drl.csv")
                .asks("Rechtskreis", LAWS)
                .asks("Anerkennung gewünscht", YES_NO)
                .asks("zahlt bei Arbeitsbeginn", LAWS)
                .words()
                .unreachable()
                .overlapping(by("Schritt"))
                .uncovered("J1", row -> row.cell("Schritt").equals("J1"), question -> false, "")
                .uncovered(
                        "J2",
                        row -> row.cell("Schritt").equals("J2"),
                        question -> !is(question, "Rechtskreis", "SGB_II"),
                        "einen Kooperationsplan gibt es nur im SGB II")
                .uncovered(
                        "J3",
                        row -> row.cell("Schritt").equals("J3"),
                        question -> is(question, "Anerkennung gewünscht", "false"),
                        "nicht jede Person wünscht eine Anerkennung")
                .uncovered(
                        "J4",
                        row -> row.cell("Schritt").equals("J4"),
                        question -> is(question, "zahlt bei Arbeitsbeginn", "NONE"),
                        "wer nichts erhält, hat keiner Stelle etwas zu melden");
        holds(routes, work);
    }

    // ---- handovers ---------------------------------------------------------------------------------------------

    @Test
    void theLadderBeginsAndEndsForEverybodyAndNeverStepsBack() throws IOException {
        TableGaps ladder = new TableGaps("missed-handovers/ladder.drl.csv")
                .asks("am Zug", "Stelle", "Fallbegleitung")
                .words()
                .unreachable()
                .overlapping(by("Stufe"));
        for (String level : List.of("1", "2", "3", "4")) {
            ladder.uncovered(
                    "Stufe " + level,
                    row -> row.cell("Stufe").equals(level),
                    question -> is(question, "am Zug", "Fallbegleitung")
                            && Set.of("2", "3").contains(level),
                    "liegt der nächste Schritt bei der Fallbegleitung, wird die Stelle nicht angesprochen");
        }
        for (String turn : List.of("Stelle", "Fallbegleitung")) {
            Map<Integer, Integer> days = new TreeMap<>();
            ladder.rows().stream()
                    .filter(row ->
                            row.cell("am Zug").isEmpty() || row.cell("am Zug").equals(turn))
                    .forEach(row -> days.put(
                            Integer.parseInt(row.cell("Stufe")), Integer.parseInt(row.cell("nach Arbeitstagen"))));
            List<Integer> inOrder = List.copyOf(days.values());
            if (!inOrder.equals(inOrder.stream().sorted().distinct().toList())) {
                report.add(
                        "missed-handovers/ladder: für „" + turn + "“ beginnt eine höhere Stufe nicht später: " + days);
            }
        }
        holds(ladder);
    }

    // ---- order -------------------------------------------------------------------------------------------------

    @Test
    void theOrderOfWorkNamesEveryStepOnceAndNothingComesBeforeWhatItNeeds() throws IOException {
        List<Row> rows = TableGaps.rows("order-of-work/order.drl.csv");
        String[] steps = rows.stream().map(by("Schritt")).distinct().toArray(String[]::new);
        Map<String, Integer> rank = new HashMap<>();
        rows.forEach(row -> rank.put(row.cell("Schritt"), Integer.parseInt(row.cell("Rang"))));
        for (Row row : rows) {
            for (String before : row.cell("nach").split(",")) {
                String step = before.strip();
                if (!step.isEmpty() && !(rank.getOrDefault(step, Integer.MAX_VALUE) < rank.get(row.cell("Schritt")))) {
                    report.add("order-of-work/order: " + row.name() + " braucht " + step + ", das nicht vorher kommt.");
                }
            }
        }
        Set<String> missing = new TreeSet<>(TableGaps.rows("transition-hops/hop-names.drl.csv").stream()
                .map(by("Schritt"))
                .toList());
        missing.addAll(found("Found.of\\(\"STEP\"\\)\\.value\\(\"step\", \"([A-Z0-9_]+)\""));
        missing.removeAll(Set.of(steps));
        missing.forEach(step -> report.add("order-of-work/order: " + step + " hat keinen Platz und käme zuletzt."));
        holds(new TableGaps("order-of-work/order.drl.csv")
                .asks("Schritt", steps)
                .unreachable()
                .overlapping(row -> ""));
    }

    private static Set<String> found(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(allRules())
                .results()
                .map(m -> m.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatCannotBeDatedBeforeWhatHasNoCircle() throws IOException {
        List<Row> rows = TableGaps.rows("consistency/day-order.drl.csv");
        Map<String, Set<String>> after = new HashMap<>();
        rows.forEach(row ->
                after.computeIfAbsent(row.cell("zuerst"), k -> new HashSet<>()).add(row.cell("danach")));
        for (String what : after.keySet()) {
            Set<String> reached = new HashSet<>();
            List<String> open = new ArrayList<>(after.get(what));
            while (!open.isEmpty()) {
                String next = open.remove(0);
                if (reached.add(next)) {
                    open.addAll(after.getOrDefault(next, Set.of()));
                }
            }
            if (reached.contains(what)) {
                report.add("consistency/day-order: " + what + " kann nicht vor sich selbst geschehen.");
            }
        }
        String[] things = rows.stream().map(by("zuerst")).distinct().toArray(String[]::new);
        holds(new TableGaps("consistency/day-order.drl.csv")
                .asks("zuerst", things)
                .words()
                .unreachable()
                .overlapping(by("zuerst", "danach")));
    }

    // ---- the check itself --------------------------------------------------------------------------------------

    private static Row row(String name, String status, String from, String until) {
        return new Row(
                "t",
                Map.of("Regel", name, "Status", status, "gültig ab", from, "gültig bis", until, "Stand", "inForce"));
    }

    @Test
    void theCheckFindsWhatItLooksFor() {
        TableGaps table = new TableGaps(
                        "t",
                        List.of(
                                row("a", "X", "2026-01-01", ""),
                                row("b", "X Y", "2027-01-01", ""),
                                row("c", "Y", "2026-01-01", "2026-11-30"),
                                row("d", "Z", "2026-01-01", ""),
                                row("e", "X", "2026-06-01", "2026-05-31")))
                .asks("Status", "X", "Y")
                .words()
                .unreachable()
                .overlapping(row -> "")
                .uncovered("etwas", row -> true, question -> false, "");
        assertThat(table.report())
                .containsExactly(
                        "t: Zeile d: „Status“ kennt Z nicht.",
                        "t: Zeile d wird von keiner Angabe erreicht.",
                        "t: Zeile e endet, bevor sie beginnt.",
                        "t: Zeilen a und b geben dieselbe Antwort für dieselben Angaben am selben Tag.",
                        "t: „etwas“ gibt ab 2026-12-01 keine Zeile für Status Y (1 von 2 Fällen).");
    }

    @Test
    void aGapThatIsMeantIsReportedAsSuch() {
        TableGaps table = new TableGaps("t", List.of(row("a", "X", "2026-01-01", "")))
                .asks("Status", "X", "Y")
                .uncovered("etwas", row -> true, question -> is(question, "Status", "Y"), "Y ist gewollt");
        assertThat(table.report()).isEmpty();
        assertThat(table.known()).containsExactly("t: nicht immer „etwas“: Y ist gewollt.");
    }
}
