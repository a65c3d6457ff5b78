package org.kimlotse.escalation.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.escalation.Effect;
import org.kimlotse.escalation.Effects;
import org.kimlotse.escalation.SteeringTexts;
import org.springframework.stereotype.Component;

/** The effect as the handovers show it, and what coordination makes of it. */
@Component
class EffectForm extends SteeringForm {

    private static final String TEXT = "effectText";
    private static final String EFFECT = "effect";
    private static final String DECISION = "effectDecision";
    private static final String REASON = "effectReason";

    enum Decision {
        CLOSE,
        BACK_ON_AGENDA
    }

    private final Effects effects;
    private final SteeringTexts texts;

    EffectForm(Effects effects, SteeringTexts texts) {
        this.effects = effects;
        this.texts = texts;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(
                FormField.shown(TEXT, Type.TEXT),
                FormField.shown(EFFECT, Type.CHOICE),
                FormField.writable(DECISION, Type.CHOICE),
                FormField.writable(REASON, Type.TEXT));
    }

    /** The decision the data suggest is chosen already; where they suggest none, none is. */
    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        if (!concerns(context)) {
            return Map.of();
        }
        Optional<Effect.Assessment> assessment = effects.latest(bottleneck(context));
        Values values = new Values(wanted)
                .put(TEXT, () -> assessment.map(texts::effect).orElse(""))
                .put(EFFECT, () -> assessment.map(a -> a.effect().name()).orElse(""));
        assessment
                .flatMap(a -> Effects.suggestsBack(a.effect()))
                .ifPresent(
                        back -> values.put(DECISION, () -> (back ? Decision.BACK_ON_AGENDA : Decision.CLOSE).name()));
        return values.asMap();
    }

    @Override
    public void check(FormContext context, FormInput input) {
        if (input.choice(DECISION, Decision.class).isEmpty()) {
            input.reject(DECISION, "Bitte entscheiden Sie, wie es weitergeht.");
        }
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        boolean back = input.choice(DECISION, Decision.class).orElseThrow() == Decision.BACK_ON_AGENDA;
        effects.assess(bottleneck(context), back, input.text(REASON).orElse(""), context.userId());
        return Answers.of(EscalationProcess.BACK_ON_AGENDA, back);
    }
}
