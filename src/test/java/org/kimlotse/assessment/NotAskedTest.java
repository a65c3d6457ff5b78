package org.kimlotse.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the rules of the case path look at is asked there, or the handbook of the rules says that it is not, and why. */
class NotAskedTest {

    private static final List<String> FOLDERS = List.of("benefit-law", "residence-family");
    private static final Pattern LOOKED_AT = Pattern.compile("\\b([A-Z]\\w+)\\(");
    private static final Pattern MADE = Pattern.compile("new ([A-Z]\\w+)\\(|insert\\( ?([A-Z]\\w+)\\.");

    /** Components that come from elsewhere in the case, or from an answer whose key is called otherwise. */
    private static final Map<String, Set<String>> OTHERWISE = Map.of(
            "StatusFacts", Set.of("birthDate", "birthDateUncertain", "municipality", "certificateOn"),
            "WorkFacts", Set.of("from", "lastDay", "involuntaryEnd", "endConfirmed", "insured", "weeklyHours"),
            "StudyFacts", Set.of("from"),
            "ResidenceFacts",
                    Set.of(
                            "titleValidUntil",
                            "suspendedSince",
                            "birthDate",
                            "children",
                            "withMinorChild",
                            "lawfullyEmployed",
                            "workSince"),
            "IntegrationGround", Set.of("who", "kind", "from", "weeklyHours", "insured", "incomeEnough"));

    /** Facts of the assessment that a rule also concludes: an application deemed made, a right by the family. */
    private static final Set<String> ALSO_CONCLUDED = Set.of("ApplicationMade", "EuFacts");

    @Test
    void whatTheRulesLookAtIsAskedOrNamedAsNotAsked() throws IOException, ClassNotFoundException {
        String handbook = Files.readString(Path.of("rules/README.md"));
        Set<String> keys =
                Arrays.stream(StatusFact.values()).map(StatusFact::key).collect(Collectors.toSet());
        List<String> unknown = new ArrayList<>();
        for (String fact : given()) {
            if (handbook.contains("`" + fact + "`")) {
                continue;
            }
            for (RecordComponent component :
                    Class.forName("org.kimlotse.assessment.facts." + fact).getRecordComponents()) {
                String name = component.getName();
                if (!keys.contains(name)
                        && !OTHERWISE.getOrDefault(fact, Set.of()).contains(name)
                        && !handbook.contains("`" + fact + "." + name + "`")) {
                    unknown.add(fact + "." + name);
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void nothingIsNamedAsNotAskedThatNoRuleLooksAtOrThatIsAsked() throws IOException {
        Set<String> given = given();
        Set<String> keys =
                Arrays.stream(StatusFact.values()).map(StatusFact::key).collect(Collectors.toSet());
        assertThat(Pattern.compile("`([A-Z][a-z]\\w+)(?:\\.(\\w+))?`")
                        .matcher(Files.readString(Path.of("rules/README.md")))
                        .results()
                        .filter(named -> !given.contains(named.group(1)) || keys.contains(named.group(2)))
                        .map(MatchResult::group))
                .isEmpty();
    }

    /** The facts of the assessment that the rules look at and do not make themselves. */
    private static Set<String> given() throws IOException {
        StringBuilder rules = new StringBuilder();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.list(Path.of("rules", folder))) {
                for (Path file :
                        files.filter(f -> f.toString().contains(".drl")).toList()) {
                    rules.append(Files.readString(file));
                }
            }
        }
        Set<String> given = LOOKED_AT
                .matcher(rules)
                .results()
                .map(found -> found.group(1))
                .filter(name -> Files.exists(Path.of("src/main/java/org/kimlotse/assessment/facts", name + ".java")))
                .collect(Collectors.toCollection(TreeSet::new));
        MADE.matcher(rules)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .filter(name -> !ALSO_CONCLUDED.contains(name))
                .forEach(given::remove);
        // Questions, and rows of data.
        given.removeAll(Set.of("TimelineQuestion", "AgeQuestion", "AgeLimit", "TemporaryHousing"));
        return given;
    }
}
