package org.kimlotse.engine.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.variable.SpinValues;
import org.jspecify.annotations.Nullable;

/** Values with their types, as the browser needs them; an untyped one would arrive there with type null. */
final class ToBrowser {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private ToBrowser() {}

    static TypedValue typed(@Nullable Object value) {
        if (value == null) {
            return Variables.untypedNullValue();
        }
        if (value instanceof Boolean bool) {
            return Variables.booleanValue(bool);
        }
        if (value instanceof Integer integer) {
            return Variables.integerValue(integer);
        }
        if (value instanceof Long number) {
            return Variables.longValue(number);
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().scale() <= 0 && number.precision() <= 9
                    ? Variables.integerValue(number.intValueExact())
                    : Variables.doubleValue(number.doubleValue());
        }
        if (value instanceof Number number) {
            return Variables.doubleValue(number.doubleValue());
        }
        if (value instanceof Collection<?> || value instanceof Map<?, ?> || value instanceof Record) {
            return SpinValues.jsonValue(json(value instanceof Collection<?> many ? List.copyOf(many) : value))
                    .create();
        }
        // Enums travel by name, dates and instants as ISO text.
        return Variables.stringValue(value instanceof Enum<?> constant ? constant.name() : value.toString());
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a form value cannot be written as JSON", e);
        }
    }
}
