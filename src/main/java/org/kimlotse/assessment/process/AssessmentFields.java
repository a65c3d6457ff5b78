package org.kimlotse.assessment.process;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.SituationRecorded;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Persons;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The dated facts of the status, and the note on the household. */
@Component
class AssessmentFields implements FormSection {

    private static final String HOUSEHOLD_NOTE = "householdNote";
    private static final String MINOR_NOTE = "minorNote";
    private static final int OF_AGE = 18;

    /** What is known and hardly ever changes, so that the form can say what is answered otherwise. */
    private static final String ON_RECORD = "answersOnRecord";

    private static final String EARLIER = "earlierAnswers";
    private static final String WRONG = "wrongAnswers";

    private enum Earlier {
        CHANGED,
        WRONG,
        SOME
    }

    /** Without these the rules have nothing to say. */
    private static final Map<StatusFact, String> REQUIRED = Map.of(
            StatusFact.RESIDENCE_STATUS, "Welchen Aufenthaltsstatus hat die Person?",
            StatusFact.BENEFIT_NOW, "Welche Leistung bezieht die Person jetzt?",
            StatusFact.EMPLOYABLE, "Kann die Person mindestens drei Stunden am Tag arbeiten?",
            StatusFact.NEEDS_SUPPORT,
                    "Reichen Einkommen und Vermögen zum Leben nicht aus? Bitte mit Ja oder Nein antworten.");

    private final Assessment assessment;
    private final Cases cases;
    private final Persons persons;
    private final CaseAccess access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AssessmentFields(
            Assessment assessment,
            Cases cases,
            Persons persons,
            CaseAccess access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.events = events;
        this.clock = clock;
        this.assessment = assessment;
        this.cases = cases;
        this.persons = persons;
        this.access = access;
    }

    @Override
    public Collection<FormField> fields() {
        List<FormField> fields = new ArrayList<>();
        for (StatusFact fact : StatusFact.values()) {
            fields.add(FormField.writable(fact.key(), type(fact)));
        }
        fields.add(FormField.writable(HOUSEHOLD_NOTE, Type.TEXT));
        fields.add(FormField.shown(MINOR_NOTE, Type.TEXT));
        fields.add(FormField.shown(ON_RECORD, Type.LIST));
        fields.add(FormField.writable(EARLIER, Type.CHOICE));
        fields.add(FormField.writable(WRONG, Type.CHOICES));
        return fields;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Map<String, Object> values = new LinkedHashMap<>();
        Optional<CaseId> caseId = context.caseId().filter(access::visible);
        if (caseId.isEmpty()) {
            return values;
        }
        assessment.known(caseId.get()).forEach((fact, value) -> values.put(fact.key(), typed(fact, value)));
        childrenEntered(caseId.get())
                .ifPresent(entered -> values.merge(
                        StatusFact.CHILDREN_IN_HOUSEHOLD.key(), entered, (told, counted) -> ((BigDecimal) told)
                                .max((BigDecimal) counted)));
        values.put(HOUSEHOLD_NOTE, assessment.householdNote(caseId.get()));
        values.put(MINOR_NOTE, minorNote(caseId.get()));
        values.put(ON_RECORD, onRecord(caseId.get()));
        values.keySet().retainAll(wanted);
        return values;
    }

    /** A child may have been entered since somebody was asked; that not all are entered says nothing. */
    private Optional<Object> childrenEntered(CaseId caseId) {
        return persons.minorsInHousehold(caseId, BusinessCalendar.today(clock)).map(BigDecimal::valueOf);
    }

    private List<Map<String, Object>> onRecord(CaseId caseId) {
        return assessment.hardlyChanging(caseId).entrySet().stream()
                .map(known -> Map.<String, Object>of(
                        "key", known.getKey().key(),
                        "label", known.getKey().label(),
                        "value", typed(known.getKey(), known.getValue()),
                        "shown", known.getKey().shown(known.getValue())))
                .toList();
    }

    /** Empty for who is of age; where the birth date is not known nobody is asked about it. */
    private String minorNote(CaseId caseId) {
        return persons.client(caseId)
                .born()
                .filter(born -> BusinessCalendar.ageOn(born, BusinessCalendar.today(clock)) < OF_AGE)
                .map(
                        born ->
                                "Die Person ist unter 18. Ist sie ohne Eltern oder Sorgeberechtigte eingereist, ist zuerst das Jugendamt zuständig.")
                .orElse("");
    }

