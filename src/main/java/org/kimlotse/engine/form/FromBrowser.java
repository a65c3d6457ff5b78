package org.kimlotse.engine.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.jspecify.annotations.Nullable;

/** Out of the engine's typed values. Only JSON is read from a serialized value; serialized objects are not. */
final class FromBrowser {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FromBrowser() {}

    static @Nullable Object raw(@Nullable TypedValue value) {
        if (value == null) {
            return null;
        }
        if (value instanceof JsonValue json) {
            String text = json.getValueSerialized();
            if (text == null && json.isDeserialized() && json.getValue() != null) {
                text = json.getValue().toString();
            }
            if (text == null) {
                return null;
            }
            try {
                return JSON.readValue(text, Object.class);
            } catch (JsonProcessingException e) {
                return text;
            }
        }
        if (value instanceof SerializableValue serialized && !serialized.isDeserialized()) {
            return null;
        }
        return value.getValue();
    }
}
