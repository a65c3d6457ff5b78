package org.kimlotse.preview.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Refused;

/** One JSON object of a request, read field by field; what is wrong is collected in German with the field's place. */
final class Fields {

    /** No fact of a living person and no date a rule looks ahead to lies outside. */
    static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);

    static final LocalDate LAST_DAY = LocalDate.of(2100, 12, 31);

    private final JsonNode node;
    private final String place;
    private final List<Refused.Problem> problems;

    Fields(@Nullable JsonNode node, String place, List<Refused.Problem> problems) {
        this.node = node == null ? MissingNode.getInstance() : node;
        this.place = place;
        this.problems = problems;
        if (!this.node.isMissingNode() && !this.node.isNull() && !this.node.isObject()) {
            problem("", "muss ein Objekt sein.");
        }
    }

    /** Fields nobody knows are mistakes of spelling. */
    Fields only(Collection<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problem(name, "gibt es nicht. Bekannt sind: " + String.join(", ", known) + ".");
            }
        });
        return this;
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    String place(String name) {
        return name.isEmpty() ? place : place.isEmpty() ? name : place + "." + name;
    }

    /** Told once, however often the field is read. */
    void problem(String name, String message) {
        Refused.Problem problem = new Refused.Problem(place(name), "„" + place(name) + "“ " + message);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    JsonNode get(String name) {
        return node.path(name);
    }

    @Nullable
    String text(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.asText().isBlank()) {
            problem(name, "muss ein Text sein.");
            return null;
        }
        return value.asText().strip();
    }

    @Nullable
    LocalDate day(String name) {
        if (node.path(name).isTextual() && node.path(name).asText().isBlank()) {
            problem(name, "ist leer; ein Tag hat die Form 2026-09-30, ein unbekannter bleibt weg.");
            return null;
        }
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
                problem(name, "liegt nicht zwischen 1900 und 2100: " + text + ".");
                return null;
            }
            return day;
        } catch (DateTimeException e) {
            problem(name, "ist kein Tag der Form 2026-09-30, oder es gibt ihn nicht: " + text + ".");
            return null;
        }
    }

    @Nullable
    Boolean yesNo(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            problem(name, "muss true oder false sein.");
            return null;
        }
        return value.asBoolean();
    }

    boolean yes(String name) {
        return Boolean.TRUE.equals(yesNo(name));
    }

    @Nullable
    Integer number(String name, int least, int most) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
            problem(name, "muss eine ganze Zahl von " + least + " bis " + most + " sein.");
            return null;
        }
        return value.asInt();
    }

    <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        String text = text(name);
        return text == null ? null : constant(name, text, type);
    }

    private <E extends Enum<E>> @Nullable E constant(String name, String text, Class<E> type) {
        for (E one : type.getEnumConstants()) {
            if (one.name().equals(text)) {
                return one;
            }
        }
        problem(
                name,
                "kennt den Wert „" + text + "“ nicht. Möglich sind: "
                        + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "))
                        + ".");
        return null;
    }

    /** One of a few words. */
    @Nullable
    String oneOf(String name, Set<String> words) {
        String text = text(name);
        if (text != null && !words.contains(text)) {
            problem(
                    name,
                    "kennt den Wert „" + text + "“ nicht. Möglich sind: "
                            + words.stream().sorted().collect(Collectors.joining(", ")) + ".");
            return null;
        }
        return text;
    }

    /** Texts of a list. */
    List<String> words(String name, Set<String> allowed) {
        List<String> words = new ArrayList<>();
        JsonNode list = node.path(name);
        if (list.isMissingNode() || list.isNull()) {
            return words;
        }
        if (!list.isArray()) {
            problem(name, "muss eine Liste sein.");
            return words;
        }
        for (JsonNode one : list) {
            if (!one.isTextual() || !allowed.contains(one.asText())) {
                problem(
                        name,
                        "kennt den Wert „" + one.asText() + "“ nicht. Möglich sind: "
                                + allowed.stream().sorted().collect(Collectors.joining(", ")) + ".");
            } else {
                words.add(one.asText());
            }
        }
        return words;
    }

    Fields object(String name) {
        return new Fields(node.path(name), place(name), problems);
    }

    /** Objects of a list, at most so many. */
    <T> List<T> list(String name, int most, BiFunction<Fields, Integer, @Nullable T> read) {
        List<T> all = new ArrayList<>();
        JsonNode list = node.path(name);
        if (list.isMissingNode() || list.isNull()) {
            return all;
        }
        if (!list.isArray()) {
            problem(name, "muss eine Liste sein.");
            return all;
        }
        if (list.size() > most) {
            problem(name, "hat " + list.size() + " Einträge; möglich sind höchstens " + most + ".");
            return all;
        }
        for (int i = 0; i < list.size(); i++) {
            T one = read.apply(new Fields(list.get(i), place(name) + "[" + i + "]", problems), i);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    /** First and last day the right way round. */
    void inOrder(String first, @Nullable LocalDate from, String last, @Nullable LocalDate until) {
        if (from != null && until != null && until.isBefore(from)) {
            problem(last, "liegt vor „" + place(first) + "“.");
        }
    }
}
