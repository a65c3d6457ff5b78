package org.kimlotse.escalation.process;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.escalation.Bottlenecks;
import org.kimlotse.escalation.Measure;
import org.kimlotse.escalation.Resolution;
import org.kimlotse.escalation.Resolutions;
import org.kimlotse.escalation.SteeringTexts;
import org.springframework.stereotype.Component;

/** What the meeting decided, with votes and measures. */
@Component
class DecisionForm extends SteeringForm {

    private static final String TEXT = "decisionText";
    private static final String ADOPTED = "decisionAdopted";
    private static final String FOR = "votesFor";
    private static final String AGAINST = "votesAgainst";
    private static final String ABSTAINED = "votesAbstained";
    private static final String MEASURES = "measures";
    private static final String OWNERS = "measureOwnerOptions";

    private final Bottlenecks bottlenecks;
    private final Resolutions resolutions;
    private final SteeringTexts texts;

    DecisionForm(Bottlenecks bottlenecks, Resolutions resolutions, SteeringTexts texts) {
        this.bottlenecks = bottlenecks;
        this.resolutions = resolutions;
        this.texts = texts;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(
                FormField.writable(TEXT, Type.TEXT),
                FormField.writable(ADOPTED, Type.BOOLEAN),
                FormField.writable(FOR, Type.NUMBER),
                FormField.writable(AGAINST, Type.NUMBER),
                FormField.writable(ABSTAINED, Type.NUMBER),
                FormField.writable(MEASURES, Type.LIST),
                FormField.shown(OWNERS, Type.OPTIONS));
    }

    /** On its own form empty, also in a second round; on later forms the text of the newest decision. */
    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        if (!concerns(context)) {
            return Map.of();
        }
        Values values = new Values(wanted).put(OWNERS, () -> owners(context));
        if (!context.formKey().equals("decision")) {
            values.put(TEXT, () -> resolutions
                    .latest(bottleneck(context))
                    .map(r -> "%s  \n**Ergebnis:** %s".formatted(SteeringTexts.escaped(r.body()), r.resultText())
                            + (context.formKey().equals("position")
                                    ? "\n\n" + SteeringTexts.link(bottlenecks.get(bottleneck(context)))
                                    : ""))
                    .orElse(""));
        }
        return values.asMap();
    }

    private List<Map<String, String>> owners(FormContext context) {
        return texts.possibleOwners(bottlenecks.get(bottleneck(context))).stream()
                .map(owner -> Map.of("value", owner.value(), "label", texts.owner(owner)))
                .toList();
    }

    @Override
    public void check(FormContext context, FormInput input) {
        input.requireText(TEXT, "Der Text des Beschlusses fehlt.");
        if (input.bool(ADOPTED).isEmpty()) {
            input.reject(ADOPTED, "Ist der Beschluss gefasst?");
        }
        votes(FOR, input);
        votes(AGAINST, input);
        votes(ABSTAINED, input);
        if (input.isTrue(ADOPTED)) {
            drafts(context, input);
        }
    }

    private static int votes(String key, FormInput input) {
        Optional<BigDecimal> number = input.number(key);
        if (number.isEmpty()) {
            input.reject(key, "Bitte geben Sie die Zahl der Stimmen an.");
            return 0;
        }
        try {
            return number.get().intValueExact();
        } catch (ArithmeticException e) {
            input.reject(key, "Stimmen sind ganze Zahlen.");
            return 0;
        }
    }

    private List<Measure.Draft> drafts(FormContext context, FormInput input) {
        Set<String> owners = texts.possibleOwners(bottlenecks.get(bottleneck(context))).stream()
                .map(Measure.Owner::value)
                .collect(java.util.stream.Collectors.toSet());
        List<Measure.Draft> drafts = new ArrayList<>();
        int number = 0;
        for (Map<String, Object> row : input.rows(MEASURES)) {
            number++;
            String text = cell(row.get("measureText"));
            String owner = cell(row.get("measureOwner"));
            LocalDate due = row.get("measureDueOn") instanceof LocalDate day ? day : null;
            if (text.isEmpty() || owner.isEmpty() || due == null) {
                input.reject(MEASURES, "Maßnahme %d braucht Text, Zuständigkeit und Frist.".formatted(number));
            } else if (!owners.contains(owner)) {
                input.reject(MEASURES, "Maßnahme %d: Diese Zuständigkeit gibt es nicht.".formatted(number));
            } else {
                drafts.add(new Measure.Draft(text, Measure.Owner.parse(owner), due));
            }
        }
        return drafts;
    }

    private static String cell(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        boolean adopted = input.isTrue(ADOPTED);
        Resolution resolution = resolutions.record(
                bottleneck(context),
                input.text(TEXT).orElse(""),
                new Resolution.Votes(votes(FOR, input), votes(AGAINST, input), votes(ABSTAINED, input)),
                adopted,
                adopted ? drafts(context, input) : List.of(),
                context.userId());
        return Answers.of(EscalationProcess.ADOPTED, resolution.adopted());
    }
}
