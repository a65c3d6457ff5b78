package org.kimlotse.assessment.process;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.BenefitLaw;
import org.kimlotse.assessment.BenefitLawAssessment;
import org.kimlotse.assessment.BenefitLawReview;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.Cases;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Rechtskreis;
import org.springframework.stereotype.Component;

/** What the rules found about the benefit law, and what the case manager makes of it. */
@Component
class BenefitLawFields implements FormSection {

    private static final String REVIEW_FORM = "benefit-law-review";
    private static final String REVIEW = "benefitLawReview";
    private static final String REASON = "benefitLawOverrideReason";
    private static final String LAW = "benefitLawOverrideLaw";
    private static final String FROM = "benefitLawOverrideFrom";

    private static final List<FormField> FIELDS = List.of(
            FormField.shown("benefitLawResult", Type.TEXT),
            FormField.shown("benefitLawWhy", Type.TEXT),
            FormField.shown("benefitLawMissing", Type.TEXT),
            FormField.writable(REVIEW, Type.CHOICE),
            FormField.writable(REASON, Type.TEXT),
            FormField.writable(LAW, Type.CHOICE),
            FormField.writable(FROM, Type.DATE));

    private final BenefitLawAssessment benefitLaw;
    private final Cases cases;
    private final CaseAccess access;

    BenefitLawFields(BenefitLawAssessment benefitLaw, Cases cases, CaseAccess access) {
        this.benefitLaw = benefitLaw;
        this.cases = cases;
        this.access = access;
    }

    @Override
    public Collection<FormField> fields() {
        return FIELDS;
    }

    @Override
    public int order() {
        return 120;
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Map<String, Object> values = new LinkedHashMap<>();
        Optional<CaseId> caseId = context.caseId().filter(access::visible);
        if (caseId.isEmpty()) {
            return values;
        }
        if (wanted.contains("benefitLawResult")) {
            values.put(
                    "benefitLawResult",
                    benefitLaw.current(caseId.get()).map(BenefitLaw::sentence).orElse(""));
        }
        if (wanted.contains("benefitLawWhy")) {
            values.put("benefitLawWhy", benefitLaw.explanation(caseId.get()));
        }
        if (wanted.contains("benefitLawMissing")) {
            values.put("benefitLawMissing", benefitLaw.missing(caseId.get()));
        }
        return values;
    }

    @Override
    public void check(FormContext context, FormInput input) {
        Case file = cases.get(context.requireCase());
        if (!file.open()) {
            input.reject("", Cases.closedMessage(file));
            return;
        }
        if (!input.has(REVIEW) && !context.formKey().equals(REVIEW_FORM)) {
            return;
        }
        Optional<BenefitLawReview> review = input.choice(REVIEW, BenefitLawReview.class);
        if (review.isEmpty()) {
            input.reject(REVIEW, "Stimmt das Ergebnis der Regeln? Bitte wählen Sie eine Antwort.");
        } else if (benefitLaw.decision(file.id()).isEmpty()) {
            input.reject(REVIEW, "Es gibt noch kein Ergebnis der Regeln.");
        } else if (review.get() == BenefitLawReview.CONFIRM
                && !benefitLaw.contradictions(file.id()).isEmpty()) {
            input.reject(REVIEW, BenefitLawAssessment.contradictory(benefitLaw.contradictions(file.id())));
        } else if (review.get() == BenefitLawReview.OVERRIDE) {
            benefitLaw
                    .overrideProblems(
                            law(input), from(input), input.text(REASON).orElse(""))
                    .forEach(problem -> input.reject(problem.field(), problem.message()));
        }
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        CaseId caseId = context.requireCase();
        Optional<BenefitLawReview> review = input.choice(REVIEW, BenefitLawReview.class);
        if (review.isEmpty()) {
            return Answers.none();
        }
        return switch (review.get()) {
            case FACTS_WRONG -> {
                benefitLaw.factsWrong(caseId);
                yield Answers.of(AssessmentProcess.FACTS_RIGHT, false);
            }
            case CONFIRM ->
                Answers.of(AssessmentProcess.FACTS_RIGHT, true)
                        .and(AssessmentProcess.answers(benefitLaw.confirm(caseId)));
            case OVERRIDE ->
                Answers.of(AssessmentProcess.FACTS_RIGHT, true)
                        .and(AssessmentProcess.answers(benefitLaw.override(
                                caseId,
                                input.choice(LAW, Rechtskreis.class).orElseThrow(),
                                from(input),
                                input.text(REASON).orElse(""))));
        };
    }

    private static @Nullable Rechtskreis law(FormInput input) {
        return input.choice(LAW, Rechtskreis.class).orElse(null);
    }

    private static @Nullable LocalDate from(FormInput input) {
        return input.date(FROM).orElse(null);
    }
}
