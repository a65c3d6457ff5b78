package org.kimlotse.intake.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.casefile.DecisionText;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.intake.Agency;
import org.kimlotse.intake.CrisisAction;
import org.kimlotse.intake.CrisisKind;
import org.kimlotse.intake.FirstContact.CrisisScreen;
import org.kimlotse.intake.FirstContact.Information;
import org.kimlotse.intake.FirstContact.Needs;
import org.kimlotse.intake.IntakeManagement;
import org.kimlotse.intake.IntakeManagement.NoteKind;
import org.kimlotse.intake.NeedArea;
import org.kimlotse.intake.facts.Indication;
import org.kimlotse.intake.process.IntakeProcess.CounsellingHeld;
import org.kimlotse.intake.process.IntakeProcess.CounsellingNext;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.GermanDates;
import org.springframework.stereotype.Component;

/** The fields of the first talks. */
@Component
class IntakeFields implements FormSection {

    private static final List<FormField> FIELDS = List.of(
            FormField.writable("infoGiven", Type.BOOLEAN),
            FormField.writable("infoLanguage", Type.CHOICE),
            FormField.writable("infoInterpreter", Type.CHOICE),
            FormField.writable("voluntary", Type.BOOLEAN),
            FormField.writable("acuteCrisis", Type.BOOLEAN),
            FormField.writable("crisisKinds", Type.CHOICES),
            FormField.writable("crisisActions", Type.CHOICES),
            FormField.writable("crisisInformed", Type.TEXT),
            FormField.writable("needAreas", Type.CHOICES),
            FormField.writable("agenciesInvolved", Type.CHOICES),
            FormField.writable("managesAlone", Type.BOOLEAN),
            FormField.writable("wantsCaseManagement", Type.BOOLEAN),
            FormField.shown("indicationProposal", Type.CHOICE),
            FormField.shown("indicationReason", Type.TEXT),
            FormField.writable("indication", Type.CHOICE),
            FormField.writable("indicationOverrideReason", Type.TEXT),
            FormField.writable("counsellingNote", Type.TEXT),
            FormField.writable("counsellingHeld", Type.CHOICE),
            FormField.writable("counsellingNext", Type.CHOICE),
            FormField.writable("counsellingNextOn", Type.DATE),
            FormField.writable("referralAdviceNote", Type.TEXT));

    /** The forms whose answer the process waits for: there it cannot be left out. */
    private static final String CRISIS_SCREEN = "crisis-screen";

    private static final String COUNSELLING = "counselling-note";

    private static final String INDICATION = "indication";

    private final IntakeManagement intake;
    private final Cases cases;
    private final CaseAccess access;
    private final Compartment compartment;
    private final Clock clock;

    IntakeFields(IntakeManagement intake, Cases cases, CaseAccess access, Compartment compartment, Clock clock) {
        this.intake = intake;
        this.cases = cases;
        this.access = access;
        this.compartment = compartment;
        this.clock = clock;
    }

    @Override
    public Collection<FormField> fields() {
        return FIELDS;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Map<String, Object> values = new LinkedHashMap<>();
        Optional<CaseId> visible = context.caseId().filter(access::visible);
        if (visible.isEmpty()) {
            return values;
        }
        CaseId caseId = visible.get();
        intake.information(caseId).ifPresent(information -> {
            values.put("infoGiven", information.given());
            values.put("infoLanguage", information.language().name());
            values.put("infoInterpreter", information.interpreter().name());
            values.put("voluntary", information.voluntary());
        });
        // A deputy acts in a crisis without being told which; of the needs they may be told none, or the gap would
        // tell.
        boolean inside = compartment.open(caseId);
        intake.crisisScreen(caseId).filter(screen -> inside).ifPresent(screen -> {
            values.put("acuteCrisis", screen.acute());
            values.put("crisisKinds", names(screen.kinds()));
        });
        intake.needs(caseId).ifPresent(needs -> {
            if (inside) {
                values.put("needAreas", names(needs.areas()));
                values.put("agenciesInvolved", names(needs.agencies()));
            }
            values.put("managesAlone", needs.managesAlone());
            values.put("wantsCaseManagement", needs.wantsCaseManagement());
        });
        if (wanted.contains("indicationProposal")
                || wanted.contains("indicationReason")
                || wanted.contains("indication")) {
            Optional<LoggedDecision> proposal = intake.proposal(caseId);
            Optional<Indication> decided = intake.indication(caseId);
            values.put("indicationReason", "");
            proposal.ifPresent(logged -> {
                Indication proposed = IntakeManagement.proposalOf(logged.decision());
                values.put("indicationProposal", proposed.name());
                values.put("indicationReason", DecisionText.explain(logged.decision()));
                values.put("indication", decided.orElse(proposed).name());
            });
        }
        values.keySet().retainAll(wanted);
        return values;
    }

