package org.kimlotse.engine.guard;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.SetAnnotationForOperationLog;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.*;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Stops commands that come straight from an interface of the engine, on whatever mount. Lotse's own code ({@link
 * Trust}) and jobs, which have no signed-in user, pass.
 */
final class CommandGate extends CommandInterceptor {

    private static final String NOTES =
            "Notizen, Anhänge und Beschreibungen gehören in die Fallakte, nicht an die Aufgabe.";
    private static final String FORM = "Aufgaben werden über ihr Formular erledigt.";
    private static final String FOLDER = "Prozesse und Formulare kommen nur über den Modellordner in das System.";
    private static final String OWN_PAGES = "Dieser Schritt ist nur über die Seiten von Lotse möglich.";
    private static final String ADMIN_ONLY = "Das dürfen nur Administratorinnen und Administratoren.";

    /** Nobody, ever: they put free text into the engine. */
    private static final Map<Class<?>, String> NEVER = Map.ofEntries(
            Map.entry(AddCommentCmd.class, NOTES),
            Map.entry(UpdateCommentCmd.class, NOTES),
            Map.entry(CreateAttachmentCmd.class, NOTES),
            Map.entry(SaveAttachmentCmd.class, NOTES),
            Map.entry(SetTaskDescriptionCmd.class, NOTES),
            Map.entry(SetTaskNameCmd.class, NOTES),
            Map.entry(SetAnnotationForIncidentCmd.class, NOTES),
            Map.entry(SetAnnotationForOperationLog.class, NOTES));

    /** No signed-in user through the engine's own interfaces, administrators included. */
    private static final Map<Class<?>, String> OURS_ONLY = Map.ofEntries(
            Map.entry(CompleteTaskCmd.class, FORM),
            Map.entry(ResolveTaskCmd.class, FORM),
            Map.entry(SubmitTaskFormCmd.class, FORM),
            Map.entry(HandleTaskBpmnErrorCmd.class, FORM),
            Map.entry(HandleTaskEscalationCmd.class, FORM),
            Map.entry(SaveTaskCmd.class, NOTES),
            Map.entry(CreateTaskCmd.class, OWN_PAGES),
            Map.entry(SubmitStartFormCmd.class, OWN_PAGES),
            Map.entry(StartProcessInstanceCmd.class, OWN_PAGES),
            Map.entry(StartProcessInstanceAtActivitiesCmd.class, OWN_PAGES),
            Map.entry(EvaluateStartConditionCmd.class, OWN_PAGES),
            Map.entry(SignalEventReceivedCmd.class, OWN_PAGES),
            Map.entry(DeployCmd.class, FOLDER));

    /** Not for people without the administrator's group, whatever authorizations they may have been given. */
    private static final Set<Class<?>> ADMINS_ONLY = Set.of(
            SaveFilterCmd.class,
            DeleteFilterCmd.class,
            CorrelateMessageCmd.class,
            CorrelateAllMessageCmd.class,
            MessageEventReceivedCmd.class,
            SignalCmd.class,
            SetExecutionVariablesCmd.class,
            SetTaskVariablesCmd.class,
            PatchExecutionVariablesCmd.class,
            PatchTaskVariablesCmd.class,
            RemoveExecutionVariablesCmd.class,
            RemoveTaskVariablesCmd.class,
            ProcessInstanceModificationCmd.class,
            ModifyProcessInstanceCmd.class,
            RestartProcessInstancesCmd.class,
            DeleteProcessInstanceCmd.class,
            DeleteProcessInstancesCmd.class,
            DeleteTaskCmd.class,
            DeleteDeploymentCmd.class,
            AddGroupIdentityLinkCmd.class,
            DeleteGroupIdentityLinkCmd.class,
            DeleteUserIdentityLinkCmd.class,
            AddUserIdentityLinkCmd.class,
            SetTaskOwnerCmd.class,
            SetTaskPriorityCmd.class,
            SetTaskDueDateCmd.class);

    private final ProcessEngineConfigurationImpl configuration;

    CommandGate(ProcessEngineConfigurationImpl configuration) {
        this.configuration = configuration;
    }

    @Override
    public <T> T execute(Command<T> command) {
        objection(command).ifPresent(why -> {
            throw new AuthorizationException(why);
        });
        return next.execute(command);
    }

    private Optional<String> objection(Command<?> command) {
        String never = NEVER.get(command.getClass());
        if (never != null) {
            return Optional.of(never);
        }
        Authentication caller = configuration.getIdentityService().getCurrentAuthentication();
        if (caller == null || Trust.isTrusted()) {
            return Optional.empty();
        }
        String ours = OURS_ONLY.get(command.getClass());
        if (ours != null) {
            return Optional.of(ours);
        }
        if (ADMINS_ONLY.contains(command.getClass()) && !isAdmin(caller)) {
            return Optional.of(ADMIN_ONLY);
        }
        return Optional.empty();
    }

    private boolean isAdmin(Authentication caller) {
        return caller.getGroupIds() != null
                && caller.getGroupIds().stream()
                        .anyMatch(group -> configuration.getAdminGroups().contains(group));
    }
}
