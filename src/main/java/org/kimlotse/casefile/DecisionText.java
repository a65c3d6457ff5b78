package org.kimlotse.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.Validity;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.LegalBasis;

/** A decision of the rules as a reader sees it: what, why, on what, and what is missing. German, Markdown. */
public final class DecisionText {

    private static final int SHORT_VERSION = 12;

    private DecisionText() {}

    /** Every finding with its rule, reason, paragraph, derivation, facts used and missing facts; then the version. */
    public static String explain(Decision decision) {
        List<String> parts = new ArrayList<>();
        sorted(decision, false).forEach(finding -> parts.add(explain(finding)));
        List<Finding> rejected = sorted(decision, true);
        if (!rejected.isEmpty()) {
            parts.add("**Warum nicht anders?**\n\n"
                    + rejected.stream()
                            .map(f -> "- %s%s *(Regel %s)*".formatted(f.reason(), paragraph(f), f.ruleId()))
                            .collect(Collectors.joining("\n")));
        }
        parts.add("*Fassung der Regeln: %s. Vorläufige Einschätzung; die zuständige Stelle entscheidet.*"
                .formatted(shortVersion(decision)));
        return String.join("\n\n", parts);
    }

    /** What would change the answer if it were known; empty text if nothing is missing. */
    public static String missing(Decision decision) {
        Set<String> lines = new LinkedHashSet<>();
        decision.findings().forEach(finding -> {
            if (finding.kind().equals(FindingKind.MISSING_FACT)
                    && finding.missingFacts().isEmpty()) {
                lines.add("- " + finding.reason());
            }
            finding.missingFacts().forEach(text -> lines.add("- " + text));
        });
        return String.join("\n", lines);
    }

    /** The first characters of the rule set's hash: enough for people to compare. */
    public static String shortVersion(Decision decision) {
        String version = decision.ruleSetVersion();
        return version.length() <= SHORT_VERSION ? version : version.substring(0, SHORT_VERSION);
    }

    private static List<Finding> sorted(Decision decision, boolean rejected) {
        return decision.findings().stream()
                .filter(finding -> finding.kind().equals(FindingKind.REJECTED) == rejected)
                .sorted(Comparator.comparing((Finding finding) -> finding.severity() != Finding.Severity.PROPOSAL)
                        .thenComparing(Finding::severity, Comparator.reverseOrder())
                        .thenComparing(Finding::ruleId))
                .toList();
    }

    private static String explain(Finding finding) {
        StringBuilder text = new StringBuilder();
        text.append("**")
                .append(finding.reason())
                .append("**")
                .append(paragraph(finding))
                .append("\n\n");
        if (!finding.derivations().isEmpty()) {
            text.append("- Herleitung:\n");
            finding.derivations()
                    .forEach(line -> text.append("  - ").append(line).append("\n"));
        }
        if (!finding.factsUsed().isEmpty()) {
            text.append("- Angaben: ")
                    .append(String.join("; ", finding.factsUsed()))
                    .append("\n");
        }
        finding.missingFacts()
                .forEach(line -> text.append("- Es fehlt: ").append(line).append("\n"));
        text.append("- Regel: ").append(finding.ruleId()).append(validity(finding.validity()));
        return text.toString();
    }

    /** Since when the rule holds is told where it is known; "offen" means that nobody has released it yet. */
    private static String validity(@Nullable Validity validity) {
        if (validity == null) {
            return "";
        }
        String from = validity.from().equals(Validity.SINCE_EVER)
                ? ""
                : "gilt ab %s; ".formatted(BusinessCalendar.german(validity.from()));
        LocalDate to = validity.to();
        String until = to == null ? "" : "gilt bis %s; ".formatted(BusinessCalendar.german(to));
        return " (%s%sQuelle: %s; freigegeben von: %s)"
                .formatted(from, until, validity.source(), validity.releasedBy());
    }

    private static String paragraph(Finding finding) {
        LegalBasis basis = finding.legalBasis();
        return basis == null ? "" : " (" + basis.citation() + ")";
    }
}
