package org.kimlotse.access.process;

import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * A task's rights follow its candidates and its assignee in both directions. The engine's own provider only ever adds:
 * a case that moved would stay open to the team it left.
 */
class TaskRights extends DefaultAuthorizationProvider {

    /** A user may read their own entry; the password is changed on our own page, everything else by administrators. */
    @Override
    public AuthorizationEntity[] newUser(User user) {
        return new AuthorizationEntity[] {
            createGrantAuthorization(user.getId(), null, Resources.USER, user.getId(), Permissions.READ)
        };
    }

    @Override
    public AuthorizationEntity @Nullable [] newTaskAssignee(
            Task task, @Nullable String oldAssignee, @Nullable String newAssignee) {
        refuseGivingAway((TaskEntity) task, newAssignee);
        if (oldAssignee != null && !oldAssignee.equals(newAssignee)) {
            takeFromUser(task, oldAssignee);
        }
        return super.newTaskAssignee(task, oldAssignee, newAssignee);
    }

    @Override
    public AuthorizationEntity @Nullable [] deleteTaskUserIdentityLink(Task task, String userId, String type) {
        if (!ending(task) && !userId.equals(task.getAssignee())) {
            takeFromUser(task, userId);
        }
        return null;
    }

    @Override
    public AuthorizationEntity @Nullable [] deleteTaskGroupIdentityLink(Task task, String groupId, String type) {
        if (!ending(task)) {
            AuthorizationManager authorizations = authorizations();
            forget(authorizations.findAuthorizationByGroupIdAndResourceId(
                    AUTH_TYPE_GRANT, groupId, Resources.TASK, task.getId()));
        }
        return null;
    }

    private void takeFromUser(Task task, String userId) {
        boolean candidate = ((TaskEntity) task)
                .getCandidates().stream().map(IdentityLink::getUserId).anyMatch(userId::equals);
        if (!candidate) {
            forget(authorizations()
                    .findAuthorizationByUserIdAndResourceId(AUTH_TYPE_GRANT, userId, Resources.TASK, task.getId()));
        }
    }

    private static void forget(@Nullable AuthorizationEntity row) {
        if (row != null) {
            context().runWithoutAuthorization(() -> {
                context().getAuthorizationManager().delete(row);
                return null;
            });
        }
    }

    /**
     * A signed-in person may take a task and give it back. Giving it to somebody else would carry it out of the team: that
     * is a use case of the case file, which runs without the engine's checks. Assignments the process makes itself happen
     * while the task is created.
     */
    private static void refuseGivingAway(TaskEntity task, @Nullable String newAssignee) {
        Authentication person = context().getAuthentication();
        boolean byProcess = "Init".equals(task.getTaskState());
        if (person == null
                || newAssignee == null
                || byProcess
                || !context().isAuthorizationCheckEnabled()
                || newAssignee.equals(person.getUserId())) {
            return;
        }
        throw new AuthorizationException(
                person.getUserId(), Permissions.TASK_ASSIGN.getName(), Resources.TASK.resourceName(), task.getId());
    }

    /** The engine deletes all rights on a task with the task. */
    private static boolean ending(Task task) {
        String state = ((TaskEntity) task).getTaskState();
        return "Completed".equals(state) || "Deleted".equals(state);
    }

    private static AuthorizationManager authorizations() {
        return context().getAuthorizationManager();
    }

    private static CommandContext context() {
        return Context.getCommandContext();
    }
}
