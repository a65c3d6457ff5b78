package org.kimlotse.engine.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kimlotse.engine.FormField;

/**
 * A form file as the bridge sees it.
 *
 * @param id the form's id, empty if it has none
 * @param fields what can be filled in, by key
 * @param names every variable the form shows or decides by: keys, keys of options, names in texts and conditions
 * @param faults what is wrong with the form, by field key, German
 */
public record FormModel(String id, Map<String, Field> fields, Set<String> names, List<Fault> faults) {

    /** @param element field key or id of the component; empty for the form as a whole */
    public record Fault(String element, String message) {}

    /**
     * @param type how its values travel
     * @param options the values it offers itself, each with its label; empty if it offers none or takes them from data
     * @param optionsKey the data its values come from, empty if it offers them itself
     * @param hideable whether a condition may hide it, its own or that of a group around it
     * @param computed an expression's result: it comes back, but nobody typed it
     * @param limits what a value must keep to
     * @param columns the fields of a row, if this is a list
     */
    public record Field(
            String key,
            String label,
            FormField.Type type,
            Map<String, String> options,
            String optionsKey,
            boolean required,
            boolean hideable,
            boolean computed,
            FieldLimits limits,
            Map<String, Field> columns) {

        /** One of a closed set of values, or several. */
        public boolean chosen() {
            return type == FormField.Type.CHOICE || type == FormField.Type.CHOICES;
        }

        /** Why nobody could say whether a value was on offer, German; for fields that no module checks itself. */
        public Optional<String> unofferable() {
            if (!chosen()) {
                return Optional.empty();
            }
            if (optionsKey.equals(FormParser.FROM_EXPRESSION)) {
                return Optional.of(FormFaults.EXPRESSION_OPTIONS);
            }
            return options.isEmpty() && optionsKey.isEmpty() ? Optional.of(FormFaults.NO_OPTIONS) : Optional.empty();
        }
    }

    public FormModel {
        fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        names = Set.copyOf(names);
        faults = List.copyOf(faults);
    }

    public Optional<Field> field(String key) {
        return Optional.ofNullable(fields.get(key));
    }
}
