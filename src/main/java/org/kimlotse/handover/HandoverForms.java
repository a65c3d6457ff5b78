package org.kimlotse.handover;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.consent.Consent;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.directory.OfficeKind;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.handover.HandoverTexts.Reader;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Markdown;
import org.springframework.stereotype.Component;

/**
 * The fields of a handover, on every form that shows one. What a submit does follows from the form: the same answer typed
 * by the office or by the case manager after a telephone call ends in the same use case.
 */
@Component
class HandoverForms implements FormSection {

    private static final String SEND = "handover-send";
    private static final String RECEIPT = "handover-receipt";
    private static final String TRACK = "handover-track";
    private static final String OUTCOME = "handover-outcome";
    private static final String QUERY = "handover-query";
    private static final String REROUTE = "handover-reroute";
    private static final String LADDER = "handover-ladder";
    private static final String WITHDRAWN = "handover-withdrawn";

    private static final String COORDINATE = "userTask_coordinate";

    private static final int LONGEST_NAME = 120;

    private static final List<FormField> FIELDS = List.of(
            FormField.shown("handoverTitle", Type.TEXT),
            FormField.shown("handoverWhy", Type.TEXT),
            FormField.shown("handoverDueText", Type.TEXT),
            FormField.shown("handoverOwnerText", Type.TEXT),
            FormField.shown("handoverStateText", Type.TEXT),
            FormField.shown("dataPackage", Type.TEXT),
            FormField.shown("consentText", Type.TEXT),
            FormField.shown("sendAllowed", Type.BOOLEAN),
            FormField.shown("handoverHeld", Type.BOOLEAN),
            FormField.shown("handoverOwnStep", Type.BOOLEAN),
            FormField.shown("sendDecisionOptions", Type.OPTIONS),
            FormField.shown("outcomeHint", Type.TEXT),
            FormField.shown("ladderText", Type.TEXT),
            FormField.shown("rerouteOfficeOptions", Type.OPTIONS),
            FormField.writable("sendDecision", Type.CHOICE),
            FormField.writable("sendNote", Type.TEXT),
            FormField.writable("notNeededReason", Type.TEXT),
            FormField.writable("receiptAnswer", Type.CHOICE),
            FormField.writable("queryText", Type.TEXT),
            FormField.writable("declineReason", Type.CHOICE),
            FormField.writable("declineNote", Type.TEXT),
            FormField.writable("confirmedByPhone", Type.BOOLEAN),
            FormField.writable("confirmedByName", Type.TEXT),
            FormField.writable("confirmedOn", Type.DATE),
            FormField.writable("outcome", Type.CHOICE),
            FormField.writable("outcomeOn", Type.DATE),
            FormField.writable("outcomeNote", Type.TEXT),
            FormField.writable("rerouteDecision", Type.CHOICE),
            FormField.writable("rerouteOffice", Type.CHOICE),
            FormField.writable("rerouteNote", Type.TEXT),
            FormField.shown("withdrawnText", Type.TEXT),
            FormField.writable("withdrawnDecision", Type.CHOICE),
            FormField.writable("withdrawnNote", Type.TEXT),
            FormField.writable("queryAnswer", Type.TEXT),
            FormField.writable("ladderDone", Type.CHOICE),
            FormField.writable("ladderNote", Type.TEXT));

    private enum Reroute {
        OTHER_OFFICE,
        SAME_OFFICE,
        STOP
    }

    private enum Withdrawn {
        PREPARE_ANEW,
        DROP
    }

    private enum LadderDone {
        DONE,
        NOT_REACHED,
        SETTLED
    }

    private final Handovers handovers;
    private final HandoverManagement management;
    private final HandoverTexts texts;
    private final Directory directory;
    private final Confidentiality confidentiality;
    private final Standstills standstills;
    private final Cases cases;
    private final Compartment compartment;
    private final Outbox outbox;
    private final Actors actors;
    private final Clock clock;

    HandoverForms(
            Handovers handovers,
            HandoverManagement management,
            HandoverTexts texts,
            Directory directory,
            Confidentiality confidentiality,
            Standstills standstills,
            Cases cases,
            Compartment compartment,
            Outbox outbox,
            Actors actors,
            Clock clock) {
        this.confidentiality = confidentiality;
        this.standstills = standstills;
        this.cases = cases;
        this.compartment = compartment;
        this.outbox = outbox;
        this.handovers = handovers;
        this.management = management;
        this.texts = texts;
        this.directory = directory;
        this.actors = actors;
        this.clock = clock;
    }

