package org.kimlotse.assessment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Rechtskreis;

/**
 * One thing the rules find otherwise than before.
 *
 * @param what German, for example "SGB II ab"
 * @param before German; "–" if there was nothing
 * @param after German; "–" if there is nothing any more
 */
public record Difference(String what, String before, String after) {

    private static final String NOTHING = "–";

    private static final Map<String, String> DATES = Map.ofEntries(
            Map.entry("trigger", "Auslösender Tag"),
            Map.entry("asylblgUntil", "AsylbLG bis"),
            Map.entry("newLawFrom", "Neue Leistung ab"),
            Map.entry("softApplication", "Antrag spätestens sichern bis"),
            Map.entry("hardApplication", "Letzter Tag für den Antrag ohne Verlust"),
            Map.entry("kkDue", "Krankenkasse wählen bis"),
            Map.entry("titleApplication", "Titel beantragen bis"),
            Map.entry("appealEnd", "Klagefrist endet am"),
            Map.entry("adviceBy", "Rechtsberatung bis"),
            Map.entry("analogFrom", "Leistungen nach § 2 AsylbLG ab"),
            Map.entry("residenceUntil", "Wohnsitzregelung bis"),
            Map.entry("assignmentUntil", "Zuweisung an einen Ort möglich bis"),
            Map.entry("courseRightUntil", "Anspruch auf den Integrationskurs bis"));

    /** Everything that differs between two decisions of one rule set, in a stable order. */
    static List<Difference> between(Decision before, Decision after) {
        Map<String, String> old = statements(before);
        Map<String, String> now = statements(after);
        TreeSet<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(now.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String key : keys) {
            String was = old.getOrDefault(key, NOTHING);
            String is = now.getOrDefault(key, NOTHING);
            if (!was.equals(is)) {
                differences.add(new Difference(key, was, is));
            }
        }
        return differences;
    }

    private static Map<String, String> statements(Decision decision) {
        Map<String, String> statements = new LinkedHashMap<>();
        for (Finding finding : decision.findings()) {
            finding.dates().forEach((key, day) -> statements.put(DATES.getOrDefault(key, key), german(day)));
            switch (finding.kind()) {
                case FindingKind.BENEFIT_LAW ->
                    finding.value("rechtskreisAfter")
                            .ifPresent(law -> statements.put(
                                    "Leistung", Rechtskreis.valueOf(law).label()));
                case FindingKind.FLAG ->
                    finding.value("flag").ifPresent(flag -> statements.put("Hinweis " + flag, finding.reason()));
                case FindingKind.MISSING_FACT ->
                    finding.value("fact").ifPresent(fact -> statements.put("Fehlt: " + fact, finding.reason()));
                default -> {}
            }
        }
        return statements;
    }

    private static String german(LocalDate day) {
        return BusinessCalendar.german(day);
    }
}
