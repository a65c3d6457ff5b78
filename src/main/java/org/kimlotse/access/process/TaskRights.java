package org.kimlotse.access.process;

import java.util.Objects;
import java.util.function.Consumer;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.kimlotse.access.Groups;
import org.kimlotse.shared.Actors;

/**
 * Grants on a task follow its people: whoever loses the task loses the grant in the same transaction. The engine's own
 * provider leaves them behind, so that a team would go on seeing a case that moved away.
 */
final class TaskRights extends DefaultAuthorizationProvider {

    private final Consumer<String> madeBySomebody;

    /** @param madeBySomebody is told of every user a signed-in person made */
    TaskRights(Consumer<String> madeBySomebody) {
        this.madeBySomebody = madeBySomebody;
    }

    /** A user may read their own entry; the password is changed on our own page, everything else by administrators. */
    @Override
    public AuthorizationEntity[] newUser(User user) {
        if (Context.getCommandContext().getAuthentication() != null) {
            madeBySomebody.accept(user.getId());
        }
        return new AuthorizationEntity[] {
            createGrantAuthorization(user.getId(), null, Resources.USER, user.getId(), Permissions.READ)
        };
    }

    /** Whoever administers is an administrator for the engine's web applications too: they ask whether there is one. */
    @Override
    public AuthorizationEntity @Nullable [] groupMembershipCreated(String groupId, String userId) {
        if (Groups.ADMIN.equals(groupId)) {
            CommandContext context = Context.getCommandContext();
            context.runWithoutAuthorization(() -> {
                boolean already = context.getReadOnlyIdentityProvider()
                                .createGroupQuery(context)
                                .groupId(Groups.ENGINE_ADMIN)
                                .groupMember(userId)
                                .count()
                        > 0;
                return already
                        ? null
                        : context.getWritableIdentityProvider().createMembership(userId, Groups.ENGINE_ADMIN);
            });
        }
        return super.groupMembershipCreated(groupId, userId);
    }

    @Override
    public AuthorizationEntity @Nullable [] newTaskAssignee(
            Task task, @Nullable String oldAssignee, @Nullable String newAssignee) {
        refuseGivingAway(task, newAssignee);
        if (oldAssignee != null && !oldAssignee.equals(newAssignee) && !isCandidate(task, oldAssignee)) {
            AuthorizationEntity[] gone = grants(task, oldAssignee, null);
            Context.getCommandContext().getTaskManager().deleteDefaultAuthorizations(gone);
        }
        return super.newTaskAssignee(task, oldAssignee, newAssignee);
    }

    @Override
    public AuthorizationEntity[] deleteTaskUserIdentityLink(Task task, @Nullable String userId, String type) {
        return userId == null || userId.equals(task.getAssignee())
                ? new AuthorizationEntity[0]
                : grants(task, userId, null);
    }

    @Override
    public AuthorizationEntity[] deleteTaskGroupIdentityLink(Task task, @Nullable String groupId, String type) {
        return groupId == null ? new AuthorizationEntity[0] : grants(task, null, groupId);
    }

    /**
     * A signed-in person may take a task and give it back to the team. Giving it to somebody else ("claim" takes any user
     * id) would carry it out of the team, and giving back what has no team would hide it from everybody: both are use cases
     * of the case file, which run without the engine's checks. Assignments by the process happen while the task is made.
     */
    private static void refuseGivingAway(Task task, @Nullable String newAssignee) {
        CommandContext context = Context.getCommandContext();
        Authentication person = context.getAuthentication();
        if (person == null
                || person.getUserId().equals(newAssignee)
                || !context.isAuthorizationCheckEnabled()
                || !(task instanceof TaskEntity entity)
                || "Init".equals(entity.getTaskState())) {
            return;
        }
        if (newAssignee != null) {
            throw new AuthorizationException(
                    person.getUserId(),
                    TaskPermissions.TASK_ASSIGN.getName(),
                    Resources.TASK.resourceName(),
                    task.getId());
        }
        if (entity.getCandidates().stream().allMatch(c -> Actors.NOBODY.equals(c.getGroupId()))) {
            throw new BadUserRequestException(
                    "Diese Aufgabe hat kein Team, das sie sehen könnte. Soll sie jemand anderes"
                            + " übernehmen, geben Sie den Fall in der Fallakte weiter.");
        }
    }

    private AuthorizationEntity[] grants(Task task, @Nullable String userId, @Nullable String groupId) {
        AuthorizationEntity grant = getGrantAuthorization(task.getId(), userId, groupId, Resources.TASK);
        return grant == null ? new AuthorizationEntity[0] : new AuthorizationEntity[] {grant};
    }

    private static boolean isCandidate(Task task, String userId) {
        if (!(task instanceof TaskEntity entity)) {
            return false;
        }
        for (IdentityLink link : entity.getIdentityLinks()) {
            if (Objects.equals(link.getUserId(), userId) && IdentityLinkType.CANDIDATE.equals(link.getType())) {
                return true;
            }
        }
        return false;
    }
}
