package org.kimlotse.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.assessment.BenefitLaw;
import org.kimlotse.assessment.BenefitLawAssessment;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** The steps of the assessment that processes call. */
@Component
public class AssessmentTasks {

    private final BenefitLawAssessment benefitLaw;

    AssessmentTasks(BenefitLawAssessment benefitLaw) {
        this.benefitLaw = benefitLaw;
    }

    public void decideBenefitLaw(DelegateExecution execution) {
        String number = CaseVariables.CASE_NUMBER.typed(execution.getVariable(CaseVariables.CASE_NUMBER.name()));
        BenefitLaw law = benefitLaw.decide(new CaseId(number));
        if (law.begins().isEmpty() && execution.hasVariable(AssessmentProcess.BENEFIT_LAW_FROM.name())) {
            execution.removeVariable(AssessmentProcess.BENEFIT_LAW_FROM.name());
        }
        execution.setVariables(AssessmentProcess.answers(law).asMap());
    }
}
