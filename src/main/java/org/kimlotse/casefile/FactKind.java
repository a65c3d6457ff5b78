package org.kimlotse.casefile;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A kind of fact, declared by the module that understands it, so that the case file can show it in German.
 *
 * @param key stored key, lowerCamel
 * @param label German
 * @param shown turns a stored value into German words
 * @param lasting whether it is so from a day on; false for what happened on a day of its own
 * @param applies whether the fact still means something beside the other values stated of the person, by kind: the day of a
 *     title means nothing to somebody who has none
 */
public record FactKind(
        String key,
        String label,
        UnaryOperator<String> shown,
        boolean lasting,
        Predicate<Map<String, String>> applies) {

    /** The kinds of one module, published as one bean. */
    public record Declared(List<FactKind> kinds) {}
}
