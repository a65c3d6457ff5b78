package org.kimlotse.sample.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.kimlotse.access.SignedIn;
import org.kimlotse.sample.SampleDesk;
import org.kimlotse.shared.Actors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;

@Component
class EngineSampleDesk implements SampleDesk {

    private static final Logger LOG = LoggerFactory.getLogger(EngineSampleDesk.class);

    private static final int STEPS_OF_OTHERS = 100;
    private static final int START_CHECKS = 300;
    private static final long START_CHECK_NANOS = 100_000_000;

    private final TaskService tasks;
    private final FormService forms;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final IdentityService identities;
    private final Actors actors;
    private final ObjectMapper json;
    private final ProcessEngineConfigurationImpl configuration;
    private final ConfigurableApplicationContext context;
    private final Clock clock;
    private final boolean executorWanted;

    EngineSampleDesk(
            TaskService tasks,
            FormService forms,
            RuntimeService runtime,
            ManagementService management,
            IdentityService identities,
            Actors actors,
            ObjectMapper json,
            ProcessEngine engine,
            ConfigurableApplicationContext context,
            Clock clock,
            @Value("${camunda.bpm.job-execution.enabled:true}") boolean executorWanted) {
        this.tasks = tasks;
        this.forms = forms;
        this.runtime = runtime;
        this.management = management;
        this.identities = identities;
        this.actors = actors;
        this.json = json;
        this.configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.context = context;
        this.clock = clock;
        this.executorWanted = executorWanted;
    }

    @Override
    public <T> T as(String userId, Supplier<T> work) {
        List<String> groups = identities.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .toList();
        SecurityContextHolder.setContext(new SecurityContextImpl(
                new SignedIn(new Actors.Actor(userId, actors.displayName(userId), new HashSet<>(groups)))));
        identities.setAuthentication(userId, groups);
        try {
            return work.get();
        } finally {
            identities.clearAuthentication();
            SecurityContextHolder.clearContext();
        }
    }

    @Override
    public void submit(String userId, String key, String taskKey, Map<String, Object> fields) {
        as(userId, () -> {
            Task task = find(key, taskKey)
                    .orElseThrow(() -> new IllegalStateException(userId + " has no " + taskKey + " in " + key));
            forms.submitTaskForm(task.getId(), toVariables(fields));
            return true;
        });
        runWaitingSteps(key);
    }

    @Override
    public boolean has(String userId, String key, String taskKey) {
        return as(userId, () -> find(key, taskKey).isPresent());
    }

    private Optional<Task> find(String key, String taskKey) {
        return Stream.concat(
                        tasks
                                .createTaskQuery()
                                .taskDefinitionKey(taskKey)
                                .processVariableValueEquals("caseNumber", key)
                                .listPage(0, 1)
                                .stream(),
                        tasks
                                .createTaskQuery()
                                .taskDefinitionKey(taskKey)
                                .processInstanceBusinessKey(key)
                                .listPage(0, 1)
                                .stream())
                .findFirst();
    }

    /** The executor starts when the house is open; until then, and again from here on, it rests. */
    @Override
    public void undisturbed(Runnable work) {
        JobExecutor executor = configuration.getJobExecutor();
        if (executor == null || !executorWanted) {
            work.run();
            return;
        }
        for (int n = 0; n < START_CHECKS && !executor.isActive(); n++) {
            LockSupport.parkNanos(START_CHECK_NANOS);
        }
        executor.shutdown();
        try {
            work.run();
        } finally {
            if (!context.isClosed()) {
                executor.start();
            }
        }
    }

    @Override
    public void letOthersGoOn() {
        for (Job step : management
                .createJobQuery()
                .messages()
                .executable()
                .withRetriesLeft()
                .listPage(0, STEPS_OF_OTHERS)) {
            try {
                management.executeJob(step.getId());
            } catch (RuntimeException e) {
                // The engine has counted the attempt; the executor tries again as it would have anyway.
                LOG.debug("a step of another case failed", e);
            }
        }
    }

    @Override
    public void runWaitingSteps(String key) {
        for (int round = 0; round < 50; round++) {
            List<Job> waiting = management.createJobQuery().executable().list().stream()
                    .filter(this::due)
                    .toList();
            if (waiting.isEmpty()) {
                return;
            }
            Set<String> instances = Stream.concat(
                            runtime.createProcessInstanceQuery().variableValueEquals("caseNumber", key).list().stream(),
                            runtime.createProcessInstanceQuery().processInstanceBusinessKey(key).list().stream())
                    .map(ProcessInstance::getId)
                    .collect(Collectors.toSet());
            List<Job> due = waiting.stream()
                    .filter(job -> instances.contains(job.getProcessInstanceId()))
                    .toList();
            if (due.isEmpty()) {
                return;
            }
            due.forEach(job -> management.executeJob(job.getId()));
        }
    }

    /** A timer that a story of the past has begun waits until that story comes to its day. */
    private boolean due(Job job) {
        return !(job instanceof TimerEntity) || !job.getDuedate().toInstant().isAfter(clock.instant());
    }

    private VariableMap toVariables(Map<String, Object> fields) {
        VariableMap variables = Variables.createVariables();
        fields.forEach((key, value) -> {
            if (value instanceof Collection<?> list) {
                variables.putValueTyped(key, SpinValues.jsonValue(toJson(list)).create());
            } else {
                variables.put(key, value);
            }
        });
        return variables;
    }

    private String toJson(Collection<?> list) {
        try {
            return json.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
