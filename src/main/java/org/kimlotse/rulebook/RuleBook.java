package org.kimlotse.rulebook;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;

/** Asks the rules. Thread-safe; a reload swaps whole rule sets between two calls. */
public interface RuleBook {

    /**
     * @param facts immutable records from the modules' {@code facts} packages
     * @param asOf the instant (UTC) the question is about; rules see it as a date in Europe/Berlin
     * @throws RuleSetUnavailable if no version of this rule set ever loaded
     */
    Decision decide(RuleSet set, Collection<? extends Record> facts, Instant asOf);

    /**
     * As {@link #decide}, to try things out. The answer does not carry what was supposed; whoever wants it again asks with
     * the same.
     *
     * @throws IllegalArgumentException if there is no parameter of that name
     * @throws RuleSetUnavailable if a version is named that was never kept
     */
    default Decision preview(RuleSet set, Collection<? extends Record> facts, Instant asOf, Supposed supposed) {
        throw new UnsupportedOperationException("supposes nothing");
    }

    /** Whether a version of this hash serves or served once. */
    default boolean knows(RuleSet set, String version) {
        return version(set).equals(version);
    }

    /**
     * The parameters in force on a day, name to value.
     *
     * @throws RuleSetUnavailable if no version of this rule set ever loaded
     */
    default Map<String, String> parameters(RuleSet set, LocalDate day) {
        return Map.of();
    }

    /** Within which time somebody has to have acted on an acute danger reported on that day; the parameter CRISIS_ACK_MIN. */
    default Duration crisisLimit(LocalDate day) {
        return Duration.ofMinutes(number(RuleSet.HEALTH, day, "CRISIS_ACK_MIN"));
    }

    /**
     * A parameter that is a whole number, as it is in force on a day.
     *
     * @throws IllegalStateException if there is none of that name
     */
    default int number(RuleSet set, LocalDate day, String name) {
        String number = parameters(set, day).get(name);
        if (number == null) {
            throw new IllegalStateException(name + " fehlt in rules/parameters für " + day);
        }
        return Integer.parseInt(number);
    }

    /**
     * The SHA-256 (hex) of the version that serves now.
     *
     * @throws RuleSetUnavailable if no version of this rule set ever loaded
     */
    String version(RuleSet set);

    /**
     * Asks the question of a stored decision again with the rules of that time, whatever serves now. The answer equals the
     * stored one unless somebody tampered with the tables.
     *
     * @throws RuleSetUnavailable if the rules of that version were never kept, or were changed since
     * @throws UnsupportedOperationException if this book keeps no versions
     */
    default Decision replay(Decision stored) {
        throw new UnsupportedOperationException("keeps no versions");
    }
}
