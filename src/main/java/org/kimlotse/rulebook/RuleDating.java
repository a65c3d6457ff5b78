package org.kimlotse.rulebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.PatternSourceDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.DatedRow;

/**
 * When the rules of one file hold. A table has five columns for it, known by their titles; a rule in a text has
 * annotations: {@code @validFrom("2026-07-01") @status("inForce") @source("…") @releasedBy("…")}, where needed {@code
 * @validTo("…")} and {@code @onDayOf("LawDay")}, the type of the fact whose day counts.
 *
 * @param validity by rule or row
 * @param dayOf the type of the fact whose day counts, by rule, where it is said
 * @param problems what keeps the file from serving; a file kept from times when rules had no dates has some, too
 */
record RuleDating(Map<String, Validity> validity, Map<String, String> dayOf, List<RuleSetStatus.Problem> problems) {

    static final String FROM = "gültig ab";
    static final String TO = "gültig bis";
    private static final String STATUS = "Stand";
    private static final String SOURCE = "Quelle";
    private static final String RELEASED_BY = "freigegeben von";
    private static final List<String> COLUMNS = List.of(FROM, TO, STATUS, SOURCE, RELEASED_BY);

    /** The same five of a rule in a text, in the order of {@link #COLUMNS}. */
    private static final List<String> ANNOTATIONS = List.of("validFrom", "validTo", "status", "source", "releasedBy");

    private static final String DAY_OF = "onDayOf";
    private static final Set<String> MAY_BE_EMPTY = Set.of(TO, "validTo");
    private static final Set<String> WORDS = Set.of(DatedRow.IN_FORCE, DatedRow.ANNOUNCED, DatedRow.EXPIRED);

    /** Below the line that begins a table: kinds, facts and snippets of its columns; then come the titles. */
    private static final int TITLES_BELOW = 4;

    RuleDating {
        validity = Map.copyOf(validity);
        dayOf = Map.copyOf(dayOf);
        problems = List.copyOf(problems);
    }

    static boolean isAnnotation(String name) {
        return ANNOTATIONS.contains(name) || name.equals(DAY_OF);
    }

    /** @param text of a table, with commas */
    static RuleDating ofTable(String path, String text, PackageDescr parsed) {
        Reading reading = new Reading(path);
        reading.table(text.lines().toList());
        reading.rowsAskedWithoutADay(parsed);
        return reading.result();
    }

    static RuleDating ofRules(String path, PackageDescr parsed) {
        Reading reading = new Reading(path);
        parsed.getRules().forEach(reading::rule);
        reading.rowsAskedWithoutADay(parsed);
        return reading.result();
    }

