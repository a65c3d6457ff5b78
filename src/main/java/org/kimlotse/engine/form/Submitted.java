package org.kimlotse.engine.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormRejected;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Texts;

/** What one submit brought, read by the types of its fields. Wrong types are problems of the field, not exceptions. */
final class Submitted implements FormInput {

    private static final int MOST_ROWS = 200;
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);
    private static final DateTimeFormatter GERMAN =
            DateTimeFormatter.ofPattern("dd.MM.uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> YES_OR_NO = Set.of("true", "false");

    private final FormModel form;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Set<String> present;
    private final List<FormRejected.Problem> problems = new ArrayList<>();

    /** Before the name of a column: which row is being read. */
    private String row = "";

    /** Fields left empty or beyond a limit: what a module says of them is plainer than the form and takes its place. */
    private final Set<String> replaceable = new HashSet<>();

    /** Fields that could not be read: that a module then misses them is no second problem. */
    private final Set<String> unreadable = new HashSet<>();

    /** @param sent raw values by field key; only fields of the form that may be written */
    Submitted(FormModel form, Map<String, @Nullable Object> sent) {
        this.form = form;
        this.present = Set.copyOf(sent.keySet());
        sent.forEach((key, raw) -> form.field(key).ifPresent(field -> {
            Object value = read(field, key, raw);
            if (value != null) {
                values.put(key, value);
            } else if (field.required()
                    && problems.stream().noneMatch(p -> p.field().equals(key))) {
                reject(key, "Bitte ausfüllen: " + label(key) + ".");
                replaceable.add(key);
            }
        }));
        problems.stream()
                .map(FormRejected.Problem::field)
                .filter(key -> !replaceable.contains(key))
                .forEach(unreadable::add);
    }

    /** Required fields that nothing can hide and that did not come back at all: no browser leaves them out. */
    void require(Set<String> keys) {
        for (String key : keys) {
            form.field(key)
                    .filter(field -> field.required() && !field.hideable() && !present.contains(key))
                    .ifPresent(field -> reject(key, "Bitte ausfüllen: " + label(key) + "."));
        }
    }

    /** In lists that process owners added: what a row has to hold. */
    void requireCells(Set<String> keys) {
        for (String key : keys) {
            int number = 0;
            for (Map<String, Object> row : rows(key)) {
                number++;
                for (FormModel.Field column :
                        form.field(key).orElseThrow().columns().values()) {
                    if (column.required() && !column.hideable() && !row.containsKey(column.key())) {
                        reject(key, "%s, Zeile %d: Bitte ausfüllen: %s.".formatted(label(key), number, label(column)));
                    }
                }
            }
        }
    }

    /** Where a field takes its values from data: only what was offered can have been chosen. */
    void offered(String key, Set<String> values) {
        if (present.contains(key) && !values.containsAll(choices(key))) {
            rejectChoice(key);
        }
    }

    List<FormRejected.Problem> problems() {
        return List.copyOf(problems);
    }

    /** The value of a field in the words of the form, German; empty if there is none. */
    String shown(String key, Map<String, String> offered) {
        return form.field(key)
                .map(field -> Submitted.shown(field, values.get(key), offered))
                .orElse("");
    }

    private static String shown(FormModel.Field field, @Nullable Object value, Map<String, String> offered) {
        if (value == null) {
            return "";
        }
        if (field.type() == FormField.Type.LIST && value instanceof List<?> rows) {
            return rows.stream()
                    .map(row -> row instanceof Map<?, ?> cells ? row(field, cells) : "")
                    .collect(Collectors.joining("\n"));
        }
        if (value instanceof List<?> several) {
            return several.stream().map(one -> shown(field, one, offered)).collect(Collectors.joining(", "));
        }
        if (value instanceof LocalDate day) {
            return BusinessCalendar.german(day);
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString().replace('.', ',');
        }
        if (value instanceof Boolean yes) {
            return yes ? "ja" : "nein";
        }
        String text = value.toString();
        return field.options().getOrDefault(text, offered.getOrDefault(text, text));
    }

    private static String row(FormModel.Field list, Map<?, ?> cells) {
        return list.columns().values().stream()
                .filter(column -> cells.get(column.key()) != null)
                .map(column -> label(column) + ": " + shown(column, cells.get(column.key()), Map.of()))
                .collect(Collectors.joining("; "));
    }

    /** The typed value of a field, for additional facts. */
    @Nullable
    Object value(String key) {
        return values.get(key);
    }

    @Override
    public boolean has(String key) {
        return present.contains(key);
    }

    @Override
    public Optional<String> text(String key) {
        Object value = values.get(key);
        if (value instanceof List || value instanceof Map) {
            return Optional.empty();
        }
        return Optional.ofNullable(value).map(Object::toString).filter(text -> !text.isEmpty());
    }

    @Override
    public Optional<LocalDate> date(String key) {
        return Optional.ofNullable(values.get(key)).flatMap(value -> {
            if (value instanceof LocalDate date) {
                return Optional.of(date);
            }
            LocalDate parsed = toDate(key, value);
            return Optional.ofNullable(parsed);
        });
    }

    @Override
    public boolean isTrue(String key) {
        return bool(key).orElse(false);
    }

    @Override
    public Optional<Boolean> bool(String key) {
        return Optional.ofNullable(values.get(key)).flatMap(value -> switch (value.toString()) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> {
                reject(key, asked(key) + " Bitte Ja oder Nein angeben.");
                yield Optional.empty();
            }
        });
    }

    @Override
    public Optional<BigDecimal> number(String key) {
        Object value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        return value instanceof BigDecimal number ? Optional.of(number) : Optional.ofNullable(toNumber(key, value));
    }

    @Override
    public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<E> found = Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text.get()))
                .findFirst();
        if (found.isEmpty()) {
            rejectChoice(key);
        }
        return found;
    }

    @Override
    public List<String> choices(String key) {
        Object value = values.get(key);
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return text(key).map(List::of).orElse(List.of());
    }

    @Override
    public List<Map<String, Object>> rows(String key) {
        List<Map<String, Object>> rows = new ArrayList<>();
        if (values.get(key) instanceof List<?> list) {
            for (Object row : list) {
                if (row instanceof Map<?, ?> map) {
                    Map<String, Object> copy = new LinkedHashMap<>();
                    map.forEach((column, cell) -> copy.put(String.valueOf(column), cell));
                    rows.add(copy);
                }
            }
        }
        return rows;
    }

    @Override
    public void reject(String key, String germanMessage) {
        if (unreadable.contains(key)) {
            return;
        }
        if (replaceable.remove(key)) {
            problems.removeIf(said -> said.field().equals(key));
        }
        FormRejected.Problem problem = new FormRejected.Problem(key, germanMessage);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    @Override
    public boolean valid() {
        return problems.isEmpty();
    }

    // ---- reading by the field's type

    private @Nullable Object read(FormModel.Field field, String problemKey, @Nullable Object raw) {
        Object value = plain(raw);
        if (value == null || value.equals("")) {
            return null;
        }
        return switch (field.type()) {
            case TEXT -> toText(field, problemKey, value);
            case CHOICE -> toChoice(field, problemKey, value);
            case BOOLEAN -> toBoolean(problemKey, value);
            case DATE -> toDate(problemKey, value);
            case NUMBER -> inRange(field, problemKey, toNumber(problemKey, value));
            case CHOICES -> toChoices(field, problemKey, value);
            case LIST -> toRows(field, problemKey, value);
            case OPTIONS -> null;
        };
    }

    /** Out of the engine's wrappings; JSON text of lists and objects becomes lists and maps. */
    private static @Nullable Object plain(@Nullable Object raw) {
        if (raw == null) {
            return null;
        }
        if (raw instanceof org.camunda.spin.json.SpinJsonNode json) {
            try {
                return JSON.readValue(json.toString(), Object.class);
            } catch (JsonProcessingException e) {
                return null;
            }
        }
        return raw;
    }

    private @Nullable Object toText(FormModel.Field field, String key, Object value) {
        if (value instanceof List || value instanceof Map || value instanceof byte[]) {
            reject(key, asked(field) + " Hier wird ein Text erwartet.");
            return null;
        }
        String text = Texts.clean(String.valueOf(value));
        int length = Texts.length(text);
        if (length > Texts.LONGEST) {
            reject(
                    key,
                    "%s: höchstens 10.000 Zeichen, es sind %s. Bitte kürzen."
                            .formatted(label(field), String.format(java.util.Locale.GERMANY, "%,d", length)));
            return null;
        }
        if (text.isEmpty()) {
            return null;
        }
        beyond(field, key, field.limits().problem(text));
        return text;
    }

    private @Nullable Object toChoice(FormModel.Field field, String key, Object value) {
        if (value instanceof List || value instanceof Map || value instanceof byte[]) {
            rejectChoice(key);
            return null;
        }
        String text = Texts.clean(String.valueOf(value));
        if (Texts.length(text) > 500
                || (!field.options().isEmpty() && !field.options().containsKey(text))) {
            rejectChoice(key);
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    private @Nullable Object toBoolean(String key, Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        String text = String.valueOf(value);
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        reject(key, asked(key) + " Bitte Ja oder Nein angeben.");
        return null;
    }

    private @Nullable LocalDate toDate(String key, Object value) {
        LocalDate date = null;
        try {
            if (value instanceof Date instant) {
                date = TaskDates.dayOf(instant);
            } else {
                String text = String.valueOf(value).strip();
                if (text.matches("\\d{4}-\\d{2}-\\d{2}(T.*)?")) {
                    date = LocalDate.parse(text.substring(0, 10));
                } else if (text.matches("\\d{2}\\.\\d{2}\\.\\d{4}")) {
                    date = LocalDate.parse(text, GERMAN);
                }
            }
        } catch (DateTimeException e) {
            date = null;
        }
        if (date == null || date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
            reject(key, asked(key) + " Das ist kein gültiges Datum (TT.MM.JJJJ).");
            return null;
        }
        return date;
    }

    private @Nullable BigDecimal toNumber(String key, Object value) {
        if (value instanceof Boolean || value instanceof List || value instanceof Map) {
            reject(key, asked(key) + " Bitte eine Zahl angeben.");
            return null;
        }
        String text = String.valueOf(value).strip();
        if (!text.contains(".")) {
            text = text.replace(',', '.');
        }
        if (!text.matches("[+-]?\\d{1,12}(\\.\\d{1,6})?([eE][+-]?\\d{1,2})?")) {
            reject(key, asked(key) + " Bitte eine Zahl angeben.");
            return null;
        }
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private @Nullable BigDecimal inRange(FormModel.Field field, String key, @Nullable BigDecimal number) {
        if (number == null) {
            return null;
        }
        beyond(field, key, field.limits().problem(number));
        return number;
    }

    private @Nullable Object toChoices(FormModel.Field field, String key, Object value) {
        List<?> list = value instanceof List<?> many ? many : List.of(value);
        List<String> chosen = new ArrayList<>();
        for (Object each : list) {
            Object one = each == null ? null : toChoice(field, key, each);
            if (one != null && !chosen.contains(one.toString())) {
                chosen.add(one.toString());
            }
        }
        if (chosen.size() > MOST_ROWS) {
            reject(key, asked(field) + " zu viele Angaben.");
        }
        return chosen.isEmpty() ? null : List.copyOf(chosen);
    }

    private @Nullable Object toRows(FormModel.Field field, String key, Object value) {
        Object read = value;
        if (value instanceof String json) {
            try {
                read = JSON.readValue(json, Object.class);
            } catch (JsonProcessingException e) {
                read = value;
            }
        }
        if (!(read instanceof List<?> list)) {
            reject(key, asked(field) + " Hier wird eine Liste erwartet.");
            return null;
        }
        if (list.size() > MOST_ROWS) {
            reject(key, asked(field) + " höchstens " + MOST_ROWS + " Zeilen.");
            return null;
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Object each : list) {
            Map<String, Object> row = new LinkedHashMap<>();
            if (each instanceof Map<?, ?> cells) {
                this.row = "Zeile %d, ".formatted(rows.size() + 1);
                for (FormModel.Field column : field.columns().values()) {
                    Object cell = read(column, key, cells.get(column.key()));
                    if (cell != null) {
                        row.put(column.key(), cell);
                    }
                }
            }
            if (!row.isEmpty()) {
                rows.add(row);
            }
        }
        this.row = "";
        return rows.isEmpty() ? null : rows;
    }

    /** The value is kept: what a module says of its own field is plainer and takes the place of the form's limit. */
    private void beyond(FormModel.Field field, String key, Optional<String> problem) {
        problem.ifPresent(text -> {
            reject(key, asked(field) + " " + text);
            replaceable.add(key);
        });
    }

    private void rejectChoice(String key) {
        boolean yesOrNo = form.field(key)
                .filter(f -> f.options().keySet().equals(YES_OR_NO))
                .isPresent();
        reject(key, asked(key) + (yesOrNo ? " Bitte Ja oder Nein angeben." : " Diese Auswahl gibt es nicht."));
    }

    /** The label as the beginning of a sentence about it. */
    private String asked(FormModel.Field field) {
        String label = row + label(field);
        return label.endsWith("?") ? label : label + ":";
    }

    private String asked(String key) {
        return form.field(key).map(this::asked).orElse(key + ":");
    }

    private String label(String key) {
        return form.field(key).map(Submitted::label).orElse(key);
    }

    private static String label(FormModel.Field field) {
        return field.label().isBlank() || field.label().startsWith("=") ? field.key() : field.label();
    }

    static boolean isListType(FormField.Type type) {
        return type == FormField.Type.LIST || type == FormField.Type.CHOICES;
    }
}
