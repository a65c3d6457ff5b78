package org.kimlotse.rulebook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kimlotse.assessment.facts.LawChange;
import org.kimlotse.assessment.facts.LegalEvent;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.assessment.facts.StatusFacts;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One table of the law, {@code benefit-law/changes.drl.csv}, executed three times: by Drools as Lotse does, and as a DMN
 * table by Camunda's engine with its default FEEL and with JUEL. Asked in turn are all its rows, and each must give the
 * same row with the same explanation. To DMN's advantage, days are numbers there, and of the dated columns it has only the
 * rows in force and no check whether somebody left the AsylbLG already.
 */
@State(Scope.Benchmark)
public class SameTable {

    private static final String FILE = "benefit-law/changes.drl.csv";
    private static final LocalDate DAY = LocalDate.of(2026, 9, 15);
    private static final String TRIGGER = "SUBSIDIAER_TRIGGER";

    private record Row(
            String name, String status, String event, String from, String to, String trigger, List<String> said) {}

    private static final List<String> OUTPUTS = List.of("row", "reason", "law", "releasedBy", "source");

    private final List<Row> rows = rows();
    private final KieBase base;
    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private final DmnDecision feel = decision("", (column, cell) -> switch (column) {
        case "from" -> "&gt;= " + number(cell);
        case "to" -> "&lt;= " + number(cell);
        default -> "\"" + cell + "\"";
    });
    private final DmnDecision juel = decision(" expressionLanguage=\"juel\"", (column, cell) -> switch (column) {
        case "from" -> "${cellInput &gt;= " + number(cell) + "}";
        case "to" -> "${cellInput &lt;= " + number(cell) + "}";
        default -> "${cellInput == '" + cell + "'}";
    });
    private int asked;

    public SameTable() {
        RuleFile file = RuleFile.parse(FILE, text());
        RuleCompiler compiler = new RuleCompiler();
        compiler.add(FILE, file.parsed());
        base = compiler.newKieBase();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            asked = i;
            same(row, "Drools", drools());
            asked = i;
            same(row, "FEEL", feel());
            asked = i;
            same(row, "JUEL", juel());
        }
        asked = 0;
    }

    private static void same(Row row, String by, String answer) {
        if (!answer.equals(row.said().get(0) + row.said().get(1) + row.said().get(2))) {
            throw new IllegalStateException(by + " says otherwise to " + row.name() + ": " + answer);
        }
    }

    private Row next() {
        Row row = rows.get(asked);
        asked = (asked + 1) % rows.size();
        return row;
    }

    String drools() {
        Row row = next();
        KieSession session = RuleCompiler.newSession(base);
        try {
            session.insert(
                    StatusFacts.with(ResidenceStatus.valueOf(row.status())).build());
            session.insert(new LegalEvent(row.event(), DAY, "Ereignis"));
            session.insert(
                    new Parameter(TRIGGER, row.trigger(), LocalDate.EPOCH, null, "inForce", "Vergleich", "offen"));
            session.fireAllRules();
            LawChange change = (LawChange)
                    session.getObjects(LawChange.class::isInstance).iterator().next();
            return change.row() + change.reason() + change.law();
        } finally {
            session.dispose();
        }
    }

    String feel() {
        return ask(feel);
    }

    String juel() {
        return ask(juel);
    }

    private String ask(DmnDecision decision) {
        Row row = next();
        VariableMap facts = Variables.createVariables()
                .putValue("status", row.status())
                .putValue("event", row.event())
                .putValue("day", number(DAY.toString()))
                .putValue("trigger", row.trigger());
        DmnDecisionRuleResult result = Objects.requireNonNull(
                engine.evaluateDecisionTable(decision, facts).getFirstResult());
        return result.<String>getEntry("row") + result.<String>getEntry("reason") + result.<String>getEntry("law");
    }

    private static int number(String isoDay) {
        return Integer.parseInt(isoDay.replace("-", ""));
    }

    // ---- the table ---------------------------------------------------------------------------------------------

    private static String text() {
        try {
            return Files.readString(RuleFiles.DELIVERED.resolve(Path.of(FILE).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> rows() {
        List<Row> rows = text().lines()
                .filter(line -> line.startsWith("\"benefit-law."))
                .map(line -> line.substring(1, line.length() - 1).split("\",\"", -1))
                .filter(cells -> cells[5].equals("inForce"))
                .map(c -> new Row(c[0], c[1], c[2], c[3], c[4], c[6], List.of(c).subList(7, 12)))
                .toList();
        if (rows.isEmpty()) {
            throw new IllegalStateException("no row in " + FILE);
        }
        return rows;
    }

    /** @param cellOf what a column's cell becomes, written for XML */
    private DmnDecision decision(String language, BiFunction<String, String, String> cellOf) {
        StringBuilder xml = new StringBuilder(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="lotse">
                <decision id="changes" name="changes"><decisionTable id="table" hitPolicy="COLLECT">
                """);
        List<String> inputs = List.of("status", "event", "day", "day", "trigger");
        List<String> columns = List.of("status", "event", "from", "to", "trigger");
        for (int i = 0; i < inputs.size(); i++) {
            xml.append("<input id=\"i" + i + "\"><inputExpression id=\"e" + i + "\" typeRef=\""
                    + (inputs.get(i).equals("day") ? "integer" : "string") + "\"" + language + "><text>"
                    + (language.isEmpty() ? inputs.get(i) : "${" + inputs.get(i) + "}")
                    + "</text></inputExpression></input>\n");
        }
        OUTPUTS.forEach(o -> xml.append("<output id=\"o" + o + "\" name=\"" + o + "\" typeRef=\"string\"/>\n"));
        for (Row row : rows) {
            xml.append("<rule id=\"r" + rows.indexOf(row) + "\">");
            List<String> cells = Stream.of(row.status(), row.event(), row.from(), row.to(), row.trigger())
                    .toList();
            IntStream.range(0, cells.size())
                    .forEach(i -> xml.append("<inputEntry id=\"c" + rows.indexOf(row) + "_" + i + "\"" + language
                            + "><text>"
                            + (cells.get(i).isEmpty() ? "" : cellOf.apply(columns.get(i), cells.get(i)))
                            + "</text></inputEntry>"));
            IntStream.range(0, OUTPUTS.size())
                    .forEach(i -> xml.append("<outputEntry id=\"a" + rows.indexOf(row) + "_" + i + "\"" + language
                            + "><text>" + said(row.said().get(i), language.isEmpty()) + "</text></outputEntry>"));
            xml.append("</rule>\n");
        }
        xml.append("</decisionTable></decision></definitions>");
        return engine.parseDecision(
                "changes", new ByteArrayInputStream(xml.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String said(String text, boolean feel) {
        return feel ? "\"" + text + "\"" : "${'" + text + "'}";
    }
}
