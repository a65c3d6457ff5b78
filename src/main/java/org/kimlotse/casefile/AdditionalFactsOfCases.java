package org.kimlotse.casefile;

import static org.kimlotse.shared.SqlTypes.timestamp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.facts.AdditionalFact;
import org.kimlotse.engine.AdditionalFacts;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormRejected;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Seal;
import org.kimlotse.shared.SqlTypes;
import org.kimlotse.shared.Texts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Additional facts, kept by case (or by business key where a task belongs to no case) and field key. A changed answer
 * supersedes the one before; nothing is overwritten. Answers to {@link ConfidentialForms confidential forms} are kept apart
 * under the same key, sealed: no other form shows them, and no rule.
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
    private final Seal seal;
    private final Compartment compartment;
    private final ObjectProvider<ConfidentialForms> confidentialForms;

    AdditionalFactsOfCases(
            JdbcClient jdbc,
            ObjectMapper json,
            Clock clock,
            Actors actors,
            Seal seal,
            Compartment compartment,
            ObjectProvider<ConfidentialForms> confidentialForms) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.actors = actors;
        this.seal = seal;
        this.compartment = compartment;
        this.confidentialForms = confidentialForms;
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> keys) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (keys.isEmpty()) {
            return values;
        }
        boolean confidential = confidential(context);
        if (confidential && !context.caseId().map(compartment::open).orElse(false)) {
            return values;
        }
        current(subject(context), keys, confidential).forEach(row -> {
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
        boolean confidential = confidential(context);
        Map<String, Row> before = new LinkedHashMap<>();
        Set<String> keys = facts.stream().map(Fact::key).collect(Collectors.toSet());
        if (!keys.isEmpty()) {
            current(subject, keys, confidential).forEach(row -> before.put(row.key(), row));
        }
        for (Fact fact : facts) {
            String text = text(fact);
            Row old = before.get(fact.key());
            boolean unchanged = old == null ? text == null : old.text().equals(text) && old.type() == fact.type();
            if (!unchanged) {
                supersede(subject, fact.key(), confidential);
                if (text != null) {
                    insert(subject, context.formKey(), fact, text, confidential);
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
                            and is_confidential = false
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

    /** What process owners asked beyond what modules know and is not confidential, in the order in which it was asked first. */
    List<FurtherFact> further(CaseId caseId) {
        return further(caseId, false);
    }

    /** The same of confidential forms. Whoever shows it asks first who may look inside. */
    List<FurtherFact> furtherConfidential(CaseId caseId) {
        return further(caseId, true);
    }

    private List<FurtherFact> further(CaseId caseId, boolean confidential) {
        return jdbc.sql(
                        """
                        select * from additional_facts
                        where subject = :subject and superseded_at is null and is_confidential = :confidential
                        order by seq
                        """)
                .param("subject", caseId.number())
                .param("confidential", confidential)
                .query((row, n) -> {
                    UUID id = SqlTypes.id(row, "id");
                    String kept = row.getString("fact_shown");
                    // Before the form's words were kept there is only the value.
                    String shown = confidential && kept != null
                            ? seal.open(kept, place(id, "shown"))
                            : kept == null ? opened(row, confidential) : kept;
                    return new FurtherFact(
                            row.getString("label"),
                            shown,
                            row.getString("recorded_by"),
                            SqlTypes.instant(row, "recorded_at"));
                })
                .list();
    }

    private String opened(ResultSet row, boolean confidential) throws SQLException {
        String text = row.getString("fact_value");
        return confidential ? seal.open(text, place(SqlTypes.id(row, "id"), "value")) : text;
    }

    private static String place(UUID id, String what) {
        return "additional_facts:" + id + ":" + what;
    }

    private boolean confidential(FormContext context) {
        return confidentialForms.stream().anyMatch(forms -> forms.covers(context));
    }

    private record Row(String key, FormField.Type type, String text) {}

    private List<Row> current(String subject, Set<String> keys, boolean confidential) {
        return jdbc.sql(
                        """
                        select * from additional_facts
                        where subject = :subject and field_key in (:keys) and superseded_at is null
                            and is_confidential = :confidential
                        order by seq
                        """)
                .param("subject", subject)
                .param("keys", keys)
                .param("confidential", confidential)
                .query((row, n) -> new Row(
                        row.getString("field_key"),
                        FormField.Type.valueOf(row.getString("value_type")),
                        opened(row, confidential)))
                .list();
    }

    private void supersede(String subject, String key, boolean confidential) {
        jdbc.sql(
                        """
                        update additional_facts set superseded_at = :at
                        where subject = :subject and field_key = :key and superseded_at is null
                            and is_confidential = :confidential
                        """)
                .param("at", timestamp(clock.instant()))
                .param("confidential", confidential)
                .param("subject", subject)
                .param("key", key)
                .update();
    }

    private void insert(String subject, String formKey, Fact fact, String text, boolean confidential) {
        UUID id = Persons.newId();
        jdbc.sql(
                        """
                        insert into additional_facts (id, subject, field_key, label, value_type, fact_value, fact_shown,
                            form_key, is_confidential, recorded_at, recorded_by)
                        values (:id, :subject, :key, :label, :type, :value, :shown, :form, :confidential, :at, :by)
                        """)
                .param("id", id)
                .param("subject", subject)
                .param("key", fact.key())
                .param("label", shortened(fact.label()))
                .param("type", fact.type().name())
                .param("value", confidential ? seal.seal(text, place(id, "value")) : text)
                .param("shown", confidential ? seal.seal(fact.shown(), place(id, "shown")) : fact.shown())
                .param("form", formKey)
                .param("confidential", confidential)
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
        if (text.length() > LONGEST
                || fact.shown().length() > LONGEST
                || fact.key().length() > LONGEST_KEY) {
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
