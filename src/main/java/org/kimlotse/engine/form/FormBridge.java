package org.kimlotse.engine.form;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;
import org.kimlotse.engine.AdditionalFacts;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormRejected;
import org.kimlotse.engine.FormSection;
import org.kimlotse.engine.guard.QuietException;
import org.kimlotse.engine.guard.Trust;
import org.kimlotse.engine.guard.VariableGate;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * The engine's form service, turned towards the case file: a form is filled from the modules' tables and written back to
 * them in the transaction of the submit; the engine gets only the declared answers.
 */
public class FormBridge extends FormServiceImpl {

    private static final Logger LOG = LoggerFactory.getLogger(FormBridge.class);

    private final FormSections sections;
    private final TaskForms forms;
    private final VariableGate variables;
    private final Repeats repeats;
    private final Supplier<String> caller;
    private final Consumer<FormContext> shown;

    /**
     * @param caller id of whoever calls the engine now
     * @param shown is told of every form that was filled for somebody
     */
    FormBridge(
            FormSections sections,
            TaskForms forms,
            VariableGate variables,
            Repeats repeats,
            Supplier<String> caller,
            Consumer<FormContext> shown) {
        this.caller = caller;
        this.shown = shown;
        this.sections = sections;
        this.forms = forms;
        this.variables = variables;
        this.repeats = repeats;
    }

    // ---- filling

    @Override
    public VariableMap getTaskFormVariables(
            String taskId, @Nullable Collection<String> wanted, boolean deserializeObjectValues) {
        return commandExecutor.execute(context -> {
            TaskEntity task = openTask(context, taskId);
            mayWork(context, task);
            FormModel form = forms.of(context, task);
            Set<String> names = new LinkedHashSet<>(form.names());
            if (wanted != null) {
                names.retainAll(wanted);
            }
            FormContext where = where(context, task, form);
            VariableMap filled = context.runWithoutAuthorization(() -> Trust.trusted(() -> fill(form, where, names)));
            shown.accept(where);
            return filled;
        });
    }

    private VariableMap fill(FormModel form, FormContext where, Set<String> names) {
        VariableMap filled = Variables.createVariables();
        Set<String> open = new LinkedHashSet<>(names);
        sections.owners(names).forEach((section, keys) -> {
            section.read(where, Set.copyOf(keys)).forEach((key, value) -> {
                if (keys.contains(key)) {
                    filled.put(key, ToBrowser.typed(value));
                }
            });
            open.removeAll(keys);
        });
        Set<String> additional = new LinkedHashSet<>(open);
        additional.retainAll(form.fields().keySet());
        if (!additional.isEmpty()) {
            sections.additionalFacts()
                    .map(facts -> facts.read(where, Set.copyOf(additional)))
                    .orElse(Map.of())
                    .forEach((key, value) -> {
                        if (additional.contains(key)) {
                            filled.put(key, ToBrowser.typed(value));
                        }
                    });
            open.removeAll(additional);
        }
        open.stream().filter(variables::isDeclared).forEach(name -> {
            Object answer = where.variables().get(name);
            if (answer != null) {
                filled.put(name, ToBrowser.typed(answer));
            }
        });
        return filled;
    }

    // ---- taking

    @Override
    public void submitTaskForm(String taskId, @Nullable Map<String, Object> properties) {
        submitTaskFormWithVariablesInReturn(taskId, properties, false);
    }

    @Override
    public VariableMap submitTaskFormWithVariablesInReturn(
            String taskId, @Nullable Map<String, Object> properties, boolean deserializeValues) {
        Map<String, @Nullable Object> sent = properties == null ? Map.of() : plain(properties);
        return noting(taskId, () -> repeats.once(taskId, caller.get(), sent, () -> submitOnce(taskId, sent)));
    }

    private VariableMap submitOnce(String taskId, Map<String, @Nullable Object> sent) {
        try {
            return commandExecutor.execute(context -> submit(context, taskId, sent));
        } catch (OptimisticLockingException | PessimisticLockingFailureException e) {
            throw new SubmitConflict(SubmitConflict.AT_ONCE, e);
        } catch (RuntimeException e) {
            throw unwrapped(e);
        }
    }