    @Override
    public void check(FormContext context, FormInput input) {
        Case file = cases.get(context.requireCase());
        if (!file.open()) {
            input.reject("", Cases.closedMessage(file));
            return;
        }
        Map<StatusFact, String> values = values(input);
        REQUIRED.forEach((fact, question) -> {
            String value = values.get(fact);
            if (value != null && value.isEmpty()) {
                input.reject(fact.key(), question);
            }
        });
        assessment.problems(file.id(), values).forEach(problem -> input.reject(problem.field(), problem.message()));
        if (input.valid()) {
            checkEarlier(otherwise(file.id(), values), values, input);
        }
    }

    /** Nobody is told that something was wrong because somebody only wrote down what is new. */
    private static void checkEarlier(Map<StatusFact, String> before, Map<StatusFact, String> values, FormInput input) {
        if (before.isEmpty()) {
            return;
        }
        Optional<Earlier> said = input.choice(EARLIER, Earlier.class);
        if (said.isEmpty()) {
            input.reject(
                    EARLIER,
                    before.entrySet().stream()
                            .map(known -> "%s: bisher %s, jetzt %s."
                                    .formatted(
                                            known.getKey().label(),
                                            known.getKey().shown(known.getValue()),
                                            shown(known.getKey(), values.getOrDefault(known.getKey(), ""))))
                            .collect(Collectors.joining(
                                    " ", "", " War die alte Angabe falsch, oder hat sich etwas geändert?")));
        } else if (said.get() == Earlier.SOME && wrong(before, input).isEmpty()) {
            input.reject(WRONG, "Welche der alten Angaben war falsch? Bitte wählen Sie mindestens eine.");
        }
    }

    private static String shown(StatusFact fact, String value) {
        return value.isEmpty() ? "nicht bekannt" : fact.shown(value);
    }

    /** What hardly ever changes and is answered otherwise now, with the value from before. */
    private Map<StatusFact, String> otherwise(CaseId caseId, Map<StatusFact, String> values) {
        Map<StatusFact, String> before = assessment.hardlyChanging(caseId);
        before.entrySet()
                .removeIf(known -> known.getValue().equals(values.getOrDefault(known.getKey(), known.getValue())));
        return before;
    }

    /** Of what is answered otherwise, what was wrong before. */
    private static Set<StatusFact> wrong(Map<StatusFact, String> before, FormInput input) {
        Set<StatusFact> wrong = EnumSet.noneOf(StatusFact.class);
        switch (input.choice(EARLIER, Earlier.class).orElse(Earlier.CHANGED)) {
            case CHANGED -> {}
            case WRONG -> wrong.addAll(before.keySet());
            case SOME ->
                input.choices(WRONG).stream()
                        .flatMap(key -> StatusFact.ofKey(key).stream())
                        .filter(before::containsKey)
                        .forEach(wrong::add);
        }
        return wrong;
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        CaseId caseId = context.requireCase();
        Map<StatusFact, String> values = values(input);
        assessment.record(caseId, values, wrong(otherwise(caseId, values), input));
        if (input.has(HOUSEHOLD_NOTE)) {
            assessment.noteHousehold(caseId, input.text(HOUSEHOLD_NOTE).orElse(""));
        }
        events.publishEvent(new SituationRecorded(caseId, clock.instant()));
        return Answers.none();
    }

    /** What came back, as it is stored; a field that was emptied is empty text. */
    private static Map<StatusFact, String> values(FormInput input) {
        Map<StatusFact, String> values = new EnumMap<>(StatusFact.class);
        Arrays.stream(StatusFact.values())
                .filter(fact -> input.has(fact.key()))
                .forEach(fact -> values.put(fact, value(fact, input)));
        return values;
    }

    private static String value(StatusFact fact, FormInput input) {
        return switch (fact.kind()) {
            case CHOICE -> input.text(fact.key()).orElse("");
            case YES_NO -> input.bool(fact.key()).map(String::valueOf).orElse("");
            case DAY -> input.date(fact.key()).map(LocalDate::toString).orElse("");
            case NUMBER ->
                input.number(fact.key())
                        .map(BigDecimal::stripTrailingZeros)
                        .map(BigDecimal::toPlainString)
                        .orElse("");
        };
    }

    private static Object typed(StatusFact fact, String value) {
        return switch (fact.kind()) {
            case CHOICE -> value;
            case YES_NO -> Boolean.valueOf(value);
            case DAY -> LocalDate.parse(value);
            case NUMBER -> new BigDecimal(value);
        };
    }

    private static Type type(StatusFact fact) {
        return switch (fact.kind()) {
            case CHOICE -> Type.CHOICE;
            case YES_NO -> Type.BOOLEAN;
            case DAY -> Type.DATE;
            case NUMBER -> Type.NUMBER;
        };
    }
}