    @Override
    public void check(FormContext context, FormInput input) {
        Case file = cases.get(context.requireCase());
        if (!file.open()) {
            input.reject("", Cases.closedMessage(file));
            return;
        }
        if (input.has("infoGiven") && !input.isTrue("infoGiven")) {
            input.reject(
                    "infoGiven",
                    "Bitte erklären Sie zuerst Aufgabe, Freiwilligkeit und Datenschutz in einer Sprache, die die Person versteht.");
        }
        required(
                input,
                "infoLanguage",
                i -> i.choice("infoLanguage", Language.class),
                "In welcher Sprache wurde erklärt?");
        required(
                input, "infoInterpreter", i -> i.choice("infoInterpreter", Interpreter.class), "Wer hat gedolmetscht?");
        required(input, "voluntary", i -> i.bool("voluntary"), "Möchte die Person die Hilfe freiwillig?");
        if (input.has("acuteCrisis") || context.formKey().equals(CRISIS_SCREEN)) {
            if (input.bool("acuteCrisis").isEmpty()) {
                input.reject("acuteCrisis", "Besteht akute Gefahr? Bitte antworten Sie mit Ja oder Nein.");
            }
        }
        constants(input, "crisisKinds", CrisisKind.class);
        requiredChoices(
                input,
                "crisisActions",
                CrisisAction.class,
                "Was wurde getan? Bitte wählen Sie mindestens eine Handlung.");
        requiredText(input, "crisisInformed", "Bitte schreiben Sie: wer wurde wann worüber informiert und warum.");
        requiredChoices(
                input, "needAreas", NeedArea.class, "Worum geht es? Bitte wählen Sie mindestens einen Bereich.");
        constants(input, "agenciesInvolved", Agency.class);
        required(input, "managesAlone", i -> i.bool("managesAlone"), "Kommt die Person allein zurecht?");
        required(
                input,
                "wantsCaseManagement",
                i -> i.bool("wantsCaseManagement"),
                "Möchte die Person vom Case Management begleitet werden?");
        if (context.formKey().equals(COUNSELLING)) {
            checkCounselling(context, input);
        }
        requiredText(input, "referralAdviceNote", "Bitte schreiben Sie auf, wohin Sie die Person verwiesen haben.");
        if (input.has("indication") || context.formKey().equals(INDICATION)) {
            checkIndication(file.id(), input);
        }
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        CaseId caseId = context.requireCase();
        Answers answers = Answers.none();
        if (asked(input, "infoGiven", "infoLanguage", "infoInterpreter", "voluntary")) {
            Optional<Information> before = intake.information(caseId);
            intake.inform(
                    caseId,
                    new Information(
                            input.bool("infoGiven")
                                    .or(() -> before.map(Information::given))
                                    .orElse(false),
                            input.choice("infoLanguage", Language.class)
                                    .or(() -> before.map(Information::language))
                                    .orElse(Language.OTHER),
                            input.choice("infoInterpreter", Interpreter.class)
                                    .or(() -> before.map(Information::interpreter))
                                    .orElse(Interpreter.NONE),
                            input.bool("voluntary")
                                    .or(() -> before.map(Information::voluntary))
                                    .orElse(false)));
        }
        if (input.has("acuteCrisis")) {
            boolean acute = input.isTrue("acuteCrisis");
            intake.screenCrisis(
                    caseId,
                    new CrisisScreen(acute, acute ? constants(input, "crisisKinds", CrisisKind.class) : Set.of()));
        }
        if (asked(input, "crisisActions", "crisisInformed")) {
            intake.actInCrisis(
                    caseId,
                    constants(input, "crisisActions", CrisisAction.class),
                    input.text("crisisInformed").orElse(""));
        }
        if (asked(input, "needAreas", "agenciesInvolved", "managesAlone", "wantsCaseManagement")) {
            Optional<Needs> before = intake.needs(caseId);
            Needs now = new Needs(
                    named(input, caseId, "needAreas", NeedArea.class, before.map(Needs::areas)),
                    named(input, caseId, "agenciesInvolved", Agency.class, before.map(Needs::agencies)),
                    input.bool("managesAlone")
                            .or(() -> before.map(Needs::managesAlone))
                            .orElse(false),
                    input.bool("wantsCaseManagement")
                            .or(() -> before.map(Needs::wantsCaseManagement))
                            .orElse(false));
            if (!before.equals(Optional.of(now))) {
                intake.clarify(caseId, now);
            }
        }
        if (input.has("indication")) {
            Indication decided = input.choice("indication", Indication.class).orElseThrow();
            intake.decideIndication(
                    caseId, decided, input.text("indicationOverrideReason").orElse(""));
            answers.and(IntakeProcess.INDICATION, decided);
        }
        if (context.formKey().equals(COUNSELLING)) {
            if (missed(input)) {
                intake.note(caseId, NoteKind.COUNSELLING_MISSED, "Die Person ist nicht zum Gespräch gekommen.");
            } else {
                intake.note(
                        caseId,
                        NoteKind.COUNSELLING,
                        input.text("counsellingNote").orElseThrow());
            }
            answers = answers.and(
                    IntakeProcess.COUNSELLING_NEXT,
                    input.choice("counsellingNext", CounsellingNext.class).orElseThrow());
            Optional<LocalDate> on = input.date("counsellingNextOn");
            if (on.isPresent()) {
                answers = answers.and(IntakeProcess.COUNSELLING_NEXT_ON, on.get());
            }
        }
        input.text("referralAdviceNote").ifPresent(note -> intake.note(caseId, NoteKind.REFERRAL_ADVICE, note));
        return answers;
    }

