package org.kimlotse.transition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Markdown;
import org.kimlotse.shared.Texts;
import org.springframework.stereotype.Component;

/** Closing a change of benefit law: all steps with their outcome, and a reason for each that is not done. */
@Component
class TransitionForms implements FormSection {

    private static final String FORM = "transition-close";
    private static final String REVIEW_FORM = "transition-review";
    private static final String REVIEW = "transitionReview";
    private static final String REVIEW_NOTE = "transitionReviewNote";
    private static final int LONGEST_WAIVER = 2_000;

    private static final List<FormField> FIELDS = List.of(
            FormField.shown("hopTable", Type.LIST),
            FormField.shown("hopWaiverOptions", Type.OPTIONS),
            FormField.writable("hopWaivers", Type.LIST),
            FormField.writable("transitionNote", Type.TEXT),
            FormField.shown("transitionQuestion", Type.TEXT),
            FormField.writable(REVIEW, Type.CHOICE),
            FormField.writable(REVIEW_NOTE, Type.TEXT));

    private enum Review {
        GO_ON,
        STOP
    }

    private final TransitionManagement management;
    private final Handovers handovers;
    private final Directory directory;

    TransitionForms(TransitionManagement management, Handovers handovers, Directory directory) {
        this.management = management;
        this.handovers = handovers;
        this.directory = directory;
    }

    @Override
    public Collection<FormField> fields() {
        return FIELDS;
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Optional<CaseId> caseId = context.caseId();
        Map<String, Object> values = new LinkedHashMap<>();
        if (caseId.isEmpty()) {
            return values;
        }
        List<Map<String, Object>> table = new ArrayList<>();
        List<Map<String, Object>> options = new ArrayList<>();
        List<Map<String, Object>> waivers = new ArrayList<>();
        management.steps(caseId.get()).forEach((hop, handover) -> {
            table.add(Map.of(
                    "hop", hop.name(),
                    "step", handover.title(),
                    "office", office(handover),
                    "dueOn", handover.due().map(BusinessCalendar::german).orElse("–"),
                    "state", state(handover)));
            if (TransitionManagement.needsWaiver(handover)) {
                options.add(Map.of("label", hop + " – " + handover.title(), "value", hop.name()));
                waivers.add(Map.of("hop", hop.name(), "reason", management.droppedBecause(handover)));
            }
        });
        if (wanted.contains("transitionQuestion")) {
            values.put("transitionQuestion", question(caseId.get()));
        }
        values.put("hopTable", table);
        values.put("hopWaiverOptions", options);
        values.put("hopWaivers", waivers);
        values.keySet().retainAll(wanted);
        return values;
    }

