package org.kimlotse.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kimlotse.LotseTest;
import org.kimlotse.engine.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Cases calculated by hand from the acts, through the real endpoint. The format is in {@code
 * src/test/resources/law-cases/README.md}.
 */
@LotseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LawCasesTest {

    private static final Path CASES = Path.of("src/test/resources/law-cases");

    private static final Set<String> CASE_KEYS =
            Set.of("title", "calculation", "corrected", "request", "expected", "refused");

    private static final Set<String> EXPECTED_KEYS = Set.of(
            "timeline",
            "timelineFrom",
            "flags",
            "flagsAbsent",
            "flagsExactly",
            "dates",
            "datesAbsent",
            "anyDate",
            "steps",
            "stepsAbsent",
            "stepOrder",
            "officesAbsent",
            "values",
            "says",
            "saysNot");

    /** Steps and periods carry their days themselves. */
    private static final Set<String> OWN_DAYS = Set.of("PERIOD", "HOP", "STEP", "REFERRAL_STEP", "SELF_SERVICE");

    private static final Pattern PERIOD = Pattern.compile("(\\S+)( §.*)? (\\S+) bis (\\S+)");

    private static final String OPEN = "offen";

    @LocalServerPort
    int port;

    @Autowired
    ObjectMapper json;

    private Visitor visitor;

    record LawCase(String name, JsonNode content) {
        @Override
        public String toString() {
            return name + " " + content.path("title").asText();
        }
    }

    @BeforeAll
    void signIn() {
        visitor = Visitor.signedIn(port, "fallmanagement");
    }

    static Stream<LawCase> cases() throws IOException {
        List<LawCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CASES)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                int number = 0;
                for (Object document : yaml().loadAll(Files.readString(file))) {
                    number++;
                    cases.add(new LawCase(
                            CASES.relativize(file) + "#" + number, new ObjectMapper().valueToTree(document)));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isAnsweredAsCalculated(LawCase law) throws IOException {
        JsonNode content = law.content();
        assertThat(names(content)).as("keys of the case").isSubsetOf(CASE_KEYS).contains("title", "calculation");
        assertThat(content.has("expected") ^ content.has("refused"))
                .as("either expected or refused")
                .isTrue();
        HttpResponse<String> answer =
                visitor.post("/api/decisions/preview", content.get("request").toString());
        if (content.has("refused")) {
            JsonNode refused = content.get("refused");
            assertThat(answer.statusCode())
                    .as(answer.body())
                    .isEqualTo(refused.path("status").asInt());
            texts(refused.path("says"))
                    .forEach(text -> assertThat(answer.body()).contains(text));
            return;
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> differences = new ArrayList<>();
        JsonNode persons = json.readTree(answer.body()).get("persons");
        for (String id : names(content.get("expected"))) {
            StreamSupport.stream(persons.spliterator(), false)
                    .filter(p -> p.get("id").asText().equals(id))
                    .findFirst()
                    .ifPresentOrElse(
                            person -> compare(
                                    content.get("expected").get(id), person, d -> differences.add(id + ": " + d)),
                            () -> differences.add(id + ": not in the answer"));
        }
        assertThat(differences).as(content.get("calculation").asText()).isEmpty();
    }

    /** A case that compares nothing would pass whatever the rules say. */
    @Test
    void everyCaseComparesSomething() throws IOException {
        assertThat(cases().filter(c -> c.content().has("expected")).toList())
                .isNotEmpty()
                .allSatisfy(c -> {
                    assertThat(c.content().get("expected")).as(c.name()).isNotEmpty();
                    for (JsonNode person : c.content().get("expected")) {
                        assertThat(names(person)).as(c.name()).isNotEmpty().isSubsetOf(EXPECTED_KEYS);
                    }
                });
    }

    private static void compare(JsonNode expected, JsonNode person, Consumer<String> differs) {
        Set<String> flags = new TreeSet<>(texts(person.get("flags")));
        Map<String, Set<String>> dates = new TreeMap<>();
        Map<String, Set<String>> values = new TreeMap<>();
        Set<String> anyDate = new TreeSet<>();
        List<String> sentences = new ArrayList<>();
        for (JsonNode finding : findings(person)) {
            boolean ownDays = OWN_DAYS.contains(finding.path("kind").asText());
            finding.path("dates").fields().forEachRemaining(d -> {
                anyDate.add(d.getValue().asText());
                if (!ownDays) {
                    dates.computeIfAbsent(d.getKey(), k -> new TreeSet<>())
                            .add(d.getValue().asText());
                }
            });
            finding.path("values").fields().forEachRemaining(v -> values.computeIfAbsent(
                            v.getKey(), k -> new TreeSet<>())
                    .add(v.getValue().asText()));
            sentences.add(finding.path("reason").asText());
            sentences.add(finding.path("legalBasis").asText());
            sentences.addAll(texts(finding.path("derivations")));
            sentences.addAll(texts(finding.path("missingFacts")));
        }
        Map<String, JsonNode> steps = new TreeMap<>();
        List<String> order = new ArrayList<>();
        Set<String> offices = new TreeSet<>();
        for (JsonNode step : person.get("steps")) {
            steps.put(step.get("step").asText(), step);
            order.add(step.get("step").asText());
            offices.add(step.path("office").asText());
            Stream.of("soft", "hard")
                    .filter(step::hasNonNull)
                    .forEach(f -> anyDate.add(step.get(f).asText()));
            sentences.add(step.path("reason").asText());
            sentences.add(step.path("title").asText());
            sentences.add(step.path("legalBasis").asText());
        }
        for (JsonNode period : person.get("timeline")) {
            sentences.add(period.path("reason").asText());
            sentences.add(period.path("legalBasis").asText());
        }

        for (String key : names(expected)) {
            JsonNode wanted = expected.get(key);
            switch (key) {
                case "timeline" -> same("timeline", texts(wanted), timeline(expected, person), differs);
                case "timelineFrom" -> {}
                case "flags" -> present("flag", texts(wanted), flags, differs);
                case "flagsAbsent" -> absent("flag", texts(wanted), flags, differs);
                case "flagsExactly" -> same("flags", new TreeSet<>(texts(wanted)), flags, differs);
                case "dates" -> wholeSets("date", wanted, dates, differs);
                case "datesAbsent" -> absent("date", texts(wanted), dates.keySet(), differs);
                case "anyDate" -> present("day", texts(wanted), anyDate, differs);
                case "steps" -> names(wanted).forEach(name -> step(name, wanted.get(name), steps.get(name), differs));
                case "stepsAbsent" -> absent("step", texts(wanted), steps.keySet(), differs);
                case "stepOrder" ->
                    same(
                            "order of steps",
                            texts(wanted),
                            order.stream().filter(texts(wanted)::contains).toList(),
                            differs);
                case "officesAbsent" -> absent("office", texts(wanted), offices, differs);
                case "values" -> wholeSets("value", wanted, values, differs);
                case "says" ->
                    texts(wanted).stream()
                            .filter(text -> sentences.stream().noneMatch(s -> s.contains(text)))
                            .forEach(text -> differs.accept("nothing says \"" + text + "\""));
                case "saysNot" ->
                    texts(wanted).forEach(text -> sentences.stream()
                            .filter(s -> s.contains(text))
                            .forEach(s -> differs.accept("must not say \"" + text + "\": " + s)));
                default -> differs.accept("unknown key " + key);
            }
        }
    }

    private static List<JsonNode> findings(JsonNode person) {
        return Stream.of("findings", "deadlines", "missingFacts", "rejected")
                .flatMap(list -> StreamSupport.stream(person.path(list).spliterator(), false))
                .toList();
    }

    private static void same(String what, Object wanted, Object actual, Consumer<String> differs) {
        if (!wanted.equals(actual)) {
            differs.accept(what + " calculated " + wanted + " but is " + actual);
        }
    }

    private static void present(String what, List<String> wanted, Set<String> actual, Consumer<String> differs) {
        wanted.stream()
                .filter(w -> !actual.contains(w))
                .forEach(w -> differs.accept(what + " " + w + " is missing among " + actual));
    }

    private static void absent(String what, List<String> unwanted, Set<String> actual, Consumer<String> differs) {
        unwanted.stream().filter(actual::contains).forEach(w -> differs.accept(what + " " + w + " must not be there"));
    }

    private static void wholeSets(
            String what, JsonNode wanted, Map<String, Set<String>> actual, Consumer<String> differs) {
        for (String name : names(wanted)) {
            Set<String> set = wanted.get(name).isArray()
                    ? new TreeSet<>(texts(wanted.get(name)))
                    : Set.of(wanted.get(name).asText());
            same(what + " " + name, set, actual.getOrDefault(name, Set.of()), differs);
        }
    }

    private static void step(String name, JsonNode wanted, JsonNode actual, Consumer<String> differs) {
        if (actual == null) {
            differs.accept("step " + name + " is missing");
        } else if (wanted.isTextual()) {
            same("office of " + name, wanted.asText(), actual.path("office").asText(), differs);
        } else {
            names(wanted)
                    .forEach(field -> same(
                            field + " of " + name,
                            wanted.get(field).asText(),
                            actual.hasNonNull(field) ? actual.get(field).asText() : OPEN,
                            differs));
        }
    }

    private record Period(String law, String from, String until) {
        @Override
        public String toString() {
            return law + " " + from + " bis " + until;
        }
    }

    private static List<String> timeline(JsonNode expected, JsonNode person) {
        boolean provisions = texts(expected.get("timeline")).stream().anyMatch(line -> {
            Matcher period = PERIOD.matcher(line);
            return period.matches() && period.group(2) != null;
        });
        String start = expected.path("timelineFrom").asText("");
        List<Period> periods = new ArrayList<>();
        for (JsonNode p : person.get("timeline")) {
            String law = p.get("law").asText()
                    + (provisions && p.hasNonNull("provision")
                            ? " " + p.get("provision").asText()
                            : "");
            Period period = new Period(law, day(p, "from"), day(p, "until"));
            if (period.until().compareTo(start) < 0) {
                continue;
            }
            if (period.from().compareTo(start) < 0) {
                period = new Period(law, start, period.until());
            }
            Period last = periods.isEmpty() ? null : periods.get(periods.size() - 1);
            if (last != null && last.law().equals(law) && next(last.until()).equals(period.from())) {
                periods.set(periods.size() - 1, new Period(law, last.from(), period.until()));
            } else {
                periods.add(period);
            }
        }
        return periods.stream().map(Period::toString).toList();
    }

    private static String next(String day) {
        return day.equals(OPEN)
                ? ""
                : java.time.LocalDate.parse(day).plusDays(1).toString();
    }

    private static String day(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : OPEN;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Days and "on" stay texts; only true and false are booleans. */
    private static Yaml yaml() {
        LoaderOptions loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        DumperOptions dumping = new DumperOptions();
        Resolver resolver = new Resolver() {
            @Override
            protected void addImplicitResolvers() {
                addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
                addImplicitResolver(Tag.INT, Pattern.compile("-?(0|[1-9][0-9]*)"), "-0123456789");
                addImplicitResolver(Tag.NULL, Pattern.compile("null|"), "n\0");
                addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<");
            }
        };
        return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, resolver);
    }
}
