package org.kimlotse.escalation.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.escalation.Measure;
import org.kimlotse.escalation.Resolutions;
import org.kimlotse.escalation.SteeringTexts;
import org.kimlotse.shared.GermanDates;
import org.springframework.stereotype.Component;

/** A measure's owner reports it. */
@Component
class MeasureForm extends SteeringForm {

    private static final String TASK = "measureTaskText";
    private static final String OWNER = "measureOwnerText";
    private static final String DUE = "measureDueText";
    private static final String DONE = "measureDone";
    private static final String NOTE = "measureNote";

    enum Done {
        DONE,
        NOT_DONE
    }

    private final Resolutions resolutions;
    private final SteeringTexts texts;

    MeasureForm(Resolutions resolutions, SteeringTexts texts) {
        this.resolutions = resolutions;
        this.texts = texts;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(
                FormField.shown(TASK, Type.TEXT),
                FormField.shown(OWNER, Type.TEXT),
                FormField.shown(DUE, Type.TEXT),
                FormField.writable(DONE, Type.CHOICE),
                FormField.writable(NOTE, Type.TEXT));
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        if (!context.variables().containsKey(EscalationProcess.MEASURE_ID.name())) {
            return Map.of();
        }
        Measure measure = resolutions.measure(measureId(context));
        return new Values(wanted)
                .put(TASK, () -> SteeringTexts.escaped(measure.body()))
                .put(OWNER, () -> SteeringTexts.escaped(texts.owner(measure.owner())))
                .put(DUE, () -> GermanDates.weekday(measure.dueOn()))
                .asMap();
    }

    private static UUID measureId(FormContext context) {
        Object id = context.variables().get(EscalationProcess.MEASURE_ID.name());
        if (id == null) {
            throw new IllegalStateException("task " + context.taskKey() + " is for no measure");
        }
        return UUID.fromString(EscalationProcess.MEASURE_ID.typed(id));
    }

    @Override
    public void check(FormContext context, FormInput input) {
        if (input.choice(DONE, Done.class).isEmpty()) {
            input.reject(DONE, "Ist die Maßnahme umgesetzt?");
        }
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        boolean done = input.choice(DONE, Done.class).orElseThrow() == Done.DONE;
        resolutions.report(measureId(context), done, input.text(NOTE).orElse(""), context.userId());
        return Answers.none();
    }
}
