package org.kimlotse.casework.process;

import static org.kimlotse.engine.FormField.shown;
import static org.kimlotse.engine.FormField.writable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kimlotse.casefile.Case.ClosingReason;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.casework.Attainment;
import org.kimlotse.casework.Closings;
import org.kimlotse.casework.GoalAttainment;
import org.kimlotse.casework.OpenWork;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** The last form of a case: why it ends, how far the goals were reached, what the offices should learn from it. */
@Component
class ClosingFields implements FormSection {

    private static final String NOT_YET = "closeNotYet";
    private static final String REASON = "closingReason";
    private static final String ATTAINMENT = "goalAttainment";
    private static final String FINDING = "structuralFinding";
    private static final String DELETION = "deletionOn";
    private static final String GOALS = "goalsStand";

    private final Closings closings;
    private final CaseClosing closing;
    private final Cases cases;
    private final OpenWork openWork;
    private final Attainment attainment;
    private final Compartment compartment;

    ClosingFields(
            Closings closings,
            CaseClosing closing,
            Cases cases,
            OpenWork openWork,
            Attainment attainment,
            Compartment compartment) {
        this.attainment = attainment;
        this.closings = closings;
        this.closing = closing;
        this.cases = cases;
        this.openWork = openWork;
        this.compartment = compartment;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(
                writable(NOT_YET, Type.BOOLEAN),
                writable(REASON, Type.CHOICE),
                writable(ATTAINMENT, Type.CHOICE),
                writable(FINDING, Type.TEXT),
                shown(DELETION, Type.TEXT),
                shown(GOALS, Type.TEXT));
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Map<String, Object> values = new HashMap<>();
        if (wanted.contains(DELETION)) {
            values.put(DELETION, BusinessCalendar.german(closing.deletionIfClosedToday()));
        }
        if (wanted.contains(GOALS)) {
            values.put(GOALS, attainment.text(context.requireCase()));
        }
        if (wanted.contains(ATTAINMENT)) {
            attainment.proposed(context.requireCase()).ifPresent(a -> values.put(ATTAINMENT, a.name()));
        }
        return values;
    }

    @Override
    public void check(FormContext context, FormInput input) {
        if (notYet(input)) {
            return;
        }
        if (input.choice(REASON, ClosingReason.class).isEmpty()) {
            input.reject(REASON, "Bitte wählen Sie, warum der Fall abgeschlossen wird.");
        }
        if (input.choice(ATTAINMENT, GoalAttainment.class)
                .filter(a -> a != GoalAttainment.NOT_AGREED)
                .isEmpty()) {
            input.reject(ATTAINMENT, "Bitte wählen Sie, wie weit die Ziele erreicht sind.");
        }
        CaseId caseId = context.requireCase();
        if (!compartment.open(caseId)) {
            input.reject("", compartment.whyShut(caseId, CaseClosing.ONLY_THE_MANAGER));
            return;
        }
        openWork.obstacle(caseId).ifPresent(why -> input.reject("", why));
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        CaseId caseId = context.requireCase();
        cases.requireOpen(caseId);
        if (notYet(input)) {
            return Answers.of(CaseworkProcess.NEXT_STEP, CaseworkProcess.NextStep.CONTINUE);
        }
        closings.record(
                caseId,
                input.choice(REASON, ClosingReason.class).orElseThrow(),
                input.choice(ATTAINMENT, GoalAttainment.class).orElseThrow(),
                input.text(FINDING).orElse(""));
        return Answers.none();
    }

    /** Somebody wanted to close the case and has thought better of it. */
    private static boolean notYet(FormInput input) {
        return input.isTrue(NOT_YET);
    }

    @Override
    public int order() {
        return 200;
    }
}