    /** Cells of a line, without their quotation marks. */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static final class Reading {

        private final String path;
        private final Map<String, Validity> validity = new LinkedHashMap<>();
        private final Map<String, String> dayOf = new HashMap<>();
        private final List<RuleSetStatus.Problem> problems = new ArrayList<>();

        Reading(String path) {
            this.path = path;
        }

        RuleDating result() {
            return new RuleDating(validity, dayOf, problems);
        }

        private void problem(int row, int column, String message) {
            problems.add(new RuleSetStatus.Problem(path, row, column, message));
        }

        // ---- tables --------------------------------------------------------------------------------------------

        void table(List<String> lines) {
            int begin = 0;
            while (begin < lines.size() && !cells(lines.get(begin)).get(0).startsWith("RuleTable")) {
                begin++;
            }
            int titlesAt = begin + TITLES_BELOW;
            if (titlesAt >= lines.size()) {
                return;
            }
            List<String> titles = cells(lines.get(titlesAt));
            List<String> missing =
                    COLUMNS.stream().filter(title -> !titles.contains(title)).toList();
            if (!missing.isEmpty()) {
                problem(
                        titlesAt + 1,
                        0,
                        "Diese Spalten fehlen: „" + String.join("“, „", missing)
                                + "“. Jede Zeile braucht Geltung, Stand, Quelle und Freigabe.");
                return;
            }
            for (int i = titlesAt + 1; i < lines.size(); i++) {
                List<String> cells = cells(lines.get(i));
                if (!cells.get(0).isBlank()) {
                    int row = i + 1;
                    Validity read = validity(
                            title -> cellOf(cells, titles.indexOf(title)),
                            COLUMNS,
                            (title, message) ->
                                    problem(row, titles.indexOf(title) + 1, "Spalte „" + title + "“: " + message));
                    if (read != null) {
                        validity.put(cells.get(0).strip(), read);
                    }
                }
            }
        }

        private static String cellOf(List<String> cells, int column) {
            return column < cells.size() ? cells.get(column).strip() : "";
        }

        // ---- texts of rules --------------------------------------------------------------------------------------

        void rule(RuleDescr rule) {
            Validity read = validity(
                    name -> annotation(rule, name),
                    ANNOTATIONS,
                    (name, message) ->
                            problem(rule.getLine(), 0, "Regel „" + rule.getName() + "“, @" + name + ": " + message));
            if (read != null) {
                validity.put(rule.getName(), read);
            }
            String fact = annotation(rule, DAY_OF);
            if (!fact.isEmpty()) {
                Set<String> facts = new TreeSet<>();
                eachPattern(rule.getLhs(), pattern -> facts.add(pattern.getObjectType()));
                if (facts.contains(fact)) {
                    dayOf.put(rule.getName(), fact);
                } else {
                    problem(
                            rule.getLine(),
                            0,
                            "Regel „" + rule.getName() + "“, @" + DAY_OF + ": „" + fact
                                    + "“ kommt in der Regel nicht vor, nur " + facts + ".");
                }
            }
        }

        private static String annotation(RuleDescr rule, String name) {
            AnnotationDescr annotation = rule.getAnnotation(name);
            Object value = annotation == null ? null : annotation.getSingleValueStripped();
            return value == null ? "" : String.valueOf(value).strip();
        }

        // ---- both ------------------------------------------------------------------------------------------------

        private interface Cells {
            String get(String name);
        }

        private interface Refusal {
            void because(String name, String message);
        }

        /** @param names of the five, in the order of {@link #COLUMNS} */
        private @Nullable Validity validity(Cells cells, List<String> names, Refusal refusal) {
            int before = problems.size();
            for (String name : names) {
                if (cells.get(name).isEmpty() && !MAY_BE_EMPTY.contains(name)) {
                    refusal.because(name, "fehlt.");
                }
            }
            LocalDate from = day(names.get(0), cells, refusal);
            LocalDate to = day(names.get(1), cells, refusal);
            String status = cells.get(names.get(2));
            if (!status.isEmpty() && !WORDS.contains(status)) {
                refusal.because(names.get(2), "Stand muss inForce, announced oder expired sein, nicht: " + status);
            }
            if (status.equals(DatedRow.EXPIRED) && to == null) {
                refusal.because(names.get(1), "Was ausgelaufen ist (expired), braucht einen letzten Tag.");
            }
            if (from != null && to != null && to.isBefore(from)) {
                refusal.because(names.get(1), "Der letzte Tag liegt vor dem ersten.");
            }
            if (problems.size() > before || from == null) {
                return null;
            }
            return new Validity(from, to, status, cells.get(names.get(3)), cells.get(names.get(4)));
        }

        private static @Nullable LocalDate day(String name, Cells cells, Refusal refusal) {
            String text = cells.get(name);
            if (text.isEmpty()) {
                return null;
            }
            try {
                return LocalDate.parse(text);
            } catch (java.time.DateTimeException e) {
                refusal.because(name, "Kein Datum der Form 2026-09-30: " + text);
                return null;
            }
        }

        /** Whoever looks at a parameter or another row of data says for which day, or would see all its versions. */
        void rowsAskedWithoutADay(PackageDescr file) {
            Set<String> dated = new HashSet<>();
            for (ImportDescr wanted : file.getImports()) {
                if (isDatedRow(wanted.getTarget())) {
                    dated.add(wanted.getTarget().substring(wanted.getTarget().lastIndexOf('.') + 1));
                }
            }
            for (RuleDescr rule : file.getRules()) {
                eachPattern(rule.getLhs(), pattern -> {
                    if (dated.contains(pattern.getObjectType()) && !saysTheDay(pattern)) {
                        problem(
                                isTable() ? 0 : Math.max(pattern.getLine(), 0),
                                0,
                                "Regel „" + rule.getName() + "“: " + pattern.getObjectType()
                                        + " braucht validOn( … ), sonst gelten alle Fassungen zugleich.");
                    }
                });
            }
        }

        private boolean isTable() {
            return RuleFile.isTable(path);
        }

        private static boolean isDatedRow(String type) {
            try {
                return DatedRow.class.isAssignableFrom(Class.forName(type, false, RuleTypes.loader()));
            } catch (ClassNotFoundException | LinkageError e) {
                // The compiler says so.
                return false;
            }
        }

        private static boolean saysTheDay(PatternDescr pattern) {
            return pattern.getDescrs().stream()
                    .anyMatch(constraint -> constraint instanceof ExprConstraintDescr expression
                            && expression.getExpression().contains("validOn("));
        }

        private static void eachPattern(@Nullable Object condition, Consumer<PatternDescr> look) {
            if (condition instanceof PatternDescr pattern) {
                look.accept(pattern);
                PatternSourceDescr source = pattern.getSource();
                if (source instanceof ConditionalElementDescr nested) {
                    nested.getDescrs().forEach(inner -> eachPattern(inner, look));
                } else if (source instanceof org.drools.drl.ast.descr.AccumulateDescr accumulate) {
                    eachPattern(accumulate.getInput(), look);
                } else if (source instanceof org.drools.drl.ast.descr.CollectDescr collect) {
                    eachPattern(collect.getInputPattern(), look);
                }
            } else if (condition instanceof org.drools.drl.ast.descr.AccumulateDescr accumulate) {
                eachPattern(accumulate.getInput(), look);
            } else if (condition instanceof ConditionalElementDescr nested) {
                nested.getDescrs().forEach((BaseDescr inner) -> eachPattern(inner, look));
            }
        }
    }
}
