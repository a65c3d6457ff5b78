package org.kimlotse.rulebook;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The rule sets; each is a folder below {@code rules/} named by {@link #folder}. */
public enum RuleSet {
    INDICATION("indication", "Indikation"),
    CONSISTENCY("consistency", "Widersprüche in den Angaben"),
    HEALTH("health", "Gesundheit: Wegweiser und Vermittlung"),
    ORDER_OF_WORK("order-of-work", "Reihenfolge der Arbeit"),
    RESIDENCE_FAMILY("residence-family", "Wohnsitz und Familie"),
    BENEFIT_LAW("benefit-law", "Leistungsrecht"),
    TRANSITION_HOPS("transition-hops", "Schritte des Übergangs"),
    REFERRAL_ROUTING("referral-routing", "Vorschläge zur Vermittlung"),
    LANGUAGE_COURSE("language-course", "Sprachkurs"),
    JOBCENTER_REFERRAL("jobcenter-referral", "Jobcenter und Arbeit"),
    MISSED_HANDOVERS("missed-handovers", "Versäumte Übergaben"),
    BOTTLENECKS("bottlenecks", "Engpässe");

    /** What these find tells of somebody's health; the second is what the first was called in the case path once. */
    private static final Set<String> CONFIDENTIAL = Set.of("health", "health-referral");

    private final String folder;
    private final String label;

    RuleSet(String folder, String label) {
        this.folder = folder;
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }

    /** Empty if there is none of that name any more. */
    public static Optional<RuleSet> ofFolder(String folder) {
        return Arrays.stream(values()).filter(set -> set.folder.equals(folder)).findFirst();
    }

    /** The folder a rule belongs to: its id begins with it. */
    public static String folderOf(String ruleId) {
        return ruleId.replaceFirst("\\..*", "");
    }

    /** Whether its decisions are for eyes only that may look into the health compartment. */
    public static boolean isConfidential(String folder) {
        return CONFIDENTIAL.contains(folder);
    }

    public String folder() {
        return folder;
    }
}
