package org.kimlotse.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers a use case gives to the process: declared variables only. */
public final class Answers {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private Answers() {}

    public static Answers none() {
        return new Answers();
    }

    public static <T> Answers of(ProcessVariable<T> variable, T value) {
        return none().and(variable, value);
    }

    public <T> Answers and(ProcessVariable<T> variable, T value) {
        values.put(variable.name(), variable.stored(value));
        return this;
    }

    /** The variable is there and holds nothing. */
    public Answers without(ProcessVariable<?> variable) {
        values.put(variable.name(), null);
        return this;
    }

    public Answers and(Answers others) {
        values.putAll(others.values);
        return this;
    }

    /** Name to stored value. */
    public Map<String, @Nullable Object> asMap() {
        return Collections.unmodifiableMap(values);
    }
}
