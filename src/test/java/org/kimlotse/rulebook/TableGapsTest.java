package org.kimlotse.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
    private static final String[] TRIGGERS = {"ZUSTELLUNG", "UNANFECHTBAR", "TITEL"};
    private static final Path OBSERVATIONS = Path.of("src/main/java/org/kimlotse/referral/process/HealthFields.java");
    private static final String[] LAWS = {
        Rechtskreis.ASYLBLG.name(),
        Rechtskreis.SGB_II.name(),
        Rechtskreis.SGB_III.name(),
        Rechtskreis.SGB_XII_3.name(),
        Rechtskreis.SGB_XII_4.name(),
        Rechtskreis.NONE.name()
    };

    private static final Set<ResidenceStatus> STAYS = EnumSet.of(
            ResidenceStatus.GESTATTUNG,
            ResidenceStatus.ANKUNFTSNACHWEIS,
            ResidenceStatus.FOLGEANTRAG,
            ResidenceStatus.DULDUNG,
            ResidenceStatus.DULDUNG_60A_2_3,
            ResidenceStatus.DULDUNG_60B,
            ResidenceStatus.DULDUNG_60C,
            ResidenceStatus.DULDUNG_60D,
            ResidenceStatus.ENFORCEABLE_DEPARTURE,
            ResidenceStatus.TITLE_23_1_WAR,
            ResidenceStatus.TITLE_25_4_1);

    /** Titles of row 22: outside the AsylbLG, unless somebody comes out of it. */
    private static final Set<ResidenceStatus> OTHER_TITLES = EnumSet.of(
            ResidenceStatus.FAMILY_TITLE,
            ResidenceStatus.WORK_TITLE,
            ResidenceStatus.RESETTLEMENT_TITLE,
            ResidenceStatus.ADMISSION_TITLE,
            ResidenceStatus.HARDSHIP_TITLE,
            ResidenceStatus.VICTIM_TITLE,
            ResidenceStatus.SETTLEMENT,
            ResidenceStatus.OTHER_TITLE);

    /** Statuses that rules decide instead of a row of stays or open, with the row of table A. */
    private static final Map<ResidenceStatus, String> BY_RULES = Map.of(
            ResidenceStatus.TITLE_24, "16",
            ResidenceStatus.JOB_SEARCH, "23",
            ResidenceStatus.EU_CITIZEN, "24 bis 27",
            ResidenceStatus.NO_TITLE_YET, "18a",
            ResidenceStatus.OTHER, "18a, 99");

    private static final LocalDate SINCE_EVER = LocalDate.of(2005, 1, 1);
    private static final LocalDate JUNE_2022 = LocalDate.of(2022, 6, 1);

    /**
     * An event that ends the AsylbLG for some statuses.
     *
     * @param trigger SUBSIDIAER_TRIGGER that makes it count for subsidiary protection, or empty
     * @param until the last day it can happen on, or {@link LocalDate#MAX}
     * @param because why it ends it for no other status
     */
    private record Ends(
            String event,
            Set<ResidenceStatus> statuses,
            String trigger,
            LocalDate from,
            LocalDate until,
            String because) {

        static Ends ofAlways(String event, Set<ResidenceStatus> statuses, String trigger, String because) {
            return new Ends(event, statuses, trigger, SINCE_EVER, LocalDate.MAX, because);
        }

        boolean of(ResidenceStatus status, String setTo) {
            return status == ResidenceStatus.SUBSIDIARY ? trigger.equals(setTo) : statuses.contains(status);
        }
    }

    private static final List<Ends> ENDS = List.of(
            Ends.ofAlways(
                    "ZUSTELLUNG",
                    EnumSet.of(ResidenceStatus.RECOGNISED),
                    "ZUSTELLUNG",
                    "erlaubt ist der Aufenthalt mit dem Bescheid nur bei Anerkennung und subsidiärem Schutz (§ 25 Abs. 1 S. 3, Abs. 2 S. 3 AufenthG)"),
            Ends.ofAlways(
                    "TITEL_OHNE_ZUSTELLUNG",
                    EnumSet.of(ResidenceStatus.RECOGNISED),
                    "ZUSTELLUNG",
                    "der Titel tritt nur dort an die Stelle der Zustellung, wo sie zählt"),
            Ends.ofAlways(
                    "UNANFECHTBAR",
                    EnumSet.noneOf(ResidenceStatus.class),
                    "UNANFECHTBAR",
                    "nur beim subsidiären Schutz wird vertreten, dass es darauf ankommt"),
            Ends.ofAlways(
                    "TITEL",
                    EnumSet.of(
                            ResidenceStatus.DEPORTATION_BAN,
                            ResidenceStatus.TITLE_25A,
                            ResidenceStatus.TITLE_25B,
                            ResidenceStatus.TITLE_104C),
                    "TITEL",
                    "andere Titel fallen selbst unter das AsylbLG, folgen ihm nicht oder haben ein eigenes Ereignis"),
            Ends.ofAlways(
                    "ACHTZEHN_MONATE",
                    EnumSet.of(ResidenceStatus.TITLE_25_5),
                    "",
                    "achtzehn Monate zählen nur bei § 25 Abs. 5 AufenthG (§ 1 Abs. 1 Nr. 3 Buchst. c AsylbLG)"),
            Ends.ofAlways(
                    "TITEL_NACH_ACHTZEHN_MONATEN",
                    EnumSet.of(ResidenceStatus.TITLE_25_5),
                    "",
                    "achtzehn Monate zählen nur bei § 25 Abs. 5 AufenthG (§ 1 Abs. 1 Nr. 3 Buchst. c AsylbLG)"),
            Ends.ofAlways(
                    "ELTERNTEIL",
                    EnumSet.of(ResidenceStatus.TITLE_25_5),
                    "",
                    "mit dem Elternteil endet es nur bei § 25 Abs. 5 AufenthG (§ 1 Abs. 3 S. 2 AsylbLG)"),
            new Ends(
                    "FIKTIONSBESCHEINIGUNG",
                    EnumSet.of(ResidenceStatus.TITLE_24),
                    "",
                    JUNE_2022,
                    LocalDate.MAX,
                    "die Bescheinigung allein genügt nur beim Schutz nach § 24 AufenthG (§ 1 Abs. 3a AsylbLG), seit dem 01.06.2022"),
            new Ends(
                    "TITEL_VOR_BESCHEINIGUNG",
                    EnumSet.of(ResidenceStatus.TITLE_24),
                    "",
                    JUNE_2022,
                    LocalDate.MAX,
                    "Titel vor der Bescheinigung gibt es nur beim Schutz nach § 24 AufenthG, seit dem 01.06.2022"),
            new Ends(
                    "SCHUTZ_VOR_SGB_II",
                    EnumSet.of(ResidenceStatus.TITLE_24),
                    "",
                    JUNE_2022.minusDays(1),
                    JUNE_2022.minusDays(1),
                    "§ 74 Abs. 3 SGB II gilt nur für den Schutz nach § 24 AufenthG, an diesem einen Tag"),
            Ends.ofAlways("TITEL_AUS_ASYLBLG", OTHER_TITLES, "", "die anderen Titel haben ein eigenes Ereignis"),
            Ends.ofAlways(
                    "ANGEHOERIGER",
                    EnumSet.of(ResidenceStatus.NO_TITLE_YET, ResidenceStatus.OTHER),
                    "",
                    "wer einen eigenen Grund hat, leitet nichts ab (§ 1 Abs. 1 Nr. 6 AsylbLG)"));

    private final List<String> report = new ArrayList<>();
    private final List<String> known = new ArrayList<>();
    private String name = "";
    private Path rules = RuleFiles.DELIVERED;

    @BeforeEach
    void begin(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void write() throws IOException {
        if (!rules.equals(RuleFiles.DELIVERED)) {
            return;
        }
        Path target = Path.of("target", "rule-tables", name + ".txt");
        Files.createDirectories(target.getParent());
        List<String> lines = new ArrayList<>(report.isEmpty() ? List.of("Keine Überschneidung, keine Lücke.") : report);
        known.stream().distinct().map(line -> "Gewollt – " + line).forEach(lines::add);
        Files.writeString(target, String.join("\n", lines) + "\n");
    }

    private void holds(TableGaps... tables) {
        looked(tables);
        assertThat(report).isEmpty();
    }

    private void looked(TableGaps... tables) {
        for (TableGaps table : tables) {
            report.addAll(table.report());
            known.addAll(table.known());
        }
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
        lawOfAPerson();
        assertThat(report).isEmpty();
    }

    private void lawOfAPerson() throws IOException {
        String[] statuses = names(ResidenceStatus.values());
        TableGaps changes = new TableGaps(rules, "benefit-law/changes.drl.csv")
                .asks("Status", statuses)
                .asks("Ereignis", events())
                .asks("nur wenn SUBSIDIAER_TRIGGER", TRIGGERS)
                .words()
                .unreachable()
                .overlapping(row -> "");
        TableGaps stays = new TableGaps(rules, "benefit-law/stays.drl.csv")
                .asks("Status", statuses)
                .words()
                .unreachable()
                .overlapping(row -> "");
        TableGaps open = new TableGaps(rules, "benefit-law/open.drl.csv")
                .asks("Status", statuses)
                .words()
                .unreachable()
                .overlapping(row -> "");
        looked(changes, stays, open);
        for (String event : events()) {
            if (ENDS.stream().noneMatch(ends -> ends.event().equals(event))) {
                report.add("Tabelle A: für welchen Status das Ereignis " + event + " zählt, ist nicht gesagt.");
            }
        }
        SortedSet<LocalDate> days = new TreeSet<>(List.of(SINCE_EVER, JUNE_2022.minusDays(1), JUNE_2022));
        for (TableGaps table : List.of(changes, stays, open)) {
            days.addAll(table.days());
        }
        for (ResidenceStatus status : ResidenceStatus.values()) {
            decidedInOneTable(status, days, changes, stays, open);
        }
        new TreeMap<>(BY_RULES)
                .forEach((status, row) -> known.add("Tabelle A: ob für " + status
                        + " das AsylbLG gilt, entscheiden Regeln (Zeile " + row + "), keine Zeile einer Tabelle."));
        ENDS.forEach(ends -> known.add(
                "Tabelle A: das Ereignis " + ends.event() + " zählt nicht bei jedem Status: " + ends.because() + "."));
    }

    /** The three tables of table A laid over each other, for one status on all days on which something begins or ends. */
    private void decidedInOneTable(
            ResidenceStatus status, SortedSet<LocalDate> days, TableGaps changes, TableGaps stays, TableGaps open) {
        Set<String> found = new LinkedHashSet<>();
        for (LocalDate day : days) {
            List<String> remain = rowsOf(stays, status, day);
            List<String> outside = rowsOf(open, status, day);
            List<String> ending = rowsOf(changes, status, day);
            boolean mayEnd = ENDS.stream()
                    .anyMatch(ends -> ends.statuses().contains(status)
                            || status == ResidenceStatus.SUBSIDIARY
                                    && !ends.trigger().isEmpty());
            if (STAYS.contains(status) && remain.isEmpty()) {
                found.add("keine Zeile sagt, dass es beim AsylbLG bleibt, ab " + day);
            }
            if ((OTHER_TITLES.contains(status) || status == ResidenceStatus.GERMAN) && outside.isEmpty()) {
                found.add("keine Zeile sagt, dass das AsylbLG nicht gilt, ab " + day);
            }
            if (!STAYS.contains(status) && !remain.isEmpty()) {
                found.add("beim AsylbLG bleiben lässt " + remain + ", das passt nicht zu diesem Status");
            }
            if (!OTHER_TITLES.contains(status) && status != ResidenceStatus.GERMAN && !outside.isEmpty()) {
                found.add("als nie erfasst gilt nach " + outside + ", das passt nicht zu diesem Status");
            }
            if (!mayEnd && !ending.isEmpty()) {
                found.add("das AsylbLG endet nach " + ending + ", das passt nicht zu diesem Status");
            }
            if (!remain.isEmpty() && !(outside.isEmpty() && ending.isEmpty())) {
                found.add(remain + " und " + outside + ending + " widersprechen einander");
            }
            for (String trigger : TRIGGERS) {
                for (Ends ends : ENDS) {
                    if (!day.isBefore(ends.from()) && !day.isAfter(ends.until())) {
                        endsOnce(status, day, trigger, ends, changes).ifPresent(found::add);
                    }
                }
            }
            if (!STAYS.contains(status)
                    && !OTHER_TITLES.contains(status)
                    && status != ResidenceStatus.GERMAN
                    && !mayEnd
                    && !BY_RULES.containsKey(status)) {
                found.add("niemand entscheidet diesen Status");
            }
        }
        found.forEach(words -> report.add("Tabelle A, " + status + ": " + words + "."));
    }

    private static Optional<String> endsOnce(
            ResidenceStatus status, LocalDate day, String trigger, Ends ends, TableGaps changes) {
        List<String> rows = changes
                .answering(
                        Map.of(
                                "Status",
                                status.name(),
                                "Ereignis",
                                ends.event(),
                                "nur wenn SUBSIDIAER_TRIGGER",
                                trigger),
                        day)
                .stream()
                .map(Row::name)
                .toList();
        boolean expected = ends.of(status, trigger);
        String when = ends.event() + (status == ResidenceStatus.SUBSIDIARY ? " (Schalter " + trigger + ")" : "");
        if (expected && rows.isEmpty()) {
            return Optional.of("mit dem Ereignis " + when + " endet das AsylbLG nach keiner Zeile, ab " + day);
        }
        if (!expected && !rows.isEmpty()) {
            return Optional.of("das Ereignis " + when + " zählt bei diesem Status nicht, aber in " + rows);
        }
        return Optional.empty();
    }

    private static List<String> rowsOf(TableGaps table, ResidenceStatus status, LocalDate day) {
        return table.rows().stream()
                .filter(row -> row.holdsOn(day) && row.cell("Status").equals(status.name()))
                .map(Row::name)
                .toList();
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
        holds(new TableGaps(rules, "benefit-law/age-limits.drl.csv")
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
        List<Row> rows = TableGaps.rows(rules, "parameters/parameters.drl.csv");
        String[] names = rows.stream().map(by("Name")).distinct().toArray(String[]::new);
        TableGaps table = new TableGaps(rules, "parameters/parameters.drl.csv")
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
        TableGaps hops = new TableGaps(rules, "transition-hops/hops.drl.csv")
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
        List<Row> names = TableGaps.rows(rules, "transition-hops/hop-names.drl.csv");
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

    private TableGaps doors() throws IOException {
        return new TableGaps(rules, "language-course/doors.drl.csv")
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
        waysIntoACourse();
        assertThat(report).isEmpty();
    }

    private void waysIntoACourse() throws IOException {
        TableGaps doors = doors().words()
                .unreachable()
                .overlapping(by("Weg"))
                .overlapping(by("Rang"))
                .uncovered(
                        "einen Weg",
                        row -> true,
                        question -> is(question, "geht zur Schule", "true"),
                        "wer zur Schule geht, lernt dort (§ 44 Abs. 3 AufenthG)");
        String right = "Anspruch offen (Titel auf Dauer, höchstens ein Jahr alt oder rechtzeitig angemeldet)";
        String[] withRight = {"P25_1_2", "P25B", "FAMILY_OR_WORK", "RESETTLED"};
        String[] mayBeAdmitted = {
            "GESTATTUNG", "DULDUNG_60A_2_3", "P24", "P25_5", "P25_3", "OTHER_TITLE", "EU", "GERMAN"
        };
        door(
                doors,
                "ANSPRUCH",
                question -> is(question, "unter B1", "true")
                        && is(question, "Status", withRight)
                        && is(question, right, "true"),
                "einen Anspruch gibt nur ein Titel nach § 44 Abs. 1 AufenthG, unter B1 und ein Jahr lang");
        door(
                doors,
                "JOBCENTER",
                question -> is(question, "unter B1", "true") && is(question, "Rechtskreis", "SGB_II"),
                "das Jobcenter lässt nur zu, wem es zahlt (§ 5a IntV)");
        door(
                doors,
                "SOZIALAMT",
                question -> is(question, "unter B1", "true")
                        && is(question, "Rechtskreis", "ASYLBLG")
                        && is(question, "arbeitsfähig, ohne Arbeit, 18, keine Schule", "true")
                        && is(question, "Status", "GESTATTUNG", "DULDUNG_60A_2_3", "P24", "P25_5"),
                "§ 5b AsylbLG nennt arbeitsfähige Erwachsene ohne Arbeit mit diesem Aufenthalt");
        door(
                doors,
                "BAMF",
                question -> is(question, "unter B1", "true")
                        && (is(question, "Status", mayBeAdmitted)
                                || is(question, "Status", withRight) && is(question, right, "false")),
                "das Bundesamt lässt nach § 44 Abs. 4 AufenthG zu, wer keinen Anspruch hat");
        door(
                doors,
                "BERUFSSPRACHKURS",
                question -> is(question, "unter B1", "false") && !is(question, "Rechtskreis", "SGB_XII_4"),
                "ein Berufssprachkurs setzt B1 voraus, und im Alter öffnet er sich nicht");
        looked(
                doors,
                new TableGaps(rules, "language-course/kinds.drl.csv")
                        .asks("Schrift", names(Literacy.values()))
                        .asks("unter B1", YES_NO)
                        .words()
                        .unreachable()
                        .overlapping(row -> "")
                        .uncovered("eine Kursart", row -> true, question -> false, ""));
    }

    private static void door(TableGaps doors, String way, Predicate<Map<String, String>> opens, String because) {
        doors.uncovered(
                way,
                row -> row.cell("Weg").equals(way),
                question -> is(question, "geht zur Schule", "true") || !opens.test(question),
                because);
    }

    @Test
    void everyWayIntoACourseHasItsSteps() throws IOException {
        String[] doors = doors().rows().stream().map(by("Weg")).distinct().toArray(String[]::new);
        TableGaps steps = new TableGaps(rules, "language-course/steps.drl.csv")
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
        TableGaps routes = new TableGaps(rules, "referral-routing/routes.drl.csv")
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
        TableGaps work = new TableGaps(rules, "jobcenter-referral/steps.drl.csv")
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

    // ---- health ------------------------------------------------------------------------------------------------

    @Test
    void everyObservationHasItsAddresseesAndEveryStepIsPlannedOnce() throws IOException {
        addressees();
        healthSteps();
        assertThat(report).isEmpty();
    }

    private void addressees() throws IOException {
        String[] observations = Pattern.compile("(?s)enum Observation \\{(.*?)}")
                .matcher(Files.readString(OBSERVATIONS))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1)
                .strip()
                .split("\\s*,\\s*");
        String observed = "Beobachtet (eines davon)";
        TableGaps table = new TableGaps(rules, "health/addressees.drl.csv")
                .asks(observed, observations)
                .words()
                .unreachable()
                .overlapping(by("Stelle"))
                .overlapping(by("Rang"))
                .uncovered("HAUSARZT", row -> row.cell("Stelle").equals("HAUSARZT"), question -> false, "")
                .uncovered(
                        "PSZ",
                        row -> row.cell("Stelle").equals("PSZ"),
                        question -> !is(
                                question,
                                observed,
                                "CONCENTRATION",
                                "SLEEP",
                                "FLASHBACKS",
                                "WITHDRAWAL",
                                "VIOLENCE",
                                "GRIEF"),
                        "das Psychosoziale Zentrum berät nach belastenden Erlebnissen")
                .uncovered(
                        "SPDI",
                        row -> row.cell("Stelle").equals("SPDI"),
                        question -> !is(question, observed, "SUBSTANCE", "CONFUSED"),
                        "der Sozialpsychiatrische Dienst berät bei Sucht und schweren seelischen Erkrankungen");
        looked(table);
    }

    private void healthSteps() throws IOException {
        TableGaps steps = new TableGaps(rules, "health/steps.drl.csv")
                .asks("gefragte Stelle", "PSZ", "SPDI", "HAUSARZT")
                .asks("Grundleistungen AsylbLG", YES_NO)
                .asks("Antrag gewünscht", YES_NO)
                .asks("§ 24 AufenthG mit besonderen Bedürfnissen", YES_NO)
                .asks(
                        "Wechsel steht bevor",
                        List.of(YES_NO),
                        Map.of("Wechsel steht bevor", (cell, changes) -> cell.equals("!=") == changes.equals("true")))
                .asks("Behandlung oder Vermittlung läuft", YES_NO)
                .words()
                .unreachable()
                .overlapping(by("Schritt"))
                .uncovered("G1", row -> row.cell("Schritt").equals("G1"), question -> false, "")
                .uncovered(
                        "G2",
                        row -> row.cell("Schritt").equals("G2"),
                        question -> is(question, "Grundleistungen AsylbLG", "false")
                                || is(question, "Antrag gewünscht", "false"),
                        "einen Antrag beim Sozialamt braucht nur, wer Grundleistungen bekommt und ihn wünscht (§§ 4, 6 AsylbLG)")
                .uncovered(
                        "G3",
                        row -> row.cell("Schritt").equals("G3"),
                        question -> is(question, "Wechsel steht bevor", "false")
                                || is(question, "Behandlung oder Vermittlung läuft", "false"),
                        "fortzuführen ist nur, was läuft, wenn das Recht wechselt");
        looked(steps);
    }

    // ---- all tables --------------------------------------------------------------------------------------------

    @Test
    void whatEndsHasASuccessorOrIsSaidToHaveExpired() throws IOException {
        succession();
        assertThat(report).isEmpty();
    }

    private void succession() throws IOException {
        for (String table : tables()) {
            RuleFile file = RuleFile.parse(table, Files.readString(rules.resolve(table)));
            Succession.breaks(file.dating().validity())
                    .forEach(one -> report.add(table + ": Zeile " + one.rule() + ": " + one.message()));
        }
    }

    private List<String> tables() throws IOException {
        try (Stream<Path> files = Files.walk(rules)) {
            return files.map(file -> rules.relativize(file).toString().replace('\\', '/'))
                    .filter(RuleFile::isTable)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyTableIsLookedAt() throws IOException {
        String here = Files.readString(Path.of("src/test/java/org/kimlotse/rulebook/TableGapsTest.java"));
        assertThat(tables()).isNotEmpty().allSatisfy(table -> assertThat(here).contains("rules, \"" + table + "\")"));
    }

    // ---- mistakes planted --------------------------------------------------------------------------------------

    private interface Look {
        void at(TableGapsTest rules) throws IOException;
    }

    /** @param words that the report must say */
    private record Planted(String what, String table, UnaryOperator<String> mistake, Look look, String... words) {

        @Override
        public String toString() {
            return what;
        }
    }

    private static UnaryOperator<String> without(String row) {
        return table -> replaced(table, line(row), "");
    }

    private static UnaryOperator<String> doubled(String row, String cell, String otherwise) {
        return table -> {
            Matcher line = Pattern.compile(line(row)).matcher(table);
            assertThat(line.find()).isTrue();
            String copy = line.group().replaceFirst("\"" + row + "\"", "\"" + row + "x\"");
            assertThat(copy).contains(cell);
            return table.stripTrailing() + "\n" + copy.replace(cell, otherwise);
        };
    }

    private static UnaryOperator<String> endingWith2026(String row) {
        return table -> {
            Matcher line = Pattern.compile(line(row)).matcher(table);
            assertThat(line.find()).isTrue();
            return table.replace(
                    line.group(), replaced(line.group(), "\"2005-01-01\",\"\"", "\"2005-01-01\",\"2026-12-31\""));
        };
    }

    private static String line(String row) {
        return "(?m)^\"" + Pattern.quote(row) + "\".*\n?";
    }

    private static String replaced(String text, String what, String by) {
        String after = text.replaceFirst(what, by);
        assertThat(after).isNotEqualTo(text);
        return after;
    }

    static Stream<Planted> mistakes() {
        String changes = "benefit-law/changes.drl.csv";
        String stays = "benefit-law/stays.drl.csv";
        String open = "benefit-law/open.drl.csv";
        String doors = "language-course/doors.drl.csv";
        String addressees = "health/addressees.drl.csv";
        String steps = "health/steps.drl.csv";
        Look law = TableGapsTest::lawOfAPerson;
        Look ways = TableGapsTest::waysIntoACourse;
        Look helpers = TableGapsTest::addressees;
        Look asked = TableGapsTest::healthSteps;
        Look lasting = TableGapsTest::succession;
        return Stream.of(
                new Planted("row 11 gone", changes, without("benefit-law.row-11"), law, "SUBSIDIARY", "ZUSTELLUNG"),
                new Planted("row 12 gone", changes, without("benefit-law.row-12"), law, "DEPORTATION_BAN", "TITEL"),
                new Planted(
                        "row 13 gone", changes, without("benefit-law.row-13"), law, "TITLE_25_5", "ACHTZEHN_MONATE"),
                new Planted(
                        "row 17 gone",
                        changes,
                        without("benefit-law.row-17"),
                        law,
                        "TITLE_24",
                        "FIKTIONSBESCHEINIGUNG"),
                new Planted("row 20 gone", stays, without("benefit-law.row-20"), law, "DULDUNG", "beim AsylbLG bleibt"),
                new Planted(
                        "row 22 gone",
                        open,
                        without("benefit-law.row-22-open-settlement"),
                        law,
                        "SETTLEMENT",
                        "nicht gilt"),
                new Planted(
                        "row 20 ends", stays, endingWith2026("benefit-law.row-20"), law, "DULDUNG", "ab 2027-01-01"),
                new Planted(
                        "row 20 for 60d ends",
                        stays,
                        endingWith2026("benefit-law.row-20-60d"),
                        law,
                        "DULDUNG_60D",
                        "ab 2027-01-01"),
                new Planted(
                        "row 10 ends",
                        changes,
                        endingWith2026("benefit-law.row-10"),
                        law,
                        "RECOGNISED",
                        "ZUSTELLUNG",
                        "ab 2027-01-01"),
                new Planted(
                        "row 20 ends without a successor",
                        stays,
                        endingWith2026("benefit-law.row-20"),
                        lasting,
                        "benefit-law.row-20",
                        "gilt „benefit-law.row-20“ nicht mehr"),
                new Planted(
                        "stays and changes",
                        changes,
                        doubled("benefit-law.row-12", "\"DEPORTATION_BAN\"", "\"GESTATTUNG\""),
                        law,
                        "GESTATTUNG",
                        "widersprechen einander"),
                new Planted(
                        "stays and open",
                        open,
                        doubled("benefit-law.row-22-open-other-title", "\"OTHER_TITLE\"", "\"DULDUNG\""),
                        law,
                        "DULDUNG",
                        "widersprechen einander"),
                new Planted(
                        "stays twice",
                        stays,
                        doubled("benefit-law.row-20", "Mit einer Duldung bleibt", "Anders: Mit einer Duldung bleibt"),
                        law,
                        "benefit-law.row-20x",
                        "dieselbe Antwort"),
                new Planted(
                        "an event no rule derives",
                        changes,
                        table -> table.replaceFirst(
                                "(\"benefit-law.row-12\",\"DEPORTATION_BAN\"),\"TITEL\"", "$1,\"TITLE\""),
                        law,
                        "kennt TITLE nicht"),
                new Planted(
                        "a door ends",
                        doors,
                        endingWith2026("language-course.door-jobcenter"),
                        ways,
                        "JOBCENTER",
                        "ab 2027-01-01"),
                new Planted(
                        "a door ends without a successor",
                        doors,
                        endingWith2026("language-course.door-jobcenter"),
                        lasting,
                        "language-course.door-jobcenter",
                        "nicht mehr"),
                new Planted(
                        "the door of the social office gone",
                        doors,
                        without("language-course.door-social-office"),
                        ways,
                        "SOZIALAMT"),
                new Planted(
                        "the other agency gone",
                        doors,
                        without("language-course.door-vocational-agency"),
                        ways,
                        "BERUFSSPRACHKURS"),
                new Planted("a helper gone", addressees, without("health.to-psz"), helpers, "PSZ", "SLEEP"),
                new Planted(
                        "a helper twice",
                        addressees,
                        doubled("health.to-psz", "PSZ", "PSZ"),
                        helpers,
                        "health.to-pszx"),
                new Planted("a step of health gone", steps, without("health.g2-application"), asked, "G2"),
                new Planted(
                        "a step of health twice",
                        steps,
                        doubled("health.g3-continuity", "G3", "G3"),
                        asked,
                        "health.g3-continuityx"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakePlantedIsFound(Planted planted, @TempDir Path copy) throws IOException {
        rules = RuleFiles.copyTo(copy);
        Path table = rules.resolve(planted.table());
        Files.writeString(table, planted.mistake().apply(Files.readString(table)));
        planted.look().at(this);
        assertThat(report).anySatisfy(line -> assertThat(line).contains(planted.words()));
    }

    // ---- handovers ---------------------------------------------------------------------------------------------

    @Test
    void theLadderBeginsAndEndsForEverybodyAndNeverStepsBack() throws IOException {
        TableGaps ladder = new TableGaps(rules, "missed-handovers/ladder.drl.csv")
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
        List<Row> rows = TableGaps.rows(rules, "order-of-work/order.drl.csv");
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
        Set<String> missing = new TreeSet<>(TableGaps.rows(rules, "transition-hops/hop-names.drl.csv").stream()
                .map(by("Schritt"))
                .toList());
        missing.addAll(found("Found.of\\(\"STEP\"\\)\\.value\\(\"step\", \"([A-Z0-9_]+)\""));
        missing.removeAll(Set.of(steps));
        missing.forEach(step -> report.add("order-of-work/order: " + step + " hat keinen Platz und käme zuletzt."));
        holds(new TableGaps(rules, "order-of-work/order.drl.csv")
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
        List<Row> rows = TableGaps.rows(rules, "consistency/day-order.drl.csv");
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
        holds(new TableGaps(rules, "consistency/day-order.drl.csv")
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
