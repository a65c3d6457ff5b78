package org.kimlotse.engine.form;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.kimlotse.engine.guard.VariableGate;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseReads;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts the bridge in the place of the engine's own form service. */
@Component
class FormBridgePlugin extends AbstractProcessEnginePlugin {

    private final FormSections sections;
    private final TaskForms forms;
    private final VariableGate variables;
    private final Repeats repeats;
    private final ObjectProvider<CaseReads> reads;

    FormBridgePlugin(
            FormSections sections,
            TaskForms forms,
            VariableGate variables,
            Repeats repeats,
            ObjectProvider<CaseReads> reads) {
        this.sections = sections;
        this.forms = forms;
        this.variables = variables;
        this.repeats = repeats;
        this.reads = reads;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setFormService(new FormBridge(
                sections,
                forms,
                variables,
                repeats,
                () -> {
                    Authentication caller = engine.getIdentityService().getCurrentAuthentication();
                    return caller == null ? Actors.SYSTEM : caller.getUserId();
                },
                where -> where.caseId().ifPresent(id -> reads.getObject().record(id, "TASK_FORM"))));
    }
}
