package org.kimlotse.rulebook;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.RuleDescr;
import org.kie.api.KieBase;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionsPool;
import org.kie.internal.builder.KnowledgeBuilderError;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.DatedRow;
import org.springframework.util.function.SingletonSupplier;

/** One version of a rule set, ready to be asked. Immutable and thread-safe. */
final class CompiledRules {

    /** More firings than any honest rule set needs: a rule that feeds itself ends here. */
    private static final int FIRINGS_AT_LEAST = 5_000;

    private static final int FIRINGS_PER_FACT = 200;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,100}");

    private final RuleSet set;
    private final RuleSources sources;
    private final String hash;
    private final KieBase base;
    private final Set<String> ruleNames;
    private final Set<String> conditionalRules;
    private final List<Parameter> parameters;
    private final Dating dating;
    private final Supplier<Dating> withAnnounced;
    private final Map<String, RuleSetStatus.Problem> rows;

    private CompiledRules(
            RuleSet set,
            RuleSources sources,
            String hash,
            KieBase base,
            Set<String> ruleNames,
            Set<String> conditionalRules,
            List<DataRows.Row> data,
            Map<String, Validity> validity,
            Map<String, String> dayOf,
            Map<String, RuleSetStatus.Problem> rows) {
        this.set = set;
        this.rows = rows;
        this.sources = sources;
        this.hash = hash;
        this.base = base;
        this.ruleNames = ruleNames;
        this.conditionalRules = conditionalRules;
        this.dating = new Dating(validity, dayOf, data);
        this.withAnnounced = SingletonSupplier.of(dating::withAnnounced);
        this.parameters = dating.data().stream()
                .filter(row -> row.fact() instanceof Parameter)
                .map(row -> (Parameter) row.fact())
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::validFrom))
                .toList();
    }

    /**
     * What came of one run.
     *
     * @param fired names of the rules and rows that fired
     */
    record Run(List<Finding> findings, Set<String> fired) {}

    /** @throws RulesRejected if the files are not safe, do not compile, or do not say when each rule holds */
    static CompiledRules compile(RuleSet set, RuleSources sources) {
        return compile(set, sources, true);
    }

    /**
     * As {@link #compile(RuleSet, RuleSources)}, for a version that served once. One from times when rules had no dates holds
     * as it did then: always, and its findings say nothing of it.
     */
    static CompiledRules compileKept(RuleSet set, RuleSources sources) {
        return compile(set, sources, false);
    }

    private static CompiledRules compile(RuleSet set, RuleSources sources, boolean mustBeDated) {
        List<RuleSetStatus.Problem> problems = new ArrayList<>();
        List<DataRows.Read> read = read(set, sources, problems);
        List<RuleFile> files = read.stream().map(DataRows.Read::file).toList();
        checkNames(files, problems);
        boolean dated = files.stream().allMatch(f -> f.dating().problems().isEmpty());
        if (mustBeDated) {
            files.forEach(f -> problems.addAll(f.dating().problems()));
        }
        if (!problems.isEmpty()) {
            throw new RulesRejected(problems);
        }
        RuleCompiler compiler = new RuleCompiler();
        Map<String, RuleFile> byPath = new HashMap<>();
        for (DataRows.Read one : read) {
            byPath.put(RuleCompiler.pathOf(one.file().path()), one.file());
            if (one.conditional() != null) {
                compiler.add(one.file().path(), one.conditional());
            }
        }
        if (compiler.hasErrors()) {
            throw new RulesRejected(compiler.errors().stream()
                    .map(error -> compileError(set, byPath, error))
                    .distinct()
                    .toList());
        }
        Set<String> names = files.stream()
                .flatMap(f -> f.parsed().getRules().stream())
                .map(RuleDescr::getName)
                .collect(Collectors.toUnmodifiableSet());
        Set<String> conditional = files.stream()
                .flatMap(f -> f.parsed().getRules().stream())
                .filter(DataRows::hasCondition)
                .map(RuleDescr::getName)
                .collect(Collectors.toUnmodifiableSet());
        List<DataRows.Row> data =
                read.stream().flatMap(one -> one.rows().stream()).toList();
        Map<String, Validity> validity = new HashMap<>();
        Map<String, String> dayOf = new HashMap<>();
        if (dated) {
            files.forEach(f -> validity.putAll(f.dating().validity()));
            files.forEach(f -> dayOf.putAll(f.dating().dayOf()));
        }
        CompiledRules rules = new CompiledRules(
                set,
                sources,
                sources.hash(),
                compiler.newKieBase(),
                names,
                conditional,
                data,
                validity,
                dayOf,
                rows(files));
        rules.checkParameters();
        return rules;
    }

    private static List<DataRows.Read> read(RuleSet set, RuleSources sources, List<RuleSetStatus.Problem> problems) {
        List<DataRows.Read> files = new ArrayList<>();
        sources.files().forEach((path, content) -> {
            if (RuleFile.isRules(path)) {
                try {
                    files.add(DataRows.read(path, content));
                } catch (RulesRejected e) {
                    problems.addAll(e.problems());
                }
            } else if (!path.endsWith("/" + RuleSources.CASES)) {
                problems.add(new RuleSetStatus.Problem(
                        path, 0, 0, "Unbekannte Datei; erlaubt sind .drl, .drl.csv und cases.yaml."));
            }
        });
        if (problems.isEmpty() && files.stream().noneMatch(f -> f.file().path().startsWith(set.folder() + "/"))) {
            problems.add(new RuleSetStatus.Problem(set.folder(), 0, 0, "Der Ordner enthält keine Regel."));
        }
        return files;
    }

    /** Names are ids: unique in the rule set, and beginning with the folder's name. */
    private static void checkNames(List<RuleFile> files, List<RuleSetStatus.Problem> problems) {
        Map<String, String> seen = new HashMap<>();
        for (RuleFile file : files) {
            for (RuleDescr rule : file.parsed().getRules()) {
                String before = seen.put(rule.getName(), file.path());
                if (before != null) {
                    problems.add(file.problem(
                            rule.getLine(), 0, "Den Namen „" + rule.getName() + "“ gibt es schon in " + before + "."));
                }
                String folder = file.path().substring(0, file.path().indexOf('/'));
                if (!rule.getName().startsWith(folder + ".")
                        || !NAME.matcher(rule.getName()).matches()) {
                    problems.add(file.problem(
                            rule.getLine(),
                            0,
                            "Der Name „" + rule.getName() + "“ muss mit „" + folder
                                    + ".“ beginnen und aus Buchstaben ohne Umlaute, Ziffern und . _ @ - bestehen."));
                }
            }
        }
    }

    private static RuleSetStatus.Problem compileError(
            RuleSet set, Map<String, RuleFile> byPath, KnowledgeBuilderError error) {
        CompilerWords words = CompilerWords.of(error.getMessage().strip());
        String message = "Übersetzungsfehler: " + words.message();
        int row = error.getLines().length > 0 ? error.getLines()[0] : 0;
        String path = error.getResource() == null ? null : error.getResource().getSourcePath();
        RuleFile file = path == null ? null : byPath.get(path);
        return file == null
                ? new RuleSetStatus.Problem(set.folder(), 0, 0, message)
                : file.problemAt(row, words.around(), words.word(), message);
    }

    /** Where rules and rows stand, by their names. */
    private static Map<String, RuleSetStatus.Problem> rows(List<RuleFile> files) {
        Map<String, RuleSetStatus.Problem> rows = new HashMap<>();
        files.forEach(file -> file.parsed()
                .getRules()
                .forEach(rule -> rows.put(rule.getName(), file.problem(rule.getLine(), 0, ""))));
        return rows;
    }

    /** Two rows of one parameter that hold on one day would say two things at once; a word nobody knows says nothing. */
    private void checkParameters() {
        List<RuleSetStatus.Problem> problems = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter later = parameters.get(i);
            Set<String> words = Parameter.words(later.name());
            if (!words.isEmpty() && !words.contains(later.value())) {
                problems.add(problem(
                        later,
                        "Wert",
                        "„" + later.name() + "“ kennt den Wert „" + later.value() + "“ nicht. Möglich sind: "
                                + String.join(", ", words) + "."));
            }
            for (Parameter earlier : parameters.subList(0, i)) {
                if (earlier.name().equals(later.name())
                        && !later.status().equals(DatedRow.ANNOUNCED)
                        && earlier.validOn(later.validFrom())) {
                    problems.add(problem(
                            later,
                            "gültig ab",
                            "Zwei Zeilen von „" + later.name() + "“ gelten zugleich ab "
                                    + BusinessCalendar.german(later.validFrom()) + "; die andere steht in Zeile "
                                    + rowOf(earlier).row() + "."));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new RulesRejected(problems);
        }
    }

    /** With file, row and column of a parameter. */
    RuleSetStatus.Problem problem(Parameter parameter, String title, String message) {
        return problem(rowOf(parameter), title, message);
    }

    private RuleSetStatus.Problem problem(RuleSetStatus.Problem row, String title, String message) {
        String text = sources.files().get(row.file());
        return new RuleSetStatus.Problem(
                row.file(),
                row.row(),
                text == null ? 0 : RuleFile.column(text, title),
                "Spalte „" + title + "“: " + message);
    }

    /** Rules and rows that end without a version that follows, or hold beside another version of themselves. */
    List<RuleSetStatus.Problem> breaksInTime() {
        return dating.breaks().stream()
                .map(one -> {
                    RuleSetStatus.Problem row = Objects.requireNonNull(rows.get(one.rule()));
                    return RuleFile.isTable(row.file())
                            ? problem(row, one.atEnd() ? RuleDating.TO : RuleDating.FROM, one.message())
                            : new RuleSetStatus.Problem(row.file(), row.row(), 0, one.message());
                })
                .toList();
    }

    private RuleSetStatus.Problem rowOf(Parameter parameter) {
        return dating.data().stream()
                .filter(row -> row.fact() instanceof Parameter one
                        && one.name().equals(parameter.name())
                        && one.value().equals(parameter.value())
                        && one.validFrom().equals(parameter.validFrom()))
                .findFirst()
                .map(row -> rows.get(row.rule()))
                .orElseGet(() -> new RuleSetStatus.Problem(RuleSources.PARAMETERS, 0, 0, ""));
    }

    /** The rows of the parameter table, also those not in force. */
    List<Parameter> parameters() {
        return parameters;
    }

    /** What went wrong at the bottom of it; German where the table is at fault. */
    static String rootMessage(Throwable e) {
        Throwable root = e;
        // What is below says no more of a day, and says it in English.
        while (root.getCause() != null && root.getCause() != root && !(root instanceof DateTimeParseException)) {
            root = root.getCause();
        }
        if (root instanceof NumberFormatException) {
            return "%s ist keine ganze Zahl.".formatted(quoted(root));
        }
        if (root instanceof DateTimeParseException day) {
            return "„%s“ ist kein Tag. Bitte so schreiben: 2026-10-01.".formatted(day.getParsedString());
        }
        return String.valueOf(root.getMessage());
    }

    /** Java names the text it could not read in its own quotation marks, an empty one too. */
    private static String quoted(Throwable e) {
        String message = String.valueOf(e.getMessage());
        int first = message.indexOf('"');
        int last = message.lastIndexOf('"');
        return first < last ? "„" + message.substring(first + 1, last) + "“" : "Der Wert";
    }

    /** @throws IllegalStateException if rules feed each other without end */
    Run run(Collection<? extends Record> facts, Instant asOf) {
        return run(facts, asOf, Map.of());
    }

    /** @param switches parameters to set otherwise than the table does, name to value; only cases do so */
    Run run(Collection<? extends Record> facts, Instant asOf, Map<String, String> switches) {
        return run(facts, asOf, switches, false);
    }

    /** @param announced as if all that is announced were in force on the days it names */
    Run run(Collection<? extends Record> facts, Instant asOf, Map<String, String> switches, boolean announced) {
        return run(facts, asOf, switches, announced, rule -> !isSwitched(rule, switches.keySet()));
    }

    /**
     * For many runs, one after the other: one session that is emptied after each, because making one costs about as much as a
     * run. Not for answers, which are each given in a session of their own.
     */
    final class Series implements AutoCloseable {

        private final KieSessionsPool one = RuleCompiler.newPoolOfOne(base);

        /** As {@link CompiledRules#run(Collection, Instant, Map, boolean)}. */
        Run run(Collection<? extends Record> facts, Instant asOf, Map<String, String> switches, boolean announced) {
            return CompiledRules.this.run(
                    facts,
                    asOf,
                    switches,
                    rule -> !isSwitched(rule, switches.keySet()),
                    announced ? withAnnounced.get() : dating,
                    () -> RuleCompiler.newSession(one));
        }

        @Override
        public void close() {
            one.shutdown();
        }
    }

    Series series() {
        return new Series();
    }

    /** @param mayFire which rules take part, by name */
    Run run(
            Collection<? extends Record> facts,
            Instant asOf,
            Map<String, String> switches,
            boolean announced,
            Predicate<String> mayFire) {
        return run(
                facts,
                asOf,
                switches,
                mayFire,
                announced ? withAnnounced.get() : dating,
                () -> RuleCompiler.newSession(base));
    }

    private Run run(
            Collection<? extends Record> facts,
            Instant asOf,
            Map<String, String> switches,
            Predicate<String> mayFire,
            Dating law,
            Supplier<KieSession> sessions) {
        Map<Object, String> origins = new IdentityHashMap<>();
        Map<Found, String> found = new IdentityHashMap<>();
        List<Found> inOrder = new ArrayList<>();
        Set<String> fired = new HashSet<>();
        KieSession session = sessions.get();
        try {
            session.addEventListener(new DefaultRuleRuntimeEventListener() {
                @Override
                public void objectInserted(ObjectInsertedEvent event) {
                    if (event.getRule() != null) {
                        origins.put(event.getObject(), event.getRule().getName());
                        if (event.getObject() instanceof Found finding) {
                            found.put(finding, event.getRule().getName());
                            inOrder.add(finding);
                        }
                    }
                }
            });
            session.addEventListener(new DefaultAgendaEventListener() {
                @Override
                public void afterMatchFired(AfterMatchFiredEvent event) {
                    fired.add(event.getMatch().getRule().getName());
                }
            });
            LocalDate today = BusinessCalendar.dayOf(asOf);
            session.insert(new AsOf(today, asOf));
            facts.forEach(session::insert);
            switches.forEach((name, value) -> session.insert(
                    new Parameter(name, value, LocalDate.EPOCH, null, DatedRow.IN_FORCE, "Fall", "Fall")));
            for (DataRows.Row row : law.data(today)) {
                if (mayFire.test(row.rule())) {
                    session.insert(row.fact());
                    fired.add(row.rule());
                }
            }
            int limit = Math.max(FIRINGS_AT_LEAST, FIRINGS_PER_FACT * facts.size());
            int firings = session.fireAllRules(
                    match -> mayFire.test(match.getRule().getName()) && law.holds(match, today), limit);
            if (firings >= limit) {
                throw new IllegalStateException("Die Regeln in „" + set.folder() + "“ rufen einander endlos auf.");
            }
        } finally {
            session.dispose();
        }
        List<Finding> findings = inOrder.stream()
                .map(f -> {
                    String id = idOf(f, found, origins, law.names());
                    return f.finding(id, dating.validity(id));
                })
                .sorted(FINDINGS_IN_ORDER)
                .toList();
        return new Run(findings, fired);
    }

    /** The rows of the table that a case sets otherwise. */
    static boolean isSwitched(String rule, Set<String> switches) {
        if (switches.isEmpty() || !rule.startsWith(RuleSources.PARAMETERS + ".")) {
            return false;
        }
        String name = rule.substring(RuleSources.PARAMETERS.length() + 1);
        int version = name.indexOf('@');
        return switches.contains(version < 0 ? name : name.substring(0, version));
    }

    private static String idOf(
            Found finding, Map<Found, String> found, Map<Object, String> origins, Map<Object, String> data) {
        Object origin = finding.origin();
        String own = found.getOrDefault(finding, "");
        return origin == null ? own : origins.getOrDefault(origin, data.getOrDefault(origin, own));
    }

    /** Results first, then warnings, then explanations; the same order in every run. */
    private static final Comparator<Finding> FINDINGS_IN_ORDER = Comparator.<Finding>comparingInt(
                    f -> switch (f.kind()) {
                        case FindingKind.FLAG -> 1;
                        case FindingKind.DEADLINE -> 2;
                        case FindingKind.MISSING_FACT -> 3;
                        case FindingKind.REJECTED, FindingKind.HOP_NOT_NEEDED -> 4;
                        default -> 0;
                    })
            .thenComparing(f -> hopNumber(f))
            .thenComparing(Finding::ruleId)
            .thenComparing(f -> new java.util.TreeMap<>(f.values()).toString());

    private static Integer hopNumber(Finding finding) {
        String hop = finding.values().getOrDefault("hop", "");
        return hop.matches("H\\d{1,3}") ? Integer.parseInt(hop.substring(1)) : -1;
    }

    RuleSet set() {
        return set;
    }

    RuleSources sources() {
        return sources;
    }

    String hash() {
        return hash;
    }

    Set<String> ruleNames() {
        return ruleNames;
    }

    /** Rules of this folder and of the parameters that have a condition at all; rows of pure data have none. */
    Set<String> conditionalRules() {
        return conditionalRules;
    }

    /** Rows without a condition that state the same kind of fact as one of these. */
    Set<String> rowsLike(Set<String> rows) {
        Set<Class<?>> kinds = dating.data().stream()
                .filter(row -> rows.contains(row.rule()))
                .map(row -> row.fact().getClass())
                .collect(Collectors.toSet());
        return dating.data().stream()
                .filter(row -> kinds.contains(row.fact().getClass()))
                .map(DataRows.Row::rule)
                .collect(Collectors.toSet());
    }
}
