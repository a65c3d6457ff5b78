package org.kimlotse.casework.process;

import static org.kimlotse.engine.FormField.shown;
import static org.kimlotse.engine.FormField.writable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.casework.CaseStatus;
import org.kimlotse.casework.OpenWork;
import org.kimlotse.casework.Referrals;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.referral.ReferralKind;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Markdown;
import org.springframework.stereotype.Component;

/** Where the case stands, and what happens next. */
@Component
class AccompanyFields implements FormSection {

    private static final String STATUS = "accompanyStatus";
    private static final String OPEN_WORK = "openWorkText";
    private static final String NEXT_STEP = "nextStep";
    private static final String TO_OPEN = "referralToOpen";
    private static final String OPTIONS = "referralOptions";

    private final CaseStatus status;
    private final OpenWork openWork;
    private final Referrals referrals;
    private final Compartment compartment;

    AccompanyFields(CaseStatus status, OpenWork openWork, Referrals referrals, Compartment compartment) {
        this.status = status;
        this.openWork = openWork;
        this.referrals = referrals;
        this.compartment = compartment;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(
                shown(STATUS, Type.TEXT),
                shown(OPEN_WORK, Type.TEXT),
                shown(OPTIONS, Type.OPTIONS),
                writable(NEXT_STEP, Type.CHOICE),
                writable(TO_OPEN, Type.CHOICE));
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        CaseId caseId = context.requireCase();
        Map<String, Object> values = new HashMap<>();
        if (wanted.contains(STATUS)) {
            values.put(STATUS, status.markdown(caseId));
        }
        if (wanted.contains(OPEN_WORK)) {
            values.put(OPEN_WORK, bullets(openWork.of(caseId)));
        }
        if (wanted.contains(OPTIONS)) {
            values.put(
                    OPTIONS,
                    referrals.possible(caseId).stream()
                            .map(kind -> Map.<String, Object>of("label", kind.label(), "value", kind.name()))
                            .toList());
        }
        return values;
    }

    @Override
    public void check(FormContext context, FormInput input) {
        if (input.choice(NEXT_STEP, CaseworkProcess.NextStep.class).isEmpty()) {
            input.reject(NEXT_STEP, "Bitte wählen Sie, wie es weitergeht.");
        }
        boolean closes = input.choice(NEXT_STEP, CaseworkProcess.NextStep.class)
                .filter(step -> step == CaseworkProcess.NextStep.CLOSE)
                .isPresent();
        if (closes && !compartment.open(context.requireCase())) {
            input.reject(NEXT_STEP, compartment.whyShut(context.requireCase(), CaseClosing.ONLY_THE_MANAGER));
        } else if (closes) {
            openWork.obstacle(context.requireCase()).ifPresent(why -> input.reject(NEXT_STEP, why));
        }
        if (opensReferral(input)) {
            toOpen(input)
                    .ifPresentOrElse(
                            kind -> referrals
                                    .obstacle(context.requireCase(), kind)
                                    .ifPresent(why -> input.reject(TO_OPEN, why)),
                            () -> input.reject(TO_OPEN, "Bitte wählen Sie, welche Vermittlung beginnen soll."));
        }
    }

    private static boolean opensReferral(FormInput input) {
        return input.choice(NEXT_STEP, CaseworkProcess.NextStep.class)
                .filter(step -> step == CaseworkProcess.NextStep.OPEN_REFERRAL)
                .isPresent();
    }

    private static Optional<ReferralKind> toOpen(FormInput input) {
        return input.text(TO_OPEN).flatMap(ReferralKind::ofName);
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        if (opensReferral(input)) {
            referrals.open(context.requireCase(), toOpen(input).orElseThrow());
        }
        return input.choice(NEXT_STEP, CaseworkProcess.NextStep.class)
                .map(step -> Answers.of(CaseworkProcess.NEXT_STEP, step))
                .orElse(Answers.none());
    }

    @Override
    public int order() {
        return 200;
    }

    static String bullets(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append("- ").append(Markdown.escape(line)).append('\n'));
        return text.toString().stripTrailing();
    }
}
