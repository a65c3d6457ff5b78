package org.kimlotse.referral.process;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.kimlotse.engine.FormField;

/** What a referral has kept as text, as its forms show it. */
final class KeptFacts {

    private KeptFacts() {}

    /** Puts a value under the key of each writable field of which something is known. */
    static void show(Collection<FormField> fields, Map<String, String> known, Map<String, Object> into) {
        fields.stream().filter(FormField::writable).forEach(field -> {
            String value = known.get(field.key());
            if (value != null) {
                into.put(field.key(), typed(field.type(), value));
            }
        });
    }

    private static Object typed(FormField.Type type, String value) {
        return switch (type) {
            case BOOLEAN -> Boolean.valueOf(value);
            case DATE -> LocalDate.parse(value);
            case NUMBER -> new BigDecimal(value);
            case CHOICES -> List.of(value.split(",", -1));
            default -> value;
        };
    }
}
