package org.kimlotse.escalation.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.escalation.Bottleneck;
import org.kimlotse.escalation.Bottlenecks;
import org.kimlotse.escalation.Dossier;
import org.kimlotse.escalation.Dossiers;
import org.kimlotse.escalation.SteeringTexts;
import org.kimlotse.escalation.TextsForTheGroup;
import org.springframework.stereotype.Component;

/** The bottleneck's own words and figures, on every steering form, and the text that goes with them. */
@Component
class DossierForm extends SteeringForm {

    private static final String BOTTLENECK = "bottleneckText";
    private static final String FACTS = "dossierFacts";
    private static final String TEXT = "dossierText";

    private final Bottlenecks bottlenecks;
    private final Dossiers dossiers;
    private final SteeringTexts texts;
    private final TextsForTheGroup check;

    DossierForm(Bottlenecks bottlenecks, Dossiers dossiers, SteeringTexts texts, TextsForTheGroup check) {
        this.bottlenecks = bottlenecks;
        this.dossiers = dossiers;
        this.texts = texts;
        this.check = check;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(
                FormField.shown(BOTTLENECK, Type.TEXT),
                FormField.shown(FACTS, Type.TEXT),
                FormField.writable(TEXT, Type.TEXT));
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        if (!concerns(context)) {
            return Map.of();
        }
        Bottleneck bottleneck = bottlenecks.get(bottleneck(context));
        return new Values(wanted)
                .put(BOTTLENECK, () -> bottleneckText(context, bottleneck))
                .put(FACTS, () -> texts.figures(bottleneck))
                .put(TEXT, () -> dossiers.latest(bottleneck.id())
                        .map(Dossier::body)
                        .map(body -> written(context) ? body : SteeringTexts.escaped(body))
                        .orElse(""))
                .asMap();
    }

    /** Reports in their reporters' words are for coordination's eyes, where the dossier is made of them. */
    private String bottleneckText(FormContext context, Bottleneck bottleneck) {
        return words(context, bottleneck) + "\n\n" + SteeringTexts.link(bottleneck);
    }

    private String words(FormContext context, Bottleneck bottleneck) {
        if (written(context)) {
            return texts.forCoordination(bottleneck);
        }
        return context.formKey().equals("agenda")
                ? texts.bottleneck(bottleneck) + "\n\n" + texts.noticePeriod()
                : texts.bottleneck(bottleneck);
    }

    private static boolean written(FormContext context) {
        return EscalationProcess.WRITE_DOSSIER.equals(context.taskKey());
    }

    @Override
    public void check(FormContext context, FormInput input) {
        input.text(TEXT).ifPresent(text -> check.problems(text).forEach(message -> input.reject(TEXT, message)));
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        dossiers.write(bottleneck(context), input.text(TEXT).orElse(""), context.userId());
        return Answers.none();
    }
}
