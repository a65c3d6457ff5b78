package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.kimlotse.TestClock;
import org.kimlotse.access.SignedIn;
import org.kimlotse.handover.Handover;
import org.kimlotse.shared.Actors;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * Drives a story the way people do: signs somebody in, finds their task with their rights, fills the form, submits it.
 * Jobs are fired by name. No test sets a variable or moves a token. Every text a person types is marked, so that the leak
 * test can look for it afterwards.
 */
public final class Story {

    private final ProcessEngine engine;
    private final TestClock clock;
    private final List<String> typed = new ArrayList<>();

    public Story(ProcessEngine engine, TestClock clock) {
        this.engine = engine;
        this.clock = clock;
        LeakWatch.watch(((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getDataSource());
    }

    public TestClock clock() {
        return clock;
    }

    /** A text nobody else types: the words given and a mark, remembered for the leak test. */
    public String say(String words) {
        String marked = words + " " + LeakWatch.MARK + Integer.toString(System.identityHashCode(this), 36) + "x"
                + typed.size() + LeakWatch.MARK;
        typed.add(marked);
        LeakWatch.typed(marked);
        return marked;
    }

    /** All marked texts typed so far. */
    public List<String> typed() {
        return List.copyOf(typed);
    }

    /** Those of them that hold one of these words. */
    public List<String> typedWith(String... words) {
        return typed.stream()
                .filter(text -> java.util.Arrays.stream(words).anyMatch(text::contains))
                .toList();
    }

    /** What a person signs so that just this handover may be sent, as the form takes it. */
    public List<Map<String, Object>> consentFor(Handover handover) {
        return List.of(Map.of(
                "recipient",
                handover.requireReceiver(),
                "purpose",
                handover.purpose(),
                "dataCategories",
                handover.dataCategories().stream().sorted().toList(),
                "validUntil",
                "2028-12-31",
                "form",
                "WRITTEN"));
    }

    /** Runs as this user: for the log-in of the product and for the engine. */
    public <T> T as(String userId, Supplier<T> action) {
        List<String> groups = engine.getIdentityService().createGroupQuery().groupMember(userId).list().stream()
                .map(g -> g.getId())
                .toList();
        assertThat(groups).as("groups of sample user " + userId).isNotEmpty();
        SecurityContextHolder.setContext(new SecurityContextImpl(
                new SignedIn(new Actors.Actor(userId, userId, groups.stream().collect(Collectors.toSet())))));
        engine.getIdentityService().setAuthentication(userId, groups);
        try {
            return action.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
            SecurityContextHolder.clearContext();
        }
    }

    public void as(String userId, Runnable action) {
        as(userId, () -> {
            action.run();
            return true;
        });
    }

    /** Keys of the tasks this user can see that belong to the case or the business key, sorted. */
    public List<String> tasksOf(String userId, String caseNumberOrKey) {
        return as(userId, () -> visible(caseNumberOrKey).stream()
                .map(Task::getTaskDefinitionKey)
                .sorted()
                .toList());
    }

    /** The only task of that key the user can see for the case or business key; fails with what is there instead. */
    public OpenTask task(String userId, String taskKey, String caseNumberOrKey) {
        return as(userId, () -> {
            List<Task> all = visible(caseNumberOrKey);
            List<Task> found = all.stream()
                    .filter(t -> t.getTaskDefinitionKey().equals(taskKey))
                    .toList();
            assertThat(found)
                    .as(taskKey + " for " + userId + " in " + caseNumberOrKey + "; there are: "
                            + all.stream().map(Task::getTaskDefinitionKey).toList())
                    .hasSize(1);
            return new OpenTask(userId, found.get(0).getId());
        });
    }

    /** All tasks of that key the user can see, in the order they were made: one for each seat, for example. */
    public List<OpenTask> tasks(String userId, String taskKey, String caseNumberOrKey) {
        return as(userId, () -> visible(caseNumberOrKey).stream()
                .filter(t -> t.getTaskDefinitionKey().equals(taskKey))
                .map(t -> new OpenTask(userId, t.getId()))
                .toList());
    }

    private List<Task> visible(String caseNumberOrKey) {
        List<Task> tasks = new ArrayList<>(engine.getTaskService()
                .createTaskQuery()
                .processVariableValueEquals("caseNumber", caseNumberOrKey)
                .listPage(0, 500));
        tasks.addAll(engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseNumberOrKey)
                .listPage(0, 500));
        Map<String, Task> distinct = new LinkedHashMap<>();
        tasks.forEach(t -> distinct.put(t.getId(), t));
        return List.copyOf(distinct.values());
    }

    /** Fires the waiting job of an activity in the case (or business key); fails loudly if there is none. */
    public void fire(String activityId, String caseNumberOrKey) {
        List<Job> jobs = jobs(activityId, caseNumberOrKey);
        assertThat(jobs)
                .as("job of " + activityId + " for " + caseNumberOrKey + "; waiting: " + waiting(caseNumberOrKey))
                .isNotEmpty();
        engine.getManagementService().executeJob(jobs.get(0).getId());
    }

    /** Fires all jobs that are due now, again and again until none is left; for the steps between two people. */
    public void runDueJobs() {
        for (int round = 0; round < 200; round++) {
            List<Job> due = engine.getManagementService()
                    .createJobQuery()
                    .executable()
                    .withRetriesLeft()
                    .active()
                    .list();
            if (due.isEmpty()) {
                return;
            }
            due.forEach(job -> engine.getManagementService().executeJob(job.getId()));
        }
        throw new AssertionError("jobs keep coming");
    }

    private List<Job> jobs(String activityId, String caseNumberOrKey) {
        Collection<String> instances = instancesOf(caseNumberOrKey);
        return engine.getManagementService().createJobQuery().activityId(activityId).list().stream()
                .filter(j -> instances.contains(j.getProcessInstanceId()))
                .toList();
    }

    private List<String> waiting(String caseNumberOrKey) {
        Collection<String> instances = instancesOf(caseNumberOrKey);
        return engine.getManagementService().createJobQuery().list().stream()
                .filter(j -> instances.contains(j.getProcessInstanceId()))
                .map(j -> engine.getManagementService()
                        .createJobDefinitionQuery()
                        .jobDefinitionId(j.getJobDefinitionId())
                        .singleResult()
                        .getActivityId())
                .toList();
    }

    private Collection<String> instancesOf(String caseNumberOrKey) {
        var runtime = engine.getRuntimeService();
        List<String> ids = new ArrayList<>();
        runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(caseNumberOrKey)
                .list()
                .forEach(i -> ids.add(i.getId()));
        runtime.createProcessInstanceQuery()
                .variableValueEquals("caseNumber", caseNumberOrKey)
                .list()
                .forEach(i -> ids.add(i.getId()));
        return ids;
    }

    /** An open form in the hands of one person. */
    public final class OpenTask {

        private final String userId;
        private final String taskId;

        private OpenTask(String userId, String taskId) {
            this.userId = userId;
            this.taskId = taskId;
        }

        public String id() {
            return taskId;
        }

        /** What the form shows. */
        public VariableMap form() {
            return as(userId, () -> engine.getFormService().getTaskFormVariables(taskId));
        }

        /** Text of a shown field, or empty. */
        public String shows(String key) {
            Object value = form().get(key);
            return value == null ? "" : value.toString();
        }

        /** Fields as key, value, key, value …; lists of maps and lists of texts travel as JSON like from the browser. */
        public void submit(Object... keysAndValues) {
            VariableMap variables = Variables.createVariables();
            for (int i = 0; i < keysAndValues.length; i += 2) {
                Object value = keysAndValues[i + 1];
                if (value instanceof Collection<?> list) {
                    variables.putValueTyped(
                            (String) keysAndValues[i],
                            SpinValues.jsonValue(json(list)).create());
                } else {
                    variables.put((String) keysAndValues[i], value);
                }
            }
            as(userId, () -> engine.getFormService().submitTaskForm(taskId, variables));
        }

        private String json(Collection<?> list) {
            try {
                return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(list);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