    @Override
    public Collection<FormField> fields() {
        return FIELDS;
    }

    /** After facts and consents: an action rests on what the same form has just recorded. */
    @Override
    public int order() {
        return 200;
    }

    // ---- showing --------------------------------------------------------------------------------------------

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Optional<Handover> found = handover(context);
        Map<String, Object> values = new LinkedHashMap<>();
        if (found.isEmpty()) {
            return values;
        }
        Handover h = found.get();
        if (!confidentiality.open(h) || context.taskKey().equals(COORDINATE) && concernsTheOwnSide(h)) {
            return closed(h, wanted);
        }
        Reader reader = reader(context, h);
        Map<String, Supplier<Object>> suppliers = new LinkedHashMap<>();
        suppliers.put("handoverTitle", () -> texts.title(h, reader));
        suppliers.put("handoverWhy", () -> texts.why(h, reader));
        suppliers.put("handoverDueText", () -> texts.due(h, reader));
        suppliers.put("handoverOwnerText", () -> texts.owner(h));
        suppliers.put(
                "handoverStateText",
                () -> texts.state(h, reader) + (context.formKey().equals(TRACK) ? texts.nowDue(h) : ""));
        suppliers.put("dataPackage", () -> texts.dataPackage(h));
        suppliers.put("consentText", () -> reader == Reader.TEAM ? texts.consent(h) : "");
        suppliers.put("sendAllowed", () -> management.sendable(h.id()).allowed());
        suppliers.put("handoverHeld", () -> standstills.reason(h) != null);
        suppliers.put("handoverOwnStep", h::ownStep);
        suppliers.put("sendDecisionOptions", () -> sendDecisions(h));
        suppliers.put("withdrawnText", () -> texts.withdrawn(h));
        suppliers.put("outcomeHint", () -> texts.outcomeHint(h));
        suppliers.put("ladderText", () -> texts.ladder(h, ladderLevel(context)));
        suppliers.put("rerouteOfficeOptions", () -> otherOffices(h));
        if (context.formKey().equals(QUERY)) {
            suppliers.put("queryText", () -> texts.query(h));
        }
        suppliers.forEach((key, value) -> {
            if (wanted.contains(key)) {
                values.put(key, value.get());
            }
        });
        return values;
    }

    /**
     * Where the case's own side is late coordination helps it, and need not know with what. A confidential step is asked about in
     * the same words whoever is late, so that nobody can tell the two apart.
     */
    private static boolean concernsTheOwnSide(Handover h) {
        return h.confidential() || h.droppedByUs();
    }

    private Map<String, Object> closed(Handover h, Set<String> wanted) {
        Case file = cases.get(h.caseId());
        Map<String, Object> values = new LinkedHashMap<>();
        FIELDS.stream().filter(f -> f.type() == Type.TEXT && !f.writable()).forEach(f -> values.put(f.key(), ""));
        values.put("handoverTitle", "Fall %s: ein Schritt ist liegen geblieben".formatted(h.caseId()));
        values.put(
                "handoverWhy",
                "Es führt ihn: %s, %s. Welcher Schritt es ist, steht dort; hier ist es nicht zu sehen und nicht nötig."
                        .formatted(
                                Markdown.escape(actors.displayName(file.caseManager())),
                                file.municipality().label()));
        values.put(
                "ladderText",
                compartment.awaitsConfirmation(h.caseId())
                        ? "Andere haben den Fall an diese Person gegeben, und Ihre Entscheidung darüber steht aus (Aufgabe „Übernahme bestätigen“ oder „Nachfolge klären“). Bitte entscheiden Sie zuerst; ein Schreiben gibt es hier nicht."
                        : "Bitte klären Sie mit dem Fallmanagement, woran es liegt, und sorgen Sie für Vertretung, wenn sie fehlt. Ein Schreiben gibt es hier nicht.");
        values.keySet().retainAll(wanted);
        return values;
    }

    /** Members of the receiving office read what was handed to them; everybody else who has the task is of the team. */
    private Reader reader(FormContext context, Handover h) {
        if (context.formKey().equals(RECEIPT)) {
            return Reader.OFFICE;
        }
        String receiver = h.receiverOffice();
        return receiver != null
                        && actors.current()
                                .filter(a -> a.in(Directory.partnerGroup(receiver)))
                                .isPresent()
                ? Reader.OFFICE
                : Reader.TEAM;
    }

    private List<Map<String, Object>> otherOffices(Handover h) {
        String current = h.receiverOffice();
        OfficeKind kind = current == null ? null : directory.require(current).kind();
        List<Office> others = directory.inService(BusinessCalendar.today(clock)).stream()
                .filter(o -> o.kind() != OfficeKind.KIM)
                .filter(o -> !o.code().equals(current))
                .sorted(Comparator.comparing((Office o) -> o.kind() != kind).thenComparing(Office::label))
                .toList();
        List<Office> alike = others.stream().filter(o -> o.kind() == kind).toList();
        // Only who says that the matter is not theirs leads to an office of another kind.
        List<Office> offices =
                alike.isEmpty() || h.declineReason() == DeclineReason.NOT_COMPETENT_MATTER ? others : alike;
        List<Map<String, Object>> options = new ArrayList<>();
        offices.forEach(o -> options.add(Map.of("label", o.label(), "value", o.code())));
        return options;
    }

    // ---- checking -------------------------------------------------------------------------------------------

    @Override
    public void check(FormContext context, FormInput input) {
        Optional<Handover> found = handover(context);
        if (found.isEmpty()) {
            return;
        }
        Handover h = found.get();
        switch (context.formKey()) {
            case SEND -> checkSending(h, input);
            case RECEIPT -> checkAnswer(input);
            case TRACK -> {
                checkAnswer(input);
                checkConfirmation(h, input);
            }
            case OUTCOME -> checkOutcome(h, input);
            case QUERY -> {
                requireText(input, "queryAnswer", "Ihre Antwort fehlt.");
                String held = standstills.reason(h);
                if (held != null) {
                    input.reject("queryAnswer", held);
                }
            }
            case REROUTE -> checkReroute(h, input);
            case WITHDRAWN -> {
                Withdrawn decision =
                        require(input, "withdrawnDecision", Withdrawn.class, "Bitte wählen Sie, wie es weitergeht.");
                if (decision == Withdrawn.DROP) {
                    requireText(input, "withdrawnNote", "Warum die Übergabe entfällt, fehlt.");
                }
            }
            case LADDER -> checkLadder(context, h, input);
            default -> {}
        }
    }

    private void checkSending(Handover h, FormInput input) {
        SendDecision decision =
                require(input, "sendDecision", SendDecision.class, "Bitte wählen Sie, wie es weitergeht.");
        if (decision == SendDecision.NOT_NEEDED) {
            requireText(input, "notNeededReason", "Warum die Übergabe nicht gebraucht wird, fehlt.");
        }
        if (h.confidential() && input.text("sendNote").isPresent()) {
            input.reject(
                    "sendNote",
                    "Bei einer vertraulichen Übergabe geht nur hinaus, was oben steht. Bitte hier nichts eintragen.");
        }
        String held = standstills.reason(h);
        if (held != null && decision != null && decision != SendDecision.NOT_NEEDED) {
            input.reject("sendDecision", held);
            return;
        }
        if (decision != SendDecision.SEND) {
            return;
        }
        HandoverManagement.Sendable sendable = management.sendable(h.id());
        boolean newConsents = input.has("consents") && !input.rows("consents").isEmpty()
                || input.choice("consentNow", Consent.Form.class).isPresent();
        if (!sendable.allowed() && (h.ownStep() || !newConsents)) {
            input.reject("sendDecision", sendable.explanation());
        }
    }

    private static void checkAnswer(FormInput input) {
        Answer.Kind answer = require(input, "receiptAnswer", Answer.Kind.class, "Die Antwort fehlt.");
        if (answer == Answer.Kind.QUERIED) {
            requireText(input, "queryText", "Die Rückfrage fehlt.");
        }
        if (answer == Answer.Kind.DECLINED) {
            DeclineReason reason =
                    require(input, "declineReason", DeclineReason.class, "Die Begründung der Ablehnung fehlt.");
            if (reason == DeclineReason.OTHER) {
                requireText(input, "declineNote", "Bei „anderer Grund“ ist eine Erläuterung nötig.");
            }
        }
    }

    private void checkConfirmation(Handover h, FormInput input) {
        requireText(input, "confirmedByName", "Der Name der Ansprechperson fehlt.");
        input.limit("confirmedByName", LONGEST_NAME);
        Optional<LocalDate> on = input.date("confirmedOn");
        if (on.isEmpty()) {
            input.reject("confirmedOn", "Der Tag der Bestätigung fehlt.");
            return;
        }
        LocalDate day = on.get();
        if (day.isAfter(BusinessCalendar.today(clock))) {
            input.reject("confirmedOn", "Der Tag der Bestätigung liegt in der Zukunft.");
        }
        if (h.sentAt() != null && day.isBefore(BusinessCalendar.dayOf(h.sentAt()))) {
            input.reject("confirmedOn", "Der Tag der Bestätigung liegt vor dem Senden der Übergabe.");
        }
    }

    private void checkOutcome(Handover h, FormInput input) {
        Outcome outcome = require(input, "outcome", Outcome.class, "Das Ergebnis fehlt.");
        if (outcome != null && outcome != Outcome.DONE) {
            requireText(input, "outcomeNote", "Was fehlt, muss in der Anmerkung stehen.");
        }
        Optional<LocalDate> on = input.date("outcomeOn");
        if (on.isEmpty()) {
            input.reject("outcomeOn", "Das Datum fehlt.");
            return;
        }
        LocalDate day = on.get();
        LocalDate today = BusinessCalendar.today(clock);
        LocalDate latest = h.outcomeDay().mayLieAhead() ? today.plusYears(2) : today;
        if (day.isAfter(latest)) {
            input.reject(
                    "outcomeOn",
                    h.outcomeDay().mayLieAhead()
                            ? "Das Datum liegt zu weit in der Zukunft."
                            : "Das Datum liegt in der Zukunft.");
        }
        if (day.isBefore(today.minusYears(5))) {
            input.reject("outcomeOn", "Das Datum liegt zu weit zurück.");
        }
    }

    /** An answer is written down where it counts; that ends the ladder. */
    private static void checkLadder(FormContext context, Handover h, FormInput input) {
        LadderDone done = require(input, "ladderDone", LadderDone.class, "Was ist geschehen?");
        if (done == LadderDone.SETTLED
                && h.missed()
                && !h.droppedByUs()
                && !context.taskKey().equals(COORDINATE)) {
            input.reject(
                    "ladderDone",
                    "Bitte tragen Sie die Rückmeldung in der Aufgabe „%s“ ein; dieser Schritt endet dann von selbst."
                            .formatted(HandoverTexts.answerTask(h)));
        }
    }

    private void checkReroute(Handover h, FormInput input) {
        Reroute decision = require(input, "rerouteDecision", Reroute.class, "Bitte wählen Sie, wie es weitergeht.");
        if (decision == Reroute.OTHER_OFFICE) {
            String office = requireText(input, "rerouteOffice", "Die neue Stelle fehlt.");
            boolean known = directory
                    .office(office)
                    .filter(o -> o.kind() != OfficeKind.KIM)
                    .isPresent();
            if (!office.isEmpty() && !known) {
                input.reject("rerouteOffice", "Diese Stelle steht nicht im Verzeichnis.");
            } else if (office.equals(h.receiverOffice())) {
                input.reject("rerouteOffice", "Diese Stelle hat gerade abgelehnt.");
            }
        } else if (decision != null) {
            requireText(input, "rerouteNote", "Die Erläuterung fehlt.");
        }
    }

    // ---- doing ----------------------------------------------------------------------------------------------

    @Override
    public Answers write(FormContext context, FormInput input) {
        Optional<Handover> found = handover(context);
        if (found.isEmpty()) {
            return Answers.none();
        }
        HandoverId id = found.get().id();
        return switch (context.formKey()) {
            case SEND -> send(id, input);
            case RECEIPT -> answer(id, answer(input));
            case TRACK ->
                answer(
                        id,
                        answer(input)
                                .onThePhone(new Confirmation(
                                        input.text("confirmedByName").orElseThrow(),
                                        input.date("confirmedOn").orElseThrow())));
            case OUTCOME -> {
                management.recordOutcome(
                        id,
                        input.choice("outcome", Outcome.class).orElseThrow(),
                        input.date("outcomeOn").orElseThrow(),
                        input.text("outcomeNote").orElse(null));
                yield Answers.none();
            }
            case QUERY -> {
                management.answerQuery(id, input.text("queryAnswer").orElseThrow());
                yield Answers.none();
            }
            case REROUTE -> reroute(found.get(), input);
            case WITHDRAWN -> {
                boolean anew =
                        input.choice("withdrawnDecision", Withdrawn.class).orElseThrow() == Withdrawn.PREPARE_ANEW;
                if (anew) {
                    management.prepareAnew(id, input.text("withdrawnNote").orElse(null));
                } else {
                    management.drop(id, input.text("withdrawnNote").orElseThrow());
                }
                yield Answers.of(HandoverVariables.PREPARED_ANEW, anew);
            }
            case LADDER -> {
                management.finishLadderStep(
                        id,
                        ladderLevel(context),
                        input.choice("ladderDone", LadderDone.class)
                                .orElseThrow()
                                .name(),
                        input.text("ladderNote").orElse(null));
                yield Answers.none();
            }
            default -> Answers.none();
        };
    }

    private Answers send(HandoverId id, FormInput input) {
        SendDecision decision = input.choice("sendDecision", SendDecision.class).orElseThrow();
        switch (decision) {
            case SEND -> {
                HandoverManagement.Sendable sendable = management.sendable(id);
                if (!sendable.allowed()) {
                    throw new ConsentMissing(sendable.explanation());
                }
                management.release(id, decision, input.text("sendNote").orElse(null));
            }
            case SELF_SERVICE -> management.release(id, decision, null);
            case NOT_NEEDED ->
                management.notNeeded(id, input.text("notNeededReason").orElseThrow());
        }
        return Answers.of(HandoverVariables.SEND_DECISION, decision);
    }

    /** A step that goes to nobody cannot be sent, and nobody gets a letter about it. */
    private static List<Map<String, String>> sendDecisions(Handover h) {
        return h.ownStep()
                ? List.of(
                        option(
                                SendDecision.SELF_SERVICE,
                                "Selbst erledigen – es wird nichts weitergegeben; das Ergebnis tragen Sie danach ein"),
                        option(SendDecision.NOT_NEEDED, "Dieser Schritt wird nicht gebraucht"))
                : List.of(
                        option(SendDecision.SEND, "Vermitteln – das Datenpaket oben jetzt senden"),
                        option(
                                SendDecision.SELF_SERVICE,
                                "Ohne Weitergabe – die Person bekommt einen Brief mit ihren Fristen"),
                        option(SendDecision.NOT_NEEDED, "Diese Übergabe wird nicht gebraucht"));
    }

    private static Map<String, String> option(SendDecision decision, String label) {
        return Map.of("label", label, "value", decision.name());
    }

    private Answers answer(HandoverId id, Answer answer) {
        management.answer(id, answer);
        return Answers.of(HandoverVariables.HANDOVER_ANSWER, answer.kind());
    }

    private static Answer answer(FormInput input) {
        return switch (input.choice("receiptAnswer", Answer.Kind.class).orElseThrow()) {
            case ACKNOWLEDGED -> Answer.acknowledged();
            case ACCEPTED -> Answer.accepted();
            case QUERIED -> Answer.queried(input.text("queryText").orElseThrow());
            case DECLINED ->
                Answer.declined(
                        input.choice("declineReason", DeclineReason.class).orElseThrow(),
                        input.text("declineNote").orElse(null));
        };
    }

    private Answers reroute(Handover h, FormInput input) {
        Reroute decision = input.choice("rerouteDecision", Reroute.class).orElseThrow();
        @Nullable String note = input.text("rerouteNote").orElse(null);
        switch (decision) {
            case OTHER_OFFICE ->
                management.reroute(h.id(), input.text("rerouteOffice").orElseThrow(), note);
            case SAME_OFFICE -> management.reroute(h.id(), h.requireReceiver(), note);
            case STOP -> management.stop(h.id(), note == null ? "" : note);
        }
        return Answers.of(HandoverVariables.REROUTED, decision != Reroute.STOP);
    }

    // ---- helpers --------------------------------------------------------------------------------------------

    /** The handover a form is about: the business key of its process. */
    private Optional<Handover> handover(FormContext context) {
        return switch (context.processKey()) {
            case "handover" -> Optional.of(handovers.get(HandoverId.of(context.businessKey())));
            case LetterForms.PROCESS ->
                outbox.letter(UUID.fromString(context.businessKey())).flatMap(handovers::about);
            default -> Optional.empty();
        };
    }

    /** Several steps may be open at once, so the task itself says which one it is. */
    private static int ladderLevel(FormContext context) {
        return switch (context.taskKey()) {
            case "userTask_remind" -> 1;
            case "userTask_askByPhone" -> 2;
            case "userTask_askLead" -> 3;
            default -> 4;
        };
    }

    private static <E extends Enum<E>> @Nullable E require(
            FormInput input, String key, Class<E> type, String germanMessage) {
        Optional<E> value = input.choice(key, type);
        if (value.isEmpty()) {
            input.reject(key, germanMessage);
        }
        return value.orElse(null);
    }

    private static String requireText(FormInput input, String key, String germanMessage) {
        return input.requireText(key, germanMessage);
    }
}