    private VariableMap submit(CommandContext context, String taskId, Map<String, @Nullable Object> sent) {
        TaskEntity task = openTask(context, taskId);
        mayWork(context, task);
        if (task.isSuspended()) {
            throw new SubmitConflict("Dieser Vorgang ist zurzeit angehalten. Ihre Eingaben wurden nicht gespeichert.");
        }
        String caller = context.getAuthenticatedUserId();
        if (caller != null && task.getAssignee() != null && !task.getAssignee().equals(caller)) {
            throw new SubmitConflict(
                    "Diese Aufgabe bearbeitet eine andere Person." + " Ihre Eingaben wurden nicht gespeichert.");
        }
        FormModel form = forms.of(context, task);
        FormContext where = where(context, task, form);
        Answers answers = context.runWithoutAuthorization(() -> Trust.trusted(() -> take(form, where, sent)));
        return Trust.trusted(() ->
                new SubmitTaskFormCmd(taskId, new LinkedHashMap<>(answers.asMap()), false, false).execute(context));
    }

    private Answers take(FormModel form, FormContext where, Map<String, @Nullable Object> sent) {
        Map<String, @Nullable Object> writable = new LinkedHashMap<>();
        List<FormRejected.Problem> strangers = new ArrayList<>();
        Set<String> additional = new LinkedHashSet<>();
        sent.forEach((key, value) -> {
            Optional<FormModel.Field> field = form.field(key);
            if (field.isEmpty()) {
                if (!form.names().contains(key)) {
                    strangers.add(new FormRejected.Problem("", "Das Formular kennt kein Feld \"" + shown(key) + "\"."));
                }
                return;
            }
            Optional<FormSections.Owned> owner = sections.owner(key);
            if (owner.isPresent()
                    ? owner.get().field().writable()
                    : !field.get().computed()) {
                writable.put(key, value);
                if (owner.isEmpty()) {
                    additional.add(key);
                }
            }
        });
        if (!strangers.isEmpty()) {
            throw new FormRejected(strangers);
        }
        Submitted input = new Submitted(form, writable);
        // What modules know they ask for themselves; what process owners added is asked for here.
        Set<String> own = form.fields().keySet().stream()
                .filter(key -> sections.owner(key).isEmpty())
                .collect(Collectors.toSet());
        input.require(own);
        input.requireCells(own);
        Map<String, Map<String, String>> offered = offeredByData(form, where, own);
        offered.forEach((key, options) -> input.offered(key, options.keySet()));
        List<FormSection> writers = sections.writers(form.fields().keySet());
        writers.forEach(section -> section.check(where, input));
        if (!additional.isEmpty() && sections.additionalFacts().isEmpty()) {
            additional.forEach(
                    key -> input.reject(key, "Das Feld \"" + shown(key) + "\" kann nicht gespeichert werden."));
        }
        stopIfRejected(input);
        Answers answers = Answers.none();
        for (FormSection section : writers) {
            answers.and(section.write(where, input));
        }
        stopIfRejected(input);
        if (!additional.isEmpty()) {
            List<AdditionalFacts.Fact> facts = new ArrayList<>();
            for (String key : additional) {
                FormModel.Field field = form.field(key).orElseThrow();
                facts.add(new AdditionalFacts.Fact(
                        key,
                        field.label(),
                        field.type(),
                        input.value(key),
                        input.shown(key, offered.getOrDefault(key, Map.of()))));
            }
            sections.additionalFacts().orElseThrow().write(where, facts);
        }
        return answers;
    }

    /** What the fields of process owners offer that take their values from a module: label by value. */
    private Map<String, Map<String, String>> offeredByData(FormModel form, FormContext where, Set<String> own) {
        Map<String, String> sources = new LinkedHashMap<>();
        own.forEach(key -> form.field(key)
                .filter(field -> field.chosen() && !field.optionsKey().isEmpty())
                .ifPresent(field -> sources.put(key, field.optionsKey())));
        Map<String, Object> data = new LinkedHashMap<>();
        sections.owners(Set.copyOf(sources.values()))
                .forEach((section, keys) -> data.putAll(section.read(where, Set.copyOf(keys))));
        Map<String, Map<String, String>> offered = new LinkedHashMap<>();
        sources.forEach((key, source) -> offered.put(key, labels(data.get(source))));
        return offered;
    }

