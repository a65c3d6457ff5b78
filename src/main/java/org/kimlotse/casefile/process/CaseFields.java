package org.kimlotse.casefile.process;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Facts;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.PersonEditing;
import org.kimlotse.casefile.Persons;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.engine.ProcessVariables;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Markdown;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Who the person is: shown to the case's own team only, on whatever form the fields stand. */
@Component
class CaseFields implements FormSection {

    private static final List<FormField> FIELDS = List.of(
            FormField.shown("caseTitle", Type.TEXT),
            FormField.shown("caseNumberText", Type.TEXT),
            FormField.shown("municipalityName", Type.TEXT),
            FormField.shown("factsSummary", Type.TEXT),
            FormField.writable("givenName", Type.TEXT),
            FormField.writable("familyName", Type.TEXT),
            FormField.writable("birthDate", Type.DATE),
            FormField.writable("birthDateUncertain", Type.BOOLEAN),
            FormField.writable("language", Type.CHOICE),
            FormField.writable("interpreterNeeded", Type.BOOLEAN),
            FormField.writable("phone", Type.TEXT));

    private final Cases cases;
    private final CaseAccess access;
    private final Persons persons;
    private final PersonEditing editing;
    private final Facts facts;
    private final Clock clock;

    CaseFields(Cases cases, CaseAccess access, Persons persons, PersonEditing editing, Facts facts, Clock clock) {
        this.cases = cases;
        this.access = access;
        this.persons = persons;
        this.editing = editing;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public Collection<FormField> fields() {
        return FIELDS;
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Optional<CaseId> caseId = context.caseId();
        Map<String, Object> values = new LinkedHashMap<>();
        if (caseId.isEmpty()) {
            return values;
        }
        Case file = cases.get(caseId.get());
        values.put("caseNumberText", file.id().number());
        values.put("municipalityName", file.municipality().label());
        if (!access.visible(file.id())) {
            values.put("caseTitle", "Fall " + file.id());
            values.put("factsSummary", "");
            values.keySet().retainAll(wanted);
            return values;
        }
        Person client = persons.client(file.id());
        values.put("caseTitle", "%s – %s".formatted(Markdown.escape(client.fullName()), file.id()));
        values.put("givenName", client.givenName());
        values.put("familyName", client.familyName());
        client.born().ifPresent(day -> values.put("birthDate", day));
        values.put("birthDateUncertain", client.birthDateUncertain());
        client.understands().ifPresent(language -> values.put("language", language.name()));
        if (client.interpreterNeeded()) {
            // A "no" nobody has said yet is not offered as an answer.
            values.put("interpreterNeeded", true);
        }
        values.put("phone", client.phone());
        if (wanted.contains("factsSummary")) {
            values.put("factsSummary", facts.summary(file.id(), client.id(), BusinessCalendar.today(clock)));
        }
        values.keySet().retainAll(wanted);
        return values;
    }

    @Override
    public void check(FormContext context, FormInput input) {
        CaseId caseId = context.requireCase();
        Case file = cases.get(caseId);
        if (!file.open()) {
            input.reject("", Cases.closedMessage(file));
            return;
        }
        editing.problems(edited(persons.client(caseId), input)).forEach(problem -> {
            if (input.has(problem.field())) {
                input.reject(problem.field(), problem.message());
            }
        });
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        editing.change(edited(persons.client(context.requireCase()), input));
        return Answers.none();
    }

    private static Person edited(Person before, FormInput input) {
        return new Person(
                before.id(),
                before.caseId(),
                before.role(),
                input.has("givenName") ? input.text("givenName").orElse("") : before.givenName(),
                input.has("familyName") ? input.text("familyName").orElse("") : before.familyName(),
                input.has("birthDate") ? input.date("birthDate").orElse(null) : before.birthDate(),
                input.has("birthDateUncertain") ? input.isTrue("birthDateUncertain") : before.birthDateUncertain(),
                input.has("language")
                        ? input.choice("language", Language.class)
                                .map(Enum::name)
                                .orElse("")
                        : before.language(),
                input.has("interpreterNeeded") ? input.isTrue("interpreterNeeded") : before.interpreterNeeded(),
                input.has("phone") ? input.text("phone").orElse("") : before.phone(),
                before.version());
    }

    @Configuration(proxyBeanMethods = false)
    static class Variables {
        @Bean
        ProcessVariables caseVariables() {
            return ProcessVariables.of(
                    CaseVariables.CASE_NUMBER,
                    CaseVariables.MUNICIPALITY,
                    CaseVariables.TEAM,
                    CaseVariables.CASE_MANAGER,
                    CaseVariables.DEADLINE);
        }
    }
}
