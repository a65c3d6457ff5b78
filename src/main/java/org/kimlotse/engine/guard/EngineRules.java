package org.kimlotse.engine.guard;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The engine's configuration as far as it is a matter of principle; what an operator may change is in application.yaml,
 * who may do what is with {@code access}.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class EngineRules extends AbstractProcessEnginePlugin {

    private final TaskBeans taskBeans;
    private final VariableGate variables;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EngineRules(TaskBeans taskBeans, VariableGate variables, ApplicationEventPublisher events, Clock clock) {
        this.taskBeans = taskBeans;
        this.variables = variables;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        rights(engine);
        narrowness(engine);
        failures(engine);
        history(engine);
    }

    private void rights(ProcessEngineConfigurationImpl engine) {
        engine.setAuthorizationEnabled(true);
        engine.setAuthorizationEnabledForCustomCode(false);
        engine.setEnforceSpecificVariablePermission(true);
        engine.setDefaultUserPermissionNameForTask("TASK_WORK");
        engine.setAdminGroups(new ArrayList<>(List.of("admin", "camunda-admin")));
        engine.setCustomPreCommandInterceptorsTxRequired(
                with(engine.getCustomPreCommandInterceptorsTxRequired(), new CommandGate(engine)));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(
                with(engine.getCustomPreCommandInterceptorsTxRequiresNew(), new CommandGate(engine)));
    }

    private void narrowness(ProcessEngineConfigurationImpl engine) {
        engine.setExpressionManager(new NarrowExpressions(taskBeans));
        engine.setCustomPreBPMNParseListeners(
                with(engine.getCustomPreBPMNParseListeners(), new CodeInModels.ParseListener()));
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(true);
        engine.setEnableXxeProcessing(false);
        engine.setCmmnEnabled(false);
        engine.setDmnEnabled(false);
        engine.setStandaloneTasksEnabled(false);
        engine.setEnableScriptCompilation(false);
        engine.setEnableScriptEngineLoadExternalResources(false);
        engine.setEnableFetchScriptEngineFromProcessApplication(false);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDefaultSerializationFormat("application/json");
        engine.setImplicitVariableUpdateDetectionEnabled(false);
        engine.setQueryMaxResultsLimit(1000);
    }

    private void failures(ProcessEngineConfigurationImpl engine) {
        // What people mistype would stand in the log as an error, with the words they typed. Jobs still log their
        // failures.
        engine.setEnableCmdExceptionLogging(false);
        engine.setDefaultNumberOfRetries(3);
        // Jobs are taken in the order in which they are due, by an index of ours.
        engine.setEnsureJobDueDateNotNull(true);
        engine.setFailedJobRetryTimeCycle("R5/PT1M");
        engine.setFailedJobCommandFactory(QuietRetry::new);
        engine.setHistoryEventProducer(new QuietHistory());
        engine.setCustomIncidentHandlers(List.of(new LostJobs(events, clock)));
    }

    private void history(ProcessEngineConfigurationImpl engine) {
        engine.setRestrictUserOperationLogToAuthenticatedUsers(false);
        engine.setEnforceHistoryTimeToLive(true);
        engine.setMetricsEnabled(false);
        engine.setDbMetricsReporterActivate(false);
        engine.setTaskMetricsEnabled(false);
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        engine.setVariableTypes(new GatedSerializers(engine.getVariableSerializers(), variables));
    }

    private static <T> List<T> with(@Nullable List<? extends T> others, T ours) {
        List<T> all = new ArrayList<>(others == null ? List.of() : others);
        all.add(ours);
        return all;
    }
}
