package org.kimlotse.engine.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.engine.FormField;

/** Reads a Camunda Form (form-js JSON). */
public final class FormParser {

    private static final Set<String> WITHOUT_KEY = Set.of(
            "text", "html", "group", "button", "separator", "spacer", "image", "table", "default", "documentPreview");

    private static final Map<String, FormField.Type> WITH_KEY = Map.of(
            "textfield", FormField.Type.TEXT,
            "textarea", FormField.Type.TEXT,
            "number", FormField.Type.NUMBER,
            "checkbox", FormField.Type.BOOLEAN,
            "radio", FormField.Type.CHOICE,
            "select", FormField.Type.CHOICE,
            "checklist", FormField.Type.CHOICES,
            "taglist", FormField.Type.CHOICES,
            "datetime", FormField.Type.DATE,
            "expression", FormField.Type.TEXT);

    /** In place of the name of the data: the values come from an expression, which only the browser can work out. */
    static final String FROM_EXPRESSION = "=";

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .configure(JsonParser.Feature.ALLOW_COMMENTS, false);

    private final Map<String, FormModel.Field> fields = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final List<FormModel.Fault> faults = new ArrayList<>();

    /** How many conditions stand around the component that is being read, its own included. */
    private int hidden;

    private FormParser() {}

    /** Never throws: what cannot be read is a fault of the form. */
    public static FormModel parse(byte[] content) {
        JsonNode form;
        try {
            form = JSON.readTree(content);
        } catch (IOException e) {
            return new FormModel("", Map.of(), Set.of(), List.of(new FormModel.Fault("", FormFaults.unreadable(e))));
        }
        if (form == null || !form.isObject()) {
            return new FormModel("", Map.of(), Set.of(), List.of(new FormModel.Fault("", FormFaults.NOT_A_FORM)));
        }
        return new FormParser().read(form);
    }

    private FormModel read(JsonNode form) {
        if (!form.path("components").isArray()) {
            fault("", FormFaults.NOT_A_FORM);
        }
        components(form.path("components"), fields);
        names.addAll(fields.keySet());
        return new FormModel(form.path("id").asText(""), fields, names, faults);
    }

    private void components(JsonNode components, Map<String, FormModel.Field> into) {
        for (JsonNode component : components) {
            component(component, into);
        }
    }

    private void component(JsonNode component, Map<String, FormModel.Field> into) {
        String type = component.path("type").asText("");
        String key = component.path("key").asText("");
        String element = key.isEmpty() ? component.path("id").asText(type) : key;
        texts(component, element);
        int conditions = component.path("conditional").path("hide").asText("").isEmpty() ? 0 : 1;
        hidden += conditions;
        read(component, type, key, element, into);
        hidden -= conditions;
    }

    private void read(JsonNode component, String type, String key, String element, Map<String, FormModel.Field> into) {
        if (!component.path("valuesKey").asText("").isEmpty()) {
            names.add(component.path("valuesKey").asText());
        }
        if (type.equals("dynamiclist")) {
            list(component, into);
        } else if (type.equals("group")) {
            if (!component.path("path").asText("").isEmpty()) {
                fault(component.path("path").asText(), FormFaults.GROUP_WITH_PATH);
            }
            components(component.path("components"), into);
        } else if (WITH_KEY.containsKey(type)) {
            field(component, type, key, element, into);
        } else if (!WITHOUT_KEY.contains(type)) {
            fault(element, FormFaults.unknownComponent(type));
        }
    }

    private void list(JsonNode component, Map<String, FormModel.Field> into) {
        String path = component.path("path").asText("");
        if (!isKey(path)) {
            fault(component.path("id").asText("dynamiclist"), FormFaults.LIST_WITHOUT_PATH);
            return;
        }
        Map<String, FormModel.Field> columns = new LinkedHashMap<>();
        components(component.path("components"), columns);
        put(
                into,
                new FormModel.Field(
                        path,
                        component.path("label").asText(path),
                        FormField.Type.LIST,
                        Map.of(),
                        "",
                        false,
                        hidden > 0,
                        false,
                        FieldLimits.NONE,
                        columns));
    }

    private void field(JsonNode component, String type, String key, String element, Map<String, FormModel.Field> into) {
        if (!isKey(key)) {
            fault(element, key.contains(".") ? FormFaults.DOTTED_KEY : FormFaults.FIELD_WITHOUT_KEY);
            return;
        }
        boolean date = type.equals("datetime");
        if (date && !component.path("subtype").asText("date").equals("date")) {
            fault(key, FormFaults.ONLY_DATES);
        }
        put(
                into,
                new FormModel.Field(
                        key,
                        date
                                ? component
                                        .path("dateLabel")
                                        .asText(component.path("label").asText(key))
                                : component.path("label").asText(key),
                        java.util.Objects.requireNonNull(WITH_KEY.get(type)),
                        options(component.path("values")),
                        optionsKey(component),
                        component.path("validate").path("required").asBoolean(false),
                        hidden > 0,
                        type.equals("expression"),
                        FieldLimits.read(component, message -> fault(key, message)),
                        Map.of()));
    }

    private void put(Map<String, FormModel.Field> into, FormModel.Field field) {
        FormModel.Field other = into.putIfAbsent(field.key(), field);
        if (other != null && other.type() != field.type()) {
            fault(field.key(), FormFaults.KEY_TWICE);
        }
    }

    private static Map<String, String> options(JsonNode values) {
        Map<String, String> options = new LinkedHashMap<>();
        for (JsonNode value : values) {
            String code = value.path("value").asText("");
            options.put(code, value.path("label").asText(code));
        }
        return options;
    }

    private static String optionsKey(JsonNode component) {
        return component.path("valuesExpression").asText("").isEmpty()
                ? component.path("valuesKey").asText("")
                : FROM_EXPRESSION;
    }

    /** Every text of the component itself may be an expression or a template. */
    private void texts(JsonNode component, String element) {
        Iterator<Map.Entry<String, JsonNode>> properties = component.fields();
        while (properties.hasNext()) {
            Map.Entry<String, JsonNode> property = properties.next();
            if (!property.getKey().equals("components")) {
                texts(property.getValue(), element, property.getKey());
            }
        }
    }

    private void texts(JsonNode value, String element, String property) {
        if (value.isTextual()) {
            FeelNames.Result result = FeelNames.in(value.asText());
            names.addAll(result.names());
            if (result.broken() != null) {
                fault(element, FormFaults.brokenExpression(property, result.broken()));
            }
        } else if (value.isContainerNode()) {
            value.forEach(inner -> texts(inner, element, property));
        }
    }

    private void fault(String element, String message) {
        faults.add(new FormModel.Fault(element, message));
    }

    private static boolean isKey(@Nullable String key) {
        return key != null && key.matches("[A-Za-z][A-Za-z0-9_]*");
    }
}
