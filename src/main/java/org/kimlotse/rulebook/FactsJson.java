package org.kimlotse.rulebook;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.kimlotse.shared.Confidential;

/** Facts, findings and sources as JSON: dates as ISO text, keys in order, so that equal things have equal text. */
final class FactsJson {

    private static final Pattern FACT = Pattern.compile("[a-z]+\\.facts\\.[A-Z][A-Za-z0-9]*");
    private static final String ROOT = "org.kimlotse.";
    private static final String TYPE = "fact";

    /** For what people write (cases): an unknown field is a mistake. */
    private static final JsonMapper STRICT = mapper(true);

    /** For what was stored years ago: a field that no longer exists is left out. */
    private static final JsonMapper LENIENT = mapper(false);

    private FactsJson() {}

    private static JsonMapper mapper(boolean strict) {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, strict)
                .disable(MapperFeature.AUTO_DETECT_GETTERS, MapperFeature.AUTO_DETECT_IS_GETTERS)
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .build();
    }

    static String write(Collection<? extends Record> facts) {
        ArrayNode list = STRICT.createArrayNode();
        for (Record fact : facts) {
            ObjectNode node = STRICT.createObjectNode();
            String name = fact.getClass().getName();
            node.put(TYPE, name.startsWith(ROOT) ? name.substring(ROOT.length()) : name);
            node.setAll((ObjectNode) STRICT.valueToTree(fact));
            list.add(node);
        }
        return list.toString();
    }

    static List<Record> read(String json) {
        try {
            List<Record> facts = new ArrayList<>();
            for (JsonNode node : LENIENT.readTree(json)) {
                facts.add(fact((ObjectNode) node, LENIENT));
            }
            return facts;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("stored facts are not readable", e);
        }
    }

    /**
     * @param node fields of the record and {@code fact}, its name, for example {@code assessment.facts.StatusFacts}
     * @throws IllegalArgumentException if the name is no fact or a field is unknown or of the wrong type
     */
    static Record fromCase(java.util.Map<?, ?> node) {
        return fact(STRICT.valueToTree(node), STRICT);
    }

    private static Record fact(ObjectNode node, JsonMapper mapper) {
        ObjectNode fields = node.deepCopy();
        JsonNode type = fields.remove(TYPE);
        String name = type == null ? "" : type.asText();
        if (!FACT.matcher(name).matches()) {
            throw new IllegalArgumentException("keine Tatsache: " + name);
        }
        try {
            Class<?> record = Class.forName(ROOT + name, true, FactsJson.class.getClassLoader());
            if (!record.isRecord()) {
                throw new IllegalArgumentException("keine Tatsache: " + name);
            }
            return (Record) mapper.treeToValue(fields, record);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("Tatsache gibt es nicht: " + name, e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** Whether one of these facts is of a kind that can tell of somebody's health. */
    static boolean holdsConfidential(String json) {
        for (JsonNode node : tree(json)) {
            if (!confidential(node).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The facts without what can tell of somebody's health. */
    static String withoutConfidential(String json) {
        ArrayNode kept = STRICT.createArrayNode();
        for (JsonNode node : tree(json)) {
            ObjectNode fact = node.deepCopy();
            fact.remove(confidential(node));
            kept.add(fact);
        }
        return kept.toString();
    }

    private static JsonNode tree(String json) {
        try {
            return LENIENT.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("stored facts are not readable", e);
        }
    }

    /** Of a kind that no longer exists nobody can say what it told: everything of it is left out. */
    private static List<String> confidential(JsonNode node) {
        String name = node.path(TYPE).asText("");
        List<String> fields = new ArrayList<>();
        try {
            Class<?> record = FACT.matcher(name).matches()
                    ? Class.forName(ROOT + name, true, FactsJson.class.getClassLoader())
                    : Object.class;
            if (record.isRecord()) {
                for (RecordComponent component : record.getRecordComponents()) {
                    if (component.isAnnotationPresent(Confidential.class)) {
                        fields.add(component.getName());
                    }
                }
                return fields;
            }
        } catch (ClassNotFoundException gone) {
            // told below
        }
        node.fieldNames().forEachRemaining(fields::add);
        fields.remove(TYPE);
        return fields;
    }

    static String writeFindings(List<Finding> findings) {
        return text(findings);
    }

    static List<Finding> readFindings(String json) {
        return value(json, new TypeReference<List<Finding>>() {});
    }

    static String writeSources(RuleSources sources) {
        return text(sources.files());
    }

    static RuleSources readSources(String json) {
        SortedMap<String, String> files = value(json, new TypeReference<TreeMap<String, String>>() {});
        return new RuleSources(files);
    }

    private static String text(Object value) {
        try {
            return STRICT.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T value(String json, TypeReference<T> type) {
        try {
            return LENIENT.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("stored JSON is not readable", e);
        }
    }
}
