package org.kimlotse.casefile;

import java.util.function.UnaryOperator;

/**
 * A kind of fact, declared by the module that understands it, so that the case file can show it in German.
 *
 * @param key stored key, lowerCamel
 * @param label German
 * @param shown turns a stored value into German words
 */
public record FactKind(String key, String label, UnaryOperator<String> shown) {

    /** The kinds of one module, published as one bean. */
    public record Declared(java.util.List<FactKind> kinds) {}
}
