package org.kimlotse.access.process;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.VariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.task.TaskQuery;

/**
 * What a list of tasks shows to whom. A task stands in the lists of its assignee and its candidates: the very people the
 * grants of {@link TaskRights} follow, asked for where they stand with the task. The engine would compare every task with
 * every grant, which a team with a thousand open tasks feels.
 *
 * <p>Who may read a task may read on its card which case it belongs to, where and until when. The engine knows only a
 * right to the variables of all instances of a process: that would tell every team the case numbers of all others.
 */
class ReadingRights extends AuthorizationManager {

    /** Ids and dates; the case's number, municipality and next deadline, which handover, which bottleneck. */
    static final Set<String> CARD =
            Set.of("caseNumber", "municipality", "deadline", "handoverId", "bottleneckId", "seat");

    @Override
    public void configureTaskQuery(TaskQueryImpl query) {
        configureQuery(query);
        if (query.getAuthCheck().isAuthorizationCheckEnabled()) {
            Authentication reader = getCurrentAuthentication();
            TaskQuery theirs = query.or().taskInvolvedUser(reader.getUserId());
            if (reader.getGroupIds() != null && !reader.getGroupIds().isEmpty()) {
                theirs.taskCandidateGroupIn(reader.getGroupIds()).includeAssignedTasks();
            }
        }
    }

    @Override
    protected void configureVariableInstanceQuery(VariableInstanceQueryImpl query) {
        super.configureVariableInstanceQuery(query);
        if (query.getAuthCheck().isAuthorizationCheckEnabled() && asksForCards(query)) {
            String[] readable = scopesOfReadableTasks(query.getVariableScopeIds());
            if (readable.length > 0) {
                query.variableScopeIdIn(readable);
                query.getAuthCheck().setAuthorizationCheckEnabled(false);
            }
        }
    }

    private static boolean asksForCards(VariableInstanceQueryImpl query) {
        return query.getVariableScopeIds() != null
                && query.getVariableScopeIds().length > 0
                && query.getVariableNames() != null
                && query.getVariableNames().length > 0
                && CARD.containsAll(Arrays.asList(query.getVariableNames()));
    }

    /** The instance of each readable task, and the task's own place in it: there a seat among many stands. */
    private String[] scopesOfReadableTasks(String[] scopes) {
        TaskQueryImpl tasks = new TaskQueryImpl();
        tasks.processInstanceIdIn(scopes);
        return getSession(TaskManager.class).findTasksByQueryCriteria(tasks).stream()
                .flatMap(task -> Stream.of(task.getProcessInstanceId(), task.getExecutionId()))
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
    }

    /** Puts the class above in the place of the engine's own. */
    static class Factory implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return AuthorizationManager.class;
        }

        @Override
        public Session openSession() {
            return new ReadingRights();
        }
    }
}
