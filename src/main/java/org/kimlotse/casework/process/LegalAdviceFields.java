package org.kimlotse.casework.process;

import static org.kimlotse.engine.FormField.shown;
import static org.kimlotse.engine.FormField.writable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kimlotse.casework.LegalAdvice;
import org.kimlotse.casework.LegalAdvices;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Markdown;
import org.springframework.stereotype.Component;

/** A period to sue runs: to whom the person was sent for advice. */
@Component
class LegalAdviceFields implements FormSection {

    private static final String TEXT = "adviceText";
    private static final String DECISION = "adviceDecision";
    private static final String TO = "adviceTo";
    private static final String NOTE = "adviceNote";
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST = 2_000;

    private final LegalAdvices advices;

    LegalAdviceFields(LegalAdvices advices) {
        this.advices = advices;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(
                shown(TEXT, Type.TEXT),
                writable(DECISION, Type.CHOICE),
                writable(TO, Type.TEXT),
                writable(NOTE, Type.TEXT));
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Map<String, Object> values = new LinkedHashMap<>();
        advice(context)
                .ifPresent(advice -> values.put(
                        TEXT,
                        "**Bis %s: zu Anwalt oder Beratung.**  \nDie Klagefrist endet voraussichtlich am **%s**.\n\n%s"
                                .formatted(
                                        GermanDates.time(advice.adviseBy()),
                                        GermanDates.weekday(advice.appealEnd()),
                                        Markdown.escape(advice.reason()))));
        values.keySet().retainAll(wanted);
        return values;
    }

    @Override
    public void check(FormContext context, FormInput input) {
        if (advice(context).isEmpty()) {
            return;
        }
        Optional<LegalAdvice.Outcome> decision = decision(input);
        if (decision.isEmpty()) {
            input.reject(DECISION, "Bitte wählen Sie, was geklärt ist.");
        } else if (decision.get() == LegalAdvice.Outcome.REFERRED) {
            input.requireText(TO, "An wen die Person vermittelt wurde, fehlt.");
            input.limit(TO, LONGEST_NAME);
        }
        input.limit(NOTE, LONGEST);
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        advice(context)
                .ifPresent(advice -> advices.settle(
                        advice.id(),
                        decision(input).orElseThrow(),
                        input.text(TO).orElse(""),
                        input.text(NOTE).orElse("")));
        return Answers.none();
    }

    /** That it lapsed is for Lotse to say. */
    private static Optional<LegalAdvice.Outcome> decision(FormInput input) {
        return input.choice(DECISION, LegalAdvice.Outcome.class)
                .filter(outcome -> outcome != LegalAdvice.Outcome.LAPSED);
    }

    private Optional<LegalAdvice> advice(FormContext context) {
        return context.processKey().equals(LegalAdvices.PROCESS)
                ? advices.find(UUID.fromString(context.businessKey()))
                : Optional.empty();
    }
}
