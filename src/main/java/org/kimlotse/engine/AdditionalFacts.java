package org.kimlotse.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a process owner asks in a form and no module knows: a typed additional fact of the case. Exactly one bean
 * (the case file's) implements this.
 */
public interface AdditionalFacts {

    /**
     * One answer to a field no module knows.
     *
     * @param key the field's key, which is the fact's name
     * @param label what the field is called on the form, German
     * @param type TEXT, CHOICE, BOOLEAN, DATE, NUMBER, CHOICES or LIST
     * @param value String, Boolean, LocalDate, BigDecimal, List of String, List of Map; null if it was emptied
     * @param shown the value in the words of the form, German; empty if it was emptied
     */
    record Fact(String key, String label, FormField.Type type, @Nullable Object value, String shown) {}

    /** The values kept for this case under these keys; a key without a value is absent. */
    Map<String, Object> read(FormContext context, Set<String> keys);

    /** Keeps the facts, in the transaction of the submit. */
    void write(FormContext context, Collection<Fact> facts);

    /** Keys a module forbids, for example because they would collide; empty by default. */
    default List<String> reservedKeys() {
        return List.of();
    }
}
