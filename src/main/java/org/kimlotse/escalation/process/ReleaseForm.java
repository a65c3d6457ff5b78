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
import org.kimlotse.engine.ProcessVariable;
import org.kimlotse.escalation.Dossiers;
import org.springframework.stereotype.Component;

/** One person's release of the dossier, or its return. */
@Component
class ReleaseForm extends SteeringForm {

    private static final String DECISION = "releaseDecision";
    private static final String NOTE = "releaseNote";

    enum Decision {
        RELEASE,
        RETURN
    }

    private final Dossiers dossiers;

    ReleaseForm(Dossiers dossiers) {
        this.dossiers = dossiers;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(FormField.writable(DECISION, Type.CHOICE), FormField.writable(NOTE, Type.TEXT));
    }

    /** Empty: each person decides anew. */
    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        return Map.of();
    }

    @Override
    public void check(FormContext context, FormInput input) {
        if (input.choice(DECISION, Decision.class).isEmpty()) {
            input.reject(DECISION, "Bitte entscheiden Sie: freigeben oder zurückgeben.");
        }
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        boolean release = input.choice(DECISION, Decision.class).orElseThrow() == Decision.RELEASE;
        if (release) {
            dossiers.release(bottleneck(context), context.userId());
        } else {
            dossiers.giveBack(bottleneck(context), input.text(NOTE).orElse(""), context.userId());
        }
        ProcessVariable<Boolean> answer = EscalationProcess.RELEASE_FIRST.equals(context.taskKey())
                ? EscalationProcess.RELEASED
                : EscalationProcess.RELEASED_2;
        return Answers.of(answer, release);
    }
}
