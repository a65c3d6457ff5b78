package org.kimlotse.casework.process;

import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.casework.LegalAdvices;
import org.springframework.stereotype.Component;

/** Called by {@code legal-advice.bpmn}. */
@Component("legalAdviceTasks")
public class LegalAdviceTasks {

    private final LegalAdvices advices;

    LegalAdviceTasks(LegalAdvices advices) {
        this.advices = advices;
    }

    /** To the hour: the period to sue is short, and a lawyer needs days. */
    public Date due(DelegateExecution execution) {
        return Date.from(advices.find(UUID.fromString(execution.getProcessBusinessKey()))
                .orElseThrow()
                .adviseBy());
    }
}
