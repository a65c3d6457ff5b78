package org.kimlotse.engine.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.engine.Workflows;
import org.kimlotse.engine.guard.VariableGate;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Municipality;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

@Component
class CamundaWorkflows implements Workflows {

    private static final String CASE_MANAGER = "caseManager";
    private static final Date UNTIL_IT_GOES_ON = Date.from(Instant.parse("9999-01-01T00:00:00Z"));
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final EngineCalls engine;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;
    private final Clock clock;
    private final MessageBox messages;
    private final VariableGate variables;

    CamundaWorkflows(
            EngineCalls engine,
            @Lazy RuntimeService runtime,
            @Lazy TaskService tasks,
            @Lazy ManagementService management,
            MessageBox messages,
            VariableGate variables,
            Clock clock) {
        this.engine = engine;
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
        this.clock = clock;
        this.messages = messages;
        this.variables = variables;
    }

    @Override
    public String start(String processKey, String businessKey, Answers answers) {
        requireId(businessKey);
        return engine.call(
                () -> runtime.startProcessInstanceByKey(processKey, businessKey, new HashMap<>(answers.asMap()))
                        .getId());
    }

    @Override
    public boolean correlate(String message, String businessKey, Answers answers) {
        requireId(businessKey);
        return engine.call(() -> messages.deliverOrKeep(message, businessKey, answers.asMap()));
    }

    @Override
    public int broadcast(String message, String businessKey, Answers answers) {
        requireId(businessKey);
        return engine.call(() -> {
            List<Execution> waiting = runtime.createExecutionQuery()
                    .messageEventSubscriptionName(message)
                    .processInstanceBusinessKey(businessKey)
                    .unlimitedList();
            waiting.forEach(execution ->
                    runtime.messageEventReceived(message, execution.getId(), new HashMap<>(answers.asMap())));
            return waiting.size();
        });
    }

    @Override
    public void redate(String businessKey, @Nullable Instant due, Answers variables) {
        requireId(businessKey);
        engine.call(() -> {
            List<Task> open = tasks.createTaskQuery()
                    .processInstanceBusinessKey(businessKey)
                    .unlimitedList();
            open.forEach(task -> tasks.setDueDate(task.getId(), due == null ? null : Date.from(due)));
            runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(businessKey)
                    .unlimitedList()
                    .forEach(instance -> runtime.setVariables(instance.getId(), new HashMap<>(variables.asMap())));
            return open.size();
        });
    }

    @Override
    public void redateTasks(String businessKey, Set<String> taskKeys, Instant due) {
        requireId(businessKey);
        engine.call(() -> {
            List<Task> open = tasks.createTaskQuery()
                    .processInstanceBusinessKey(businessKey)
                    .taskDefinitionKeyIn(taskKeys.toArray(String[]::new))
                    .list();
            open.forEach(task -> tasks.setDueDate(task.getId(), Date.from(due)));
            return open.size();
        });
    }

    @Override
    public boolean finishTask(String businessKey, String taskKey, String variable, String value) {
        return engine.call(() -> {
            Optional<Task> open = tasks
                    .createTaskQuery()
                    .processInstanceBusinessKey(businessKey)
                    .taskDefinitionKey(taskKey)
                    .list()
                    .stream()
                    .filter(task -> value.equals(tasks.getVariable(task.getId(), variable)))
                    .findFirst();
            open.ifPresent(task -> tasks.complete(task.getId()));
            return open.isPresent();
        });
    }

    @Override
    public Optional<String> assignFirstTask(String businessKey, String userId) {
        try {
            return engine.call(() -> {
                Optional<Task> first = firstTask(businessKey);
                first.filter(task -> task.getAssignee() == null)
                        .ifPresent(task -> tasks.setAssignee(task.getId(), userId));
                return first.map(Task::getId);
            });
        } catch (OptimisticLockingException | PessimisticLockingFailureException sameMoment) {
            // A second click: the first has it, and it is the same person's.
            return engine.call(() -> firstTask(businessKey).map(Task::getId));
        }
    }

