package org.kimlotse.assessment.facts;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two facts that cannot both be true. Nothing is worked out from either of them.
 *
 * @param first name as in the table of the rule set {@code consistency}, for example ENTRY
 * @param second the same; may be the first again
 * @param words German, what is wrong
 */
public record Contradiction(String first, String second, String words) {

    /**
     * What a finding of the rule set {@code consistency} says, if it touches the benefit law.
     *
     * @param values of the finding
     */
    public static Optional<Contradiction> told(Map<String, String> values, String words) {
        return "LEISTUNG".equals(values.get("touches"))
                ? Optional.of(new Contradiction(
                        String.valueOf(values.get("first")), String.valueOf(values.get("second")), words))
                : Optional.empty();
    }

    /** One of the facts named, separated by blanks, is among the two. */
    public boolean of(String names) {
        Set<String> wanted = Set.of(names.strip().split("\\s+"));
        return wanted.contains(first) || wanted.contains(second);
    }
}
