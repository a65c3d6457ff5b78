package org.kimlotse.consent.process;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Guardians;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.Persons;
import org.kimlotse.consent.Consent;
import org.kimlotse.consent.ConsentManagement;
import org.kimlotse.consent.ConsentTalk;
import org.kimlotse.consent.ConsentsNeeded;
import org.kimlotse.consent.DataCategory;
import org.kimlotse.consent.Purpose;
import org.kimlotse.directory.Directory;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Markdown;
import org.springframework.stereotype.Component;

/**
 * Consents on forms: the whole talk where {@code consentGiven} is asked, single rows elsewhere (for example where a
 * handover lacks one).
 */
@Component
class ConsentFields implements FormSection {

    private static final String OFFICES = "consentOffices";

    /** Whether just what a handover lacks is agreed to, and in which form. */
    private static final String NOW = "consentNow";

    /** Health data are agreed to by themselves. */
    private static final String HEALTH_NOW = "consentHealthNow";

    private static final String MISSING = "consentMissing";
    private static final String HEALTH_MISSING = "consentHealthMissing";

    /** Who decides for somebody under 18, by name. */
    private static final String GUARDIAN = "consentGuardian";

    private static final String MINOR = "consentMinor";
    private static final String ADULT_BORN_BY = "consentAdultBornBy";
    private static final String TODAY = "consentToday";

    private static final List<FormField> FIELDS = List.of(
            FormField.shown(MINOR, Type.BOOLEAN),
            FormField.shown(ADULT_BORN_BY, Type.TEXT),
            FormField.shown(TODAY, Type.TEXT),
            FormField.writable(GUARDIAN, Type.TEXT),
            FormField.shown("consentList", Type.TEXT),
            FormField.shown("consentRecipientOptions", Type.OPTIONS),
            FormField.shown("consentOfficeOptions", Type.OPTIONS),
            FormField.shown(MISSING, Type.TEXT),
            FormField.shown(HEALTH_MISSING, Type.BOOLEAN),
            FormField.writable(OFFICES, Type.CHOICES),
            FormField.writable(NOW, Type.CHOICE),
            FormField.writable(HEALTH_NOW, Type.BOOLEAN),
            FormField.writable("consentGiven", Type.CHOICE),
            FormField.writable("consentForm", Type.CHOICE),
            FormField.writable("consentValidUntil", Type.DATE),
            FormField.writable("consents", Type.LIST),
            FormField.writable("consentRefusedNote", Type.TEXT));

    private final ConsentTalk talk;
    private final ConsentManagement management;
    private final Cases cases;
    private final CaseAccess access;
    private final Persons persons;
    private final Guardians guardians;
    private final Directory directory;
    private final ConsentsNeeded needed;
    private final Clock clock;

    ConsentFields(
            ConsentTalk talk,
            ConsentManagement management,
            Cases cases,
            CaseAccess access,
            Persons persons,
            Guardians guardians,
            Directory directory,
            ConsentsNeeded needed,
            Clock clock) {
        this.talk = talk;
        this.management = management;
        this.cases = cases;
        this.access = access;
        this.persons = persons;
        this.guardians = guardians;
        this.directory = directory;
        this.needed = needed;
        this.clock = clock;
    }

    @Override
    public Collection<FormField> fields() {
        return FIELDS;
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Map<String, Object> values = new LinkedHashMap<>();
        Optional<CaseId> caseId = context.caseId().filter(access::visible);
        if (caseId.isEmpty()) {
            return values;
        }
        if (wanted.contains("consentList")) {
            values.put("consentList", talk.list(caseId.get()));
        }
        if (wanted.contains("consentRecipientOptions")) {
            values.put(
                    "consentRecipientOptions",
                    directory.inService(BusinessCalendar.today(clock)).stream()
                            .map(office -> Map.of("label", office.label(), "value", office.code()))
                            .toList());
        }
        if (wanted.contains("consentOfficeOptions")) {
            values.put("consentOfficeOptions", offices(caseId.get()));
        }
        if (wanted.contains(MINOR)) {
            values.put(MINOR, guardians.decide(caseId.get()));
        }
        if (wanted.contains(ADULT_BORN_BY)) {
            values.put(ADULT_BORN_BY, guardians.adultBornBy().toString());
        }
        if (wanted.contains(TODAY)) {
            values.put(TODAY, BusinessCalendar.today(clock).toString());
        }
        if (wanted.contains(MISSING)) {
            values.put(MISSING, needed.of(context).map(this::inWords).orElse(""));
        }
        if (wanted.contains(HEALTH_MISSING)) {
            values.put(HEALTH_MISSING, healthMissing(context));
        }
        if (wanted.contains("consentGiven")) {
            talk.lastAnswer(caseId.get()).ifPresent(answer -> values.put("consentGiven", answer.name()));
            if (wanted.contains("consents")) {
                values.put("consents", proposedRows(caseId.get()));
            }
            if (wanted.contains("consentRefusedNote")) {
                values.put("consentRefusedNote", talk.lastNote(caseId.get()));
            }
        } else if (wanted.contains("consents")) {
            needed.of(context).ifPresent(missing -> values.put("consents", rows(missing)));
        }
        return values;
    }