    @Override
    public void giveTask(String businessKey, String taskKey, Optional<String> userId) {
        requireId(businessKey);
        engine.call(() -> {
            List<Task> open = tasks.createTaskQuery()
                    .processInstanceBusinessKey(businessKey)
                    .taskDefinitionKey(taskKey)
                    .list();
            open.forEach(task -> tasks.setAssignee(task.getId(), userId.orElse(null)));
            return open.size();
        });
    }

    private Optional<Task> firstTask(String businessKey) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, 1)
                .stream()
                .findFirst();
    }

    @Override
    public boolean isRunning(String processKey, String businessKey) {
        return engine.call(() -> runtime.createProcessInstanceQuery()
                        .processDefinitionKey(processKey)
                        .processInstanceBusinessKey(businessKey)
                        .count()
                > 0);
    }

    @Override
    public boolean standsAt(String processKey, String businessKey, String activityId) {
        return engine.call(() -> runtime.createProcessInstanceQuery()
                        .processDefinitionKey(processKey)
                        .processInstanceBusinessKey(businessKey)
                        .activityIdIn(activityId)
                        .count()
                > 0);
    }

    @Override
    public List<Waiting> waiting(String caseNumber, String userId) {
        return engine.call(() -> {
            Map<String, String> keys = new HashMap<>();
            ofCase(caseNumber).forEach(instance -> keys.put(instance.getId(), instance.getBusinessKey()));
            if (keys.isEmpty()) {
                return List.of();
            }
            List<Task> open = tasks.createTaskQuery()
                    .processInstanceIdIn(keys.keySet().toArray(String[]::new))
                    .or()
                    .taskAssignee(userId)
                    .taskCandidateUser(userId)
                    .includeAssignedTasks()
                    .endOr()
                    .active()
                    .unlimitedList();
            return open.stream()
                    .map(task -> new Waiting(
                            task.getId(),
                            task.getName(),
                            keys.getOrDefault(task.getProcessInstanceId(), ""),
                            task.getDueDate() == null ? null : task.getDueDate().toInstant(),
                            task.getAssignee()))
                    .sorted(Comparator.comparing(Waiting::due, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                            .thenComparing(Waiting::name)
                            .thenComparing(Waiting::id))
                    .toList();
        });
    }

    @Override
    public Optional<String> assignee(String businessKey, String taskKey) {
        return engine.call(() -> tasks
                .createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .taskDefinitionKey(taskKey)
                .taskAssigned()
                .listPage(0, 1)
                .stream()
                .map(Task::getAssignee)
                .findFirst());
    }

    @Override
    public Optional<Instant> due(String processKey, String businessKey, String taskKey) {
        return engine.call(() -> tasks
                .createTaskQuery()
                .processDefinitionKey(processKey)
                .processInstanceBusinessKey(businessKey)
                .taskDefinitionKey(taskKey)
                .list()
                .stream()
                .filter(task -> task.getDueDate() != null)
                .map(task -> task.getDueDate().toInstant())
                .min(Comparator.naturalOrder()));
    }

    @Override
    public void cancel(String processKey, String businessKey, String reasonCode) {
        requireId(reasonCode);
        engine.call(() -> {
            runtime.createProcessInstanceQuery()
                    .processDefinitionKey(processKey)
                    .processInstanceBusinessKey(businessKey)
                    .unlimitedList()
                    .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), reasonCode, true, true, true));
            return true;
        });
    }

    @Override
    public void hold(String caseNumber, Set<String> exceptProcesses) {
        engine.call(() -> {
            for (ProcessInstance instance : instances(caseNumber, exceptProcesses)) {
                management
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .timers()
                        .active()
                        .unlimitedList()
                        .forEach(timer -> management.suspendJobById(timer.getId()));
                tasksOf(instance).stream()
                        .filter(task -> task.getFollowUpDate() == null && isOfTheTeam(task))
                        .forEach(task -> tasks.setFollowUpDate(task.getId(), UNTIL_IT_GOES_ON));
            }
            return true;
        });
    }

    /** What only an office or coordination has does not tell them that the case stands still. */
    private boolean isOfTheTeam(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .flatMap(link -> Stream.ofNullable(link.getGroupId()))
                .anyMatch(group -> Actors.NOBODY.equals(group)
                        || Municipality.ofTeam(group).isPresent());
    }

    @Override
    public void goOn(String caseNumber, Instant since, Set<String> exceptProcesses, Set<String> fixedTimers) {
        Instant now = clock.instant();
        engine.call(() -> {
            for (ProcessInstance instance : instances(caseNumber, exceptProcesses)) {
                Set<String> fixed = fixedTimers.isEmpty()
                        ? Set.of()
                        : management
                                .createJobDefinitionQuery()
                                .activityIdIn(fixedTimers.toArray(String[]::new))
                                .unlimitedList()
                                .stream()
                                .map(JobDefinition::getId)
                                .collect(Collectors.toSet());
                management
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .timers()
                        .suspended()
                        .unlimitedList()
                        .forEach(timer -> goOn(timer, since, now, fixed.contains(timer.getJobDefinitionId())));
                for (Task task : tasksOf(instance)) {
                    if (task.getFollowUpDate() != null) {
                        tasks.setFollowUpDate(task.getId(), null);
                    }
                    if (task.getDueDate() != null
                            && !task.getDueDate().toInstant().isBefore(since)
                            && !task.getDueDate().toInstant().isAfter(endOfDay(now))) {
                        tasks.setDueDate(task.getId(), later(task.getDueDate(), since, now));
                    }
                }
            }
            return true;
        });
    }

    /**
     * Day and state are changed as one: the engine's own call to wake a timer writes past what it has read, and the other day
     * would be lost to that.
     */
    private void goOn(Job timer, Instant since, Instant now, boolean fixed) {
        JobEntity waiting = (JobEntity) timer;
        Instant heldSince = timer.getCreateTime() != null
                        && timer.getCreateTime().toInstant().isAfter(since)
                ? timer.getCreateTime().toInstant()
                : since;
        if (!fixed
                && timer.getDuedate() != null
                && !timer.getDuedate().toInstant().isBefore(since)) {
            waiting.setDuedate(Date.from(timer.getDuedate().toInstant().plus(Duration.between(heldSince, now))));
        }
        waiting.setSuspensionState(SuspensionState.ACTIVE.getStateCode());
    }

    /** Every day that was begun counts; a task is never due on a day nobody works. */
    private static Date later(Date due, Instant since, Instant now) {
        LocalDate from = TaskDates.dayOf(since);
        long days = ChronoUnit.DAYS.between(from, TaskDates.dayOf(now)) + 1;
        return TaskDates.endOf(BusinessCalendar.rollForward(TaskDates.dayOf(due).plusDays(days)));
    }

    private static Instant endOfDay(Instant now) {
        return TaskDates.endOf(TaskDates.dayOf(now)).toInstant();
    }

    private List<ProcessInstance> instances(String caseNumber, Set<String> exceptProcesses) {
        return ofCase(caseNumber).stream()
                .filter(instance -> !exceptProcesses.contains(instance.getProcessDefinitionKey()))
                .toList();
    }

    @Override
    public void moveTasks(
            String caseNumber,
            String fromGroup,
            String toGroup,
            Optional<String> newAssignee,
            Set<String> confidential) {
        engine.call(() -> {
            for (ProcessInstance instance : ofCase(caseNumber)) {
                boolean follows = !isConfidential(instance, confidential);
                if (follows) {
                    tasksOf(instance).forEach(task -> move(task, fromGroup, toGroup, newAssignee));
                }
                moveInstance(instance, fromGroup, toGroup, follows ? newAssignee : Optional.empty());
            }
            return true;
        });
    }

    @Override
    public void giveConfidential(String caseNumber, Set<String> processes, Optional<String> insider) {
        engine.call(() -> {
            for (ProcessInstance instance : ofCase(caseNumber)) {
                if (isConfidential(instance, processes)) {
                    Object before = runtime.getVariable(instance.getId(), CASE_MANAGER);
                    tasksOf(instance).stream()
                            .filter(task -> task.getAssignee() == null
                                    ? isWithheld(task)
                                    : task.getAssignee().equals(before))
                            .forEach(task -> tasks.setAssignee(task.getId(), insider.orElse(null)));
                    runtime.setVariable(instance.getId(), CASE_MANAGER, insider.orElse(null));
                }
            }
            return true;
        });
    }

    private List<ProcessInstance> ofCase(String caseNumber) {
        return runtime.createProcessInstanceQuery()
                .variableValueEquals("caseNumber", caseNumber)
                .unlimitedList();
    }

    private List<Task> tasksOf(ProcessInstance instance) {
        return tasks.createTaskQuery().processInstanceId(instance.getId()).unlimitedList();
    }

    private boolean isConfidential(ProcessInstance instance, Set<String> processes) {
        return processes.contains(instance.getProcessDefinitionKey())
                || Actors.NOBODY.equals(runtime.getVariable(instance.getId(), "team"));
    }

    /** Nobody has it and nobody is offered it; what an office or coordination is offered is theirs. */
    private boolean isWithheld(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .allMatch(link -> Actors.NOBODY.equals(link.getGroupId()));
    }

    /** Rights follow the links, see {@code access}: the old team and the old assignee lose sight in this transaction. */
    private void move(Task task, String fromGroup, String toGroup, Optional<String> newAssignee) {
        boolean ofTheTeam = false;
        for (IdentityLink link : tasks.getIdentityLinksForTask(task.getId())) {
            if (fromGroup.equals(link.getGroupId()) && IdentityLinkType.CANDIDATE.equals(link.getType())) {
                ofTheTeam = true;
            }
        }
        Object caseManager = tasks.getVariable(task.getId(), CASE_MANAGER);
        boolean ofTheCaseManager =
                task.getAssignee() != null && task.getAssignee().equals(caseManager);
        if (!ofTheTeam && !ofTheCaseManager) {
            return;
        }
        if (ofTheTeam && !fromGroup.equals(toGroup)) {
            tasks.deleteCandidateGroup(task.getId(), fromGroup);
            tasks.addCandidateGroup(task.getId(), toGroup);
        } else if (!ofTheTeam && newAssignee.isEmpty()) {
            // Nobody would see a task without assignee and candidates.
            tasks.addCandidateGroup(task.getId(), toGroup);
        }
        if (task.getAssignee() != null) {
            tasks.setAssignee(task.getId(), newAssignee.orElse(null));
        }
    }

    private void moveInstance(
            ProcessInstance instance, String fromGroup, String toGroup, Optional<String> newAssignee) {
        Map<String, Object> now = runtime.getVariables(instance.getId());
        Map<String, Object> moved = new HashMap<>();
        boolean ofTheTeam = fromGroup.equals(now.get("team"));
        if (ofTheTeam) {
            moved.put("team", toGroup);
        }
        if (ofTheTeam || Actors.NOBODY.equals(now.get("team"))) {
            Municipality.ofTeam(toGroup)
                    .filter(m -> now.containsKey("municipality"))
                    .ifPresent(m -> moved.put("municipality", m.label()));
        }
        newAssignee.filter(user -> now.containsKey(CASE_MANAGER)).ifPresent(user -> moved.put(CASE_MANAGER, user));
        moved.keySet().removeIf(name -> !variables.isDeclared(name));
        if (!moved.isEmpty()) {
            runtime.setVariables(instance.getId(), moved);
        }
    }

    private static void requireId(String text) {
        if (!ID.matcher(text).matches()) {
            throw new IllegalArgumentException("an id or a code is required here, not free text");
        }
    }
}
