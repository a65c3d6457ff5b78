package org.kimlotse.casefile;

import static org.kimlotse.shared.SqlTypes.timestamp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.facts.AdditionalFact;
import org.kimlotse.engine.AdditionalFacts;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormRejected;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Additional facts, kept by case (or by business key where a task belongs to no case) and field key. A changed answer
 * supersedes the one before; nothing is overwritten.
 */
@Repository
class AdditionalFactsOfCases implements AdditionalFacts {

    private static final int LONGEST = 200_000;
    private static final int LONGEST_KEY = 100;
    private static final int LONGEST_LABEL = 200;
    private static final TypeReference<List<Object>> LIST = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final Actors actors;

    AdditionalFactsOfCases(JdbcClient jdbc, ObjectMapper json, Clock clock, Actors actors) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.actors = actors;
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> keys) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (keys.isEmpty()) {
            return values;
        }
        current(subject(context), keys).forEach(row -> {
            Object value = typed(row.type(), row.text());
            if (value != null) {
                values.put(row.key(), value);
            }
        });
        return values;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(FormContext context, Collection<Fact> facts) {
        String subject = subject(context);
        Map<String, Row> before = new LinkedHashMap<>();
        Set<String> keys = facts.stream().map(Fact::key).collect(Collectors.toSet());
        if (!keys.isEmpty()) {
            current(subject, keys).forEach(row -> before.put(row.key(), row));
        }
        for (Fact fact : facts) {
            String text = text(fact);
            Row old = before.get(fact.key());
            boolean unchanged = old == null ? text == null : old.text().equals(text) && old.type() == fact.type();
            if (!unchanged) {
                supersede(subject, fact.key());
                if (text != null) {
                    insert(subject, fact, text);
                }
            }
        }
    }

    /** What the rules see of a case's additional facts: everything but lists of rows. */
    List<AdditionalFact> forRules(CaseId caseId) {
        return jdbc.sql(
                        """
                        select field_key, value_type, fact_value from additional_facts
                        where subject = :subject and superseded_at is null and value_type <> 'LIST'
                        order by field_key, seq
                        """)
                .param("subject", caseId.number())
                .query((row, n) -> forRules(
                        row.getString("field_key"),
                        FormField.Type.valueOf(row.getString("value_type")),
                        row.getString("fact_value")))
                .list();
    }

    private AdditionalFact forRules(String key, FormField.Type type, String text) {
        Object value = typed(type, text);
        return new AdditionalFact(
                key,
                value instanceof String words
                        ? words
                        : value instanceof List<?> several
                                ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
                                : null,
                value instanceof Boolean yes ? yes : null,
                value instanceof LocalDate day ? day : null,
                value instanceof BigDecimal number ? number : null);
    }

    private record Row(String key, FormField.Type type, String text) {}

    private List<Row> current(String subject, Set<String> keys) {
        return jdbc.sql(
                        """
                        select field_key, value_type, fact_value from additional_facts
                        where subject = :subject and field_key in (:keys) and superseded_at is null
                        order by seq
                        """)
                .param("subject", subject)
                .param("keys", keys)
                .query((row, n) -> new Row(
                        row.getString("field_key"),
                        FormField.Type.valueOf(row.getString("value_type")),
                        row.getString("fact_value")))
                .list();
    }

    private void supersede(String subject, String key) {
        jdbc.sql(
                        """
                        update additional_facts set superseded_at = :at
                        where subject = :subject and field_key = :key and superseded_at is null
                        """)
                .param("at", timestamp(clock.instant()))
                .param("subject", subject)
                .param("key", key)
                .update();
    }

    private void insert(String subject, Fact fact, String text) {
        jdbc.sql(
                        """
                        insert into additional_facts (id, subject, field_key, label, value_type, fact_value, recorded_at,
                            recorded_by)
                        values (:id, :subject, :key, :label, :type, :value, :at, :by)
                        """)
                .param("id", Persons.newId())
                .param("subject", subject)
                .param("key", fact.key())
                .param("label", shortened(fact.label()))
                .param("type", fact.type().name())
                .param("value", text)
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
    }

    private @Nullable String text(Fact fact) {
        Object value = fact.value();
        if (value == null) {
            return null;
        }
        String text =
                switch (fact.type()) {
                    case TEXT, CHOICE, DATE, BOOLEAN -> value.toString();
                    case NUMBER -> value instanceof BigDecimal number ? number.toPlainString() : value.toString();
                    case CHOICES, LIST, OPTIONS -> written(value);
                };
        if (text.length() > LONGEST || fact.key().length() > LONGEST_KEY) {
            throw new FormRejected(
                    List.of(new FormRejected.Problem(fact.key(), "„%s“ ist zu lang.".formatted(fact.label()))));
        }
        return text;
    }

    private @Nullable Object typed(FormField.Type type, String text) {
        return switch (type) {
            case TEXT, CHOICE -> text;
            case DATE -> LocalDate.parse(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case NUMBER -> new BigDecimal(text);
            case CHOICES, LIST, OPTIONS -> listOf(text);
        };
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("additional fact cannot be written", e);
        }
    }

    private List<Object> listOf(String text) {
        try {
            return json.readValue(text, LIST);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("additional fact cannot be read", e);
        }
    }

    private static String shortened(String label) {
        return Texts.length(label) <= LONGEST_LABEL
                ? label
                : label.substring(0, label.offsetByCodePoints(0, LONGEST_LABEL));
    }

    private static String subject(FormContext context) {
        String caseNumber = context.caseNumber();
        return caseNumber == null ? context.businessKey() : caseNumber;
    }
}