    private static Map<String, String> labels(@Nullable Object options) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (options instanceof Collection<?> list) {
            for (Object option : list) {
                Object value = option instanceof Map<?, ?> pair ? pair.get("value") : option;
                Object label = option instanceof Map<?, ?> pair ? pair.get("label") : option;
                labels.put(String.valueOf(value), String.valueOf(label));
            }
        }
        return labels;
    }

    private static void stopIfRejected(Submitted input) {
        if (!input.valid()) {
            throw new FormRejected(input.problems());
        }
    }

    // ---- start forms: cases are opened by Lotse's own page

    @Override
    public ProcessInstance submitStartForm(String processDefinitionId, @Nullable Map<String, Object> properties) {
        throw new AuthorizationException(NO_START);
    }

    @Override
    public ProcessInstance submitStartForm(
            String processDefinitionId, @Nullable String businessKey, @Nullable Map<String, Object> properties) {
        throw new AuthorizationException(NO_START);
    }

    @Override
    public ProcessInstance submitStartFormData(String processDefinitionId, @Nullable Map<String, String> properties) {
        throw new AuthorizationException(NO_START);
    }

    @Override
    public ProcessInstance submitStartFormData(
            String processDefinitionId, @Nullable String businessKey, @Nullable Map<String, String> properties) {
        throw new AuthorizationException(NO_START);
    }

    private static final String NO_START = "Neue Fälle werden über \"Neuer Fall\" eröffnet.";

    // ---- helpers

    private static TaskEntity openTask(CommandContext context, String taskId) {
        TaskEntity task = context.getTaskManager().findTaskById(taskId);
        if (task != null) {
            return task;
        }
        HistoricTaskInstance done = context.getHistoricTaskInstanceManager().findHistoricTaskInstanceById(taskId);
        if (done != null) {
            throw new SubmitConflict(
                    done.getDeleteReason() == null || done.getDeleteReason().equals("completed")
                            ? SubmitConflict.DONE
                            : SubmitConflict.GONE);
        }
        throw new NotFoundException("Diese Aufgabe gibt es nicht.");
    }

    private static void mayWork(CommandContext context, TaskEntity task) {
        for (CommandChecker checker : context.getProcessEngineConfiguration().getCommandCheckers()) {
            checker.checkTaskWork(task);
        }
    }

    private FormContext where(CommandContext context, TaskEntity task, FormModel form) {
        ExecutionEntity execution = task.getExecution();
        if (execution == null) {
            throw new BadUserRequestException("Diese Aufgabe gehört zu keinem Vorgang.");
        }
        Map<String, Object> scope = new LinkedHashMap<>();
        context.runWithoutAuthorization(() -> {
            task.getVariables().forEach((name, value) -> {
                if (value != null) {
                    scope.put(name, value);
                }
            });
            return null;
        });
        String businessKey = execution.getProcessBusinessKey() == null ? "" : execution.getProcessBusinessKey();
        Object caseNumber = scope.getOrDefault("caseNumber", businessKey);
        String user = context.getAuthenticatedUserId();
        return new FormContext(
                form.id(),
                task.getId(),
                task.getTaskDefinitionKey(),
                execution.getProcessDefinition().getKey(),
                execution.getId(),
                businessKey,
                CaseId.isCaseNumber(caseNumber.toString()) ? caseNumber.toString() : null,
                user == null ? org.kimlotse.shared.Actors.SYSTEM : user,
                Map.copyOf(scope));
    }

    private static Map<String, @Nullable Object> plain(Map<String, Object> properties) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        properties.forEach((key, value) -> {
            Object raw = value;
            if (properties instanceof VariableMap typed) {
                TypedValue typedValue = typed.getValueTyped(key);
                raw = FromBrowser.raw(typedValue);
            } else if (value instanceof TypedValue typedValue) {
                raw = FromBrowser.raw(typedValue);
            }
            plain.put(key, raw);
        });
        return plain;
    }

    /**
     * Leaves a note for the web filter, which turns it into the answer the browser shows. Java callers get the refusal
     * itself.
     */
    private static <T> T noting(String taskId, Supplier<T> submit) {
        try {
            return submit.get();
        } catch (RuntimeException e) {
            SubmitFailure failure = SubmitFailure.of(e);
            if (failure.status() == 500) {
                LOG.error("the form of task {} could not be taken", taskId, QuietException.of(e));
            }
            // The REST interface answers a failed validation with 400 and without a fault in the log.
            boolean overHttp = failure.note();
            if (overHttp && (isRefusal(e) || e instanceof SubmitConflict)) {
                throw new FormFieldValidationException(failure.type(), failure.message(), e);
            }
            throw e;
        }
    }

    private static boolean isRefusal(RuntimeException e) {
        return e instanceof FormRejected || e instanceof Refused;
    }

    /** The refusal at the bottom of what the engine wrapped around it, or the exception itself. */
    private static RuntimeException unwrapped(RuntimeException thrown) {
        Throwable before = null;
        for (Throwable e = thrown; e != null && e != before; before = e, e = e.getCause()) {
            if (e instanceof FormRejected || e instanceof Refused || e instanceof SubmitConflict) {
                return (RuntimeException) e;
            }
            if (e instanceof OptimisticLockingException || e instanceof DataIntegrityViolationException) {
                return new SubmitConflict(SubmitConflict.AT_ONCE, thrown);
            }
        }
        return thrown;
    }

    private static String shown(String key) {
        return key.matches("[A-Za-z0-9_.-]{1,64}") ? key : "…";
    }
}
