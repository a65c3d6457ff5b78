package org.kimlotse.casework.process;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casework.EngineTraces;
import org.springframework.stereotype.Component;

/** Finds instances by business key and by the case number they carry. */
@Component
class CamundaTraces implements EngineTraces {

    private static final String REASON = "case-erased";

    private final HistoryService history;
    private final RuntimeService runtime;

    CamundaTraces(HistoryService history, RuntimeService runtime) {
        this.history = history;
        this.runtime = runtime;
    }

    @Override
    public int erase(String caseNumber, Set<String> keys) {
        Set<String> instances = new LinkedHashSet<>();
        history.createHistoricProcessInstanceQuery()
                .variableValueEquals(CaseVariables.CASE_NUMBER.name(), caseNumber)
                .unlimitedList()
                .forEach(i -> instances.add(i.getId()));
        keys.forEach(key -> history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .unlimitedList()
                .forEach(i -> instances.add(i.getId())));
        if (instances.isEmpty()) {
            return 0;
        }
        instances.forEach(id -> runtime.deleteProcessInstanceIfExists(id, REASON, true, true, true, false));
        instances.forEach(id -> history.createUserOperationLogQuery()
                .processInstanceId(id)
                .unlimitedList()
                .forEach(entry -> history.deleteUserOperationLogEntry(entry.getId())));
        history.deleteHistoricProcessInstancesIfExists(new ArrayList<>(instances));
        return instances.size();
    }
}