    /** Markdown: what does not fit, what has gone out, what is held. */
    private String question(CaseId caseId) {
        Optional<TransitionManagement.Question> question = management.question(caseId);
        if (question.isEmpty()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        parts.add("**Leistungsrecht nach den Angaben von heute:** "
                + Markdown.escape(question.get().law()));
        if (question.get().held()) {
            parts.add(
                    question.get().lawChanges()
                            ? "Inzwischen wechselt die Leistung nach den Angaben doch. Was noch nicht gesendet ist, bleibt angehalten, bis Sie entschieden haben."
                            : "Der Übergang ist für einen Wechsel geplant, der sich aus den Angaben nicht mehr ergibt. Was noch nicht gesendet ist, ist angehalten, bis Sie entschieden haben.");
        }
        if (question.get().lawChanges() && !question.get().lines().isEmpty()) {
            StringBuilder lines = new StringBuilder("**Das ändert Lotse nicht von selbst – bitte entscheiden Sie:**\n");
            question.get().lines().forEach(line -> lines.append("\n- ").append(Markdown.escape(line)));
            parts.add(lines.toString());
        }
        List<String> withOffices = management.steps(caseId).entrySet().stream()
                .filter(step -> step.getValue().state().withReceiver())
                .map(step -> "%s an %s: %s"
                        .formatted(
                                step.getKey(),
                                office(step.getValue()),
                                step.getValue().state().label()))
                .toList();
        parts.add(
                withOffices.isEmpty()
                        ? "Noch bei keiner Stelle liegt etwas."
                        : "**Schon weitergegeben:** " + Markdown.escape(String.join("; ", withOffices)));
        return String.join("\n\n", parts);
    }

    private String office(Handover handover) {
        String code = handover.receiverOffice();
        return code == null ? "–" : directory.office(code).map(Office::label).orElse(code);
    }

    private String state(Handover handover) {
        String why = management.leftOutBecause(handover);
        String text = handovers.stand(handover) + (why.isEmpty() ? "" : ": " + why);
        if (handover.outcome() != null && handover.outcomeOn() != null) {
            text += " (%s, %s)".formatted(handover.outcome().label(), BusinessCalendar.german(handover.outcomeOn()));
        }
        return handover.missedOn() == null
                ? text
                : text + ", verpasst seit " + BusinessCalendar.german(handover.missedOn());
    }

    @Override
    public void check(FormContext context, FormInput input) {
        if (context.formKey().equals(REVIEW_FORM)) {
            if (input.choice(REVIEW, Review.class).isEmpty()) {
                input.reject(REVIEW, "Geht der Übergang weiter? Bitte wählen Sie.");
            }
            input.requireText(REVIEW_NOTE, "Warum Sie so entscheiden, fehlt.");
            return;
        }
        if (!context.formKey().equals(FORM)) {
            return;
        }
        Map<Hop, String> waivers = waivers(input);
        Map<Hop, Handover> steps = management.steps(context.requireCase());
        List<String> missing = steps.entrySet().stream()
                .filter(step -> TransitionManagement.needsWaiver(step.getValue()))
                .filter(step -> waivers.getOrDefault(step.getKey(), "").isEmpty())
                .map(step -> step.getKey().name())
                .toList();
        if (!missing.isEmpty()) {
            input.reject(
                    "hopWaivers",
                    "Diese Schritte sind nicht erledigt und brauchen eine Begründung: %s."
                            .formatted(String.join(", ", missing)));
        }
        waivers.forEach((hop, reason) -> {
            if (Texts.length(reason) > LONGEST_WAIVER) {
                input.reject(
                        "hopWaivers",
                        "Die Begründung für %s ist zu lang (höchstens %d Zeichen).".formatted(hop, LONGEST_WAIVER));
            }
        });
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        if (context.formKey().equals(REVIEW_FORM)) {
            boolean goesOn = input.choice(REVIEW, Review.class).orElseThrow() == Review.GO_ON;
            management.review(
                    context.requireCase(), goesOn, input.text(REVIEW_NOTE).orElseThrow());
            return Answers.of(TransitionVariables.TRANSITION_GOES_ON, goesOn);
        }
        if (context.formKey().equals(FORM)) {
            Map<Hop, Handover> steps = management.steps(context.requireCase());
            Map<Hop, String> waivers = waivers(input);
            waivers.keySet()
                    .removeIf(hop -> steps.get(hop) == null || !TransitionManagement.needsWaiver(steps.get(hop)));
            management.close(
                    context.requireCase(), waivers, input.text("transitionNote").orElse(null));
        }
        return Answers.none();
    }

    /** The rows as they came back; a row without a known step is left out and shows up as missing. */
    private static Map<Hop, String> waivers(FormInput input) {
        Map<Hop, String> waivers = new EnumMap<>(Hop.class);
        if (!input.has("hopWaivers")) {
            return waivers;
        }
        for (Map<String, Object> row : input.rows("hopWaivers")) {
            String name = String.valueOf(row.getOrDefault("hop", ""));
            String reason = Texts.clean(String.valueOf(row.getOrDefault("reason", "")));
            for (Hop hop : Hop.values()) {
                if (hop.name().equals(name) && !reason.isEmpty()) {
                    waivers.put(hop, reason);
                }
            }
        }
        return waivers;
    }
}