    /** Health data go by themselves. */
    private static Stream<List<DataCategory>> apart(ConsentsNeeded.Needed missing) {
        return Stream.of(
                        missing.categories().stream()
                                .filter(category -> category != DataCategory.HEALTH)
                                .sorted()
                                .toList(),
                        missing.categories().stream()
                                .filter(DataCategory.HEALTH::equals)
                                .toList())
                .filter(categories -> !categories.isEmpty());
    }

    /** For example: Kursträger – Zweck: Sprachkurs – Daten: Name …; Sprache und Kurs. */
    private String inWords(ConsentsNeeded.Needed missing) {
        return apart(missing)
                .map(categories -> "- **%s** – Zweck: %s – Daten: %s%s"
                        .formatted(
                                Markdown.escape(talk.officeLabel(missing.recipient())),
                                missing.purpose().label(),
                                categories.stream().map(DataCategory::label).collect(Collectors.joining("; ")),
                                categories.contains(DataCategory.HEALTH) ? " (gesonderte Unterschrift)" : ""))
                .collect(Collectors.joining("\n"));
    }

    private boolean healthMissing(FormContext context) {
        return needed.of(context)
                .filter(missing -> missing.categories().contains(DataCategory.HEALTH))
                .isPresent();
    }

    /** What is signed if just what is missing is agreed to. */
    private List<ConsentManagement.Statement> agreedNow(FormContext context, FormInput input) {
        Optional<Consent.Form> form = input.choice(NOW, Consent.Form.class);
        return form.isEmpty()
                ? List.of()
                : needed.of(context).stream()
                        .flatMap(missing -> apart(missing)
                                .filter(categories ->
                                        !categories.contains(DataCategory.HEALTH) || input.isTrue(HEALTH_NOW))
                                .map(categories -> new ConsentManagement.Statement(
                                        missing.recipient(),
                                        missing.purpose(),
                                        Set.copyOf(categories),
                                        true,
                                        null,
                                        form.get())))
                        .toList();
    }

    private List<Map<String, String>> offices(CaseId caseId) {
        Map<String, Set<String>> purposes = new LinkedHashMap<>();
        talk.proposals(caseId)
                .forEach(proposal -> purposes.computeIfAbsent(proposal.recipient(), office -> new LinkedHashSet<>())
                        .add(proposal.purpose().label()));
        return purposes.entrySet().stream()
                .map(office -> Map.of(
                        "label",
                        "%s – %s".formatted(talk.officeLabel(office.getKey()), String.join(", ", office.getValue())),
                        "value",
                        office.getKey()))
                .toList();
    }

    /** Whether, how and until when is for a person to say. */
    private static List<Map<String, Object>> rows(ConsentsNeeded.Needed missing) {
        return apart(missing)
                .map(categories -> Map.<String, Object>of(
                        "recipient",
                        missing.recipient(),
                        "purpose",
                        missing.purpose().name(),
                        "dataCategories",
                        categories.stream().map(Enum::name).sorted().toList()))
                .toList();
    }

