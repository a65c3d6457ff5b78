package org.kimlotse.rulebook;

import java.util.Map;

/**
 * In what a question differs from that of a case.
 *
 * @param parameters set otherwise than the table does, name to value; they hold on every day
 * @param announced as if what is announced were in force on the days it names
 * @param versions rule set to the SHA-256 (hex) of the version to ask; the one that serves where none is named
 */
public record Supposed(Map<String, String> parameters, boolean announced, Map<String, String> versions) {

    public static final Supposed NOTHING = new Supposed(Map.of(), false, Map.of());

    public Supposed {
        parameters = Map.copyOf(parameters);
        versions = Map.copyOf(versions);
    }
}
