package org.kimlotse.engine;

import java.time.LocalDate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A variable the engine may hold: a routing answer or an id, never something that identifies a person, never free text.
 * Modules declare theirs as constants and publish them with a {@link ProcessVariables} bean; everything undeclared is
 * refused at the choke point.
 *
 * @param <T> Boolean, Integer, LocalDate (stored as ISO text), an enum (stored as its name) or String for ids
 */
public final class ProcessVariable<T> {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final String name;
    private final Class<?> storedType;
    private final Function<T, Object> toStored;
    private final Function<Object, T> fromStored;
    private final Predicate<Object> accepts;

    private ProcessVariable(
            String name,
            Class<?> storedType,
            Function<T, Object> toStored,
            Function<Object, T> fromStored,
            Predicate<Object> accepts) {
        this.name = name;
        this.storedType = storedType;
        this.toStored = toStored;
        this.fromStored = fromStored;
        this.accepts = accepts;
    }

    public static ProcessVariable<Boolean> bool(String name) {
        return new ProcessVariable<>(name, Boolean.class, v -> v, v -> (Boolean) v, v -> true);
    }

    public static ProcessVariable<Integer> number(String name) {
        return new ProcessVariable<>(name, Integer.class, v -> v, v -> (Integer) v, v -> true);
    }

    public static ProcessVariable<LocalDate> date(String name) {
        return new ProcessVariable<>(
                name, String.class, LocalDate::toString, v -> LocalDate.parse((String) v), ProcessVariable::isDate);
    }

    public static <E extends Enum<E>> ProcessVariable<E> choice(String name, Class<E> type) {
        return new ProcessVariable<>(
                name, String.class, Enum::name, v -> Enum.valueOf(type, (String) v), v -> isConstant(type, v));
    }

    /** An id: letters, digits, dot, underscore, colon, hyphen; at most 64 characters. */
    public static ProcessVariable<String> id(String name) {
        return new ProcessVariable<>(name, String.class, v -> v, v -> (String) v, v -> ID.matcher((String) v)
                .matches());
    }

    /** A text out of a closed set, for example a municipality's label shown on a card. */
    public static ProcessVariable<String> oneOf(String name, Predicate<String> closedSet) {
        return new ProcessVariable<>(name, String.class, v -> v, v -> (String) v, v -> closedSet.test((String) v));
    }

    /** A list of ids a multi-instance activity runs over. */
    public static ProcessVariable<java.util.List<String>> ids(String name) {
        return new ProcessVariable<>(
                name, java.util.List.class, java.util.ArrayList::new, ProcessVariable::strings, v -> strings(v).stream()
                        .allMatch(id -> ID.matcher(id).matches()));
    }

    public String name() {
        return name;
    }

    /** The value as the engine stores it. */
    public Object stored(T value) {
        Object stored = toStored.apply(value);
        if (!accepts(stored)) {
            throw new IllegalArgumentException("variable " + name + " does not take this value");
        }
        return stored;
    }

    public T typed(Object stored) {
        return fromStored.apply(stored);
    }

    /** Whether a raw value may stand in the engine under this name. */
    public boolean accepts(Object stored) {
        return storedType.isInstance(stored) && accepts.test(stored);
    }

    private static boolean isDate(Object value) {
        return Pattern.matches("\\d{4}-\\d{2}-\\d{2}", (String) value);
    }

    private static <E extends Enum<E>> boolean isConstant(Class<E> type, Object value) {
        return java.util.Arrays.stream(type.getEnumConstants())
                .anyMatch(e -> e.name().equals(value));
    }

    private static java.util.List<String> strings(Object value) {
        return ((java.util.List<?>) value).stream().map(String.class::cast).toList();
    }
}