    @Override
    public void check(FormContext context, FormInput input) {
        Case file = cases.get(context.requireCase());
        if (!file.open()) {
            input.reject("", Cases.closedMessage(file));
            return;
        }
        Optional<ConsentTalk.Answer> answer = answer(input);
        if (input.has("consentGiven") && answer.isEmpty()) {
            input.reject("consentGiven", "Bitte geben Sie an, wozu eingewilligt wurde.");
        }
        if (input.choice(NOW, Consent.Form.class).isPresent() && healthMissing(context) && !input.isTrue(HEALTH_NOW)) {
            input.reject(
                    HEALTH_NOW,
                    "Gesundheitsdaten brauchen eine eigene Einwilligung. Ohne sie geht nur der Weg ohne Weitergabe.");
        }
        agreedNow(context, input)
                .forEach(statement -> management.problems(statement).forEach(text -> input.reject(NOW, text)));
        if (answer.isPresent() && answer.get() == ConsentTalk.Answer.ALL_LISTED) {
            if (input.has(OFFICES) && input.choices(OFFICES).isEmpty()) {
                input.reject(
                        OFFICES,
                        "Mit welchen Stellen hat die Person zu tun? Bitte wählen Sie mindestens eine – oder oben „keine Weitergabe“.");
            }
            if (input.choice("consentForm", Consent.Form.class).isEmpty()) {
                input.reject(
                        "consentForm",
                        "Bitte geben Sie an, ob die Einwilligung schriftlich oder elektronisch erteilt wurde.");
            }
            LocalDate today = BusinessCalendar.today(clock);
            input.date("consentValidUntil")
                    .filter(until -> until.isBefore(today))
                    .ifPresent(until -> input.reject(
                            "consentValidUntil",
                            "Die Einwilligung endet am %s, das liegt in der Vergangenheit."
                                    .formatted(BusinessCalendar.german(until))));
        }
        if (answer.isPresent()
                || input.choice(NOW, Consent.Form.class).isPresent()
                || !input.rows("consents").isEmpty()) {
            guardians.check(file.id(), input, GUARDIAN, "Wer hat entschieden?");
        }
        if (rowsCount(answer, input)) {
            List<ConsentManagement.Statement> rows = rows(input);
            if (answer.isPresent() && rows.isEmpty()) {
                input.reject("consents", "Bitte tragen Sie ein, wozu eingewilligt wurde – oder wählen Sie „keine“.");
            }
            rows.forEach(row -> management.problems(row).forEach(text -> input.reject("consents", text)));
        }
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        CaseId caseId = context.requireCase();
        ConsentManagement.Explained explained = new ConsentManagement.Explained(
                language(caseId, input),
                input.choice("infoInterpreter", Interpreter.class).orElse(Interpreter.NONE),
                guardians.name(caseId, input, GUARDIAN));
        Optional<ConsentTalk.Answer> answer = answer(input);
        List<ConsentManagement.Statement> rows = rowsCount(answer, input) ? rows(input) : List.of();
        if (answer.isPresent()) {
            talk.record(
                    caseId,
                    answer.get(),
                    rows,
                    input.has(OFFICES) ? Set.copyOf(input.choices(OFFICES)) : null,
                    input.date("consentValidUntil").orElse(null),
                    input.choice("consentForm", Consent.Form.class).orElse(null),
                    input.text("consentRefusedNote").orElse(""),
                    explained);
        } else {
            List<ConsentManagement.Statement> all = new ArrayList<>(rows);
            all.addAll(agreedNow(context, input));
            if (!all.isEmpty()) {
                management.record(caseId, all, explained);
            }
        }
        return Answers.none();
    }

    private static Optional<ConsentTalk.Answer> answer(FormInput input) {
        return input.has("consentGiven") ? input.choice("consentGiven", ConsentTalk.Answer.class) : Optional.empty();
    }

    private static boolean rowsCount(Optional<ConsentTalk.Answer> answer, FormInput input) {
        return input.has("consents")
                && answer.map(a -> a == ConsentTalk.Answer.SOME).orElse(true);
    }

    private @Nullable Language language(CaseId caseId, FormInput input) {
        return input.has("infoLanguage")
                ? input.choice("infoLanguage", Language.class).orElse(null)
                : persons.client(caseId).understands().orElse(null);
    }

    private List<ConsentManagement.Statement> rows(FormInput input) {
        List<ConsentManagement.Statement> statements = new ArrayList<>();
        for (Map<String, Object> row : input.rows("consents")) {
            if (row.values().stream().allMatch(ConsentFields::blank)) {
                continue;
            }
            Optional<Purpose> purpose = constant(Purpose.class, row.get("purpose"));
            if (purpose.isEmpty()) {
                input.reject("consents", "Bitte wählen Sie in jeder Zeile den Zweck.");
                continue;
            }
            statements.add(new ConsentManagement.Statement(
                    text(row.get("recipient")),
                    purpose.get(),
                    categories(row, input),
                    true,
                    date(row.get("validUntil"), input),
                    constant(Consent.Form.class, row.get("form")).orElse(null)));
        }
        return statements;
    }

    private static Set<DataCategory> categories(Map<String, Object> row, FormInput input) {
        EnumSet<DataCategory> categories = EnumSet.noneOf(DataCategory.class);
        Object value = row.get("dataCategories");
        List<?> names = value instanceof Collection<?> several
                ? List.copyOf(several)
                : blank(value) ? List.of() : List.of(text(value));
        for (Object name : names) {
            constant(DataCategory.class, name)
                    .ifPresentOrElse(
                            categories::add, () -> input.reject("consents", "Eine Angabe zu den Daten ist unbekannt."));
        }
        return categories;
    }

    private static @Nullable LocalDate date(@Nullable Object value, FormInput input) {
        if (blank(value)) {
            return null;
        }
        try {
            return value instanceof LocalDate day ? day : LocalDate.parse(text(value));
        } catch (DateTimeException notADate) {
            input.reject("consents", "„Gültig bis“ ist kein Datum.");
            return null;
        }
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, @Nullable Object value) {
        String name = text(value);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }

    private static boolean blank(@Nullable Object value) {
        return value == null
                || value.toString().isBlank()
                || value instanceof Collection<?> several && several.isEmpty();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString().strip();
    }

    private List<Map<String, Object>> proposedRows(CaseId caseId) {
        return talk.proposals(caseId).stream()
                .<Map<String, Object>>map(proposal -> Map.of(
                        "recipient",
                        proposal.recipient(),
                        "purpose",
                        proposal.purpose().name(),
                        "dataCategories",
                        proposal.categories().stream().sorted().map(Enum::name).toList()))
                .toList();
    }
}