    private void checkCounselling(FormContext context, FormInput input) {
        LocalDate today = BusinessCalendar.today(clock);
        Optional<CounsellingHeld> held = input.choice("counsellingHeld", CounsellingHeld.class);
        Optional<LocalDate> agreed = Optional.ofNullable(
                        context.variables().get(IntakeProcess.COUNSELLING_NEXT_ON.name()))
                .map(IntakeProcess.COUNSELLING_NEXT_ON::typed);
        if (held.isEmpty()) {
            input.reject("counsellingHeld", "Hat das Gespräch stattgefunden?");
        } else if (held.get() != CounsellingHeld.EARLIER
                && agreed.filter(today::isBefore).isPresent()) {
            input.reject(
                    "counsellingHeld",
                    "Verabredet ist das Gespräch erst am %s. War die Person schon da, wählen Sie „Ja, früher als verabredet“."
                            .formatted(GermanDates.weekday(agreed.get())));
        }
        if (!missed(input)) {
            input.requireText(
                    "counsellingNote", "Bitte schreiben Sie kurz auf, worum es ging und was vereinbart wurde.");
        }
        Optional<CounsellingNext> next = input.choice("counsellingNext", CounsellingNext.class);
        if (next.isEmpty()) {
            input.reject("counsellingNext", "Wie geht es weiter? Ohne Antwort bleibt die Beratung offen.");
        }
        if (next.equals(Optional.of(CounsellingNext.AGAIN))) {
            Optional<LocalDate> on = input.date("counsellingNextOn");
            if (on.isEmpty()) {
                input.reject("counsellingNextOn", "Wann ist das nächste Gespräch?");
            } else if (on.get().isBefore(today) || on.get().isAfter(today.plusYears(1))) {
                input.reject("counsellingNextOn", "Bitte geben Sie einen Tag von heute an bis in einem Jahr an.");
            } else if (!BusinessCalendar.isArbeitstag(on.get())) {
                input.reject(
                        "counsellingNextOn",
                        "%s ist kein Arbeitstag. Bitte wählen Sie einen anderen Tag."
                                .formatted(GermanDates.weekday(on.get())));
            }
        }
    }

    private static boolean missed(FormInput input) {
        return input.choice("counsellingHeld", CounsellingHeld.class).equals(Optional.of(CounsellingHeld.NO_SHOW));
    }

    private void checkIndication(CaseId caseId, FormInput input) {
        Optional<Indication> decided = input.choice("indication", Indication.class);
        if (decided.isEmpty()) {
            input.reject("indication", "Welche Hilfe ist angezeigt?");
        }
        Optional<Indication> proposed = intake.proposal(caseId).map(p -> IntakeManagement.proposalOf(p.decision()));
        if (proposed.isEmpty()) {
            input.reject("indication", "Es gibt noch keinen Vorschlag der Regeln.");
        } else if (decided.isPresent()
                && !decided.equals(proposed)
                && input.text("indicationOverrideReason").isEmpty()) {
            input.reject(
                    "indicationOverrideReason",
                    "Sie entscheiden anders als vorgeschlagen. Bitte schreiben Sie, warum.");
        }
    }

    /** Whoever was not shown what was named before adds to it and takes nothing away. */
    private <E extends Enum<E>> Set<E> named(
            FormInput input, CaseId caseId, String key, Class<E> type, Optional<Set<E>> before) {
        if (!input.has(key)) {
            return before.orElse(Set.of());
        }
        Set<E> named = constants(input, key, type);
        if (!compartment.open(caseId)) {
            before.ifPresent(named::addAll);
        }
        return named;
    }

    private static boolean asked(FormInput input, String... keys) {
        return Arrays.stream(keys).anyMatch(input::has);
    }

    /** Asked for where the form has the field: a process owner may leave any of them out. */
    private static void required(
            FormInput input, String key, Function<FormInput, Optional<?>> value, String germanQuestion) {
        if (input.has(key) && value.apply(input).isEmpty()) {
            input.reject(key, germanQuestion);
        }
    }

    private static void requiredText(FormInput input, String key, String germanQuestion) {
        if (input.has(key)) {
            input.requireText(key, germanQuestion);
        }
    }

    private static <E extends Enum<E>> void requiredChoices(
            FormInput input, String key, Class<E> type, String germanQuestion) {
        if (input.has(key) && constants(input, key, type).isEmpty()) {
            input.reject(key, germanQuestion);
        }
    }

    private static <E extends Enum<E>> Set<E> constants(FormInput input, String key, Class<E> type) {
        Set<E> found = new LinkedHashSet<>();
        for (String name : input.choices(key)) {
            Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(found::add, () -> input.reject(key, "Diese Auswahl gibt es nicht."));
        }
        return found;
    }

    private static List<String> names(Set<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).toList();
    }
}
