package org.kimlotse.engine.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;
import org.kimlotse.engine.ProcessVariable;
import org.kimlotse.engine.ProcessVariables;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Says which values may stand in the engine: declared variables with a value their declaration takes. */
@Component
public class VariableGate {

    /** Counters of multi-instance activities; the engine keeps them itself. */
    private static final Set<String> ENGINE_COUNTERS =
            Set.of("nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances", "loopCounter");

    private final Supplier<Map<String, ProcessVariable<?>>> declared;

    VariableGate(ObjectProvider<ProcessVariables> modules) {
        declared = SingletonSupplier.of(() -> collect(modules.stream().toList()));
    }

    private static Map<String, ProcessVariable<?>> collect(List<ProcessVariables> modules) {
        Map<String, ProcessVariable<?>> all = new HashMap<>();
        for (ProcessVariables module : modules) {
            for (ProcessVariable<?> variable : module.declared()) {
                ProcessVariable<?> other = all.put(variable.name(), variable);
                if (other != null && other != variable) {
                    throw new IllegalStateException(
                            "the process variable " + variable.name() + " is declared by two modules");
                }
            }
        }
        return Map.copyOf(all);
    }

    public boolean isDeclared(String name) {
        return declared.get().containsKey(name);
    }

    public boolean isEngineCounter(String name) {
        return ENGINE_COUNTERS.contains(name);
    }

    public Set<String> names() {
        return declared.get().keySet();
    }

    /** Why this value may not stand under this name; empty if it may. */
    Optional<String> objection(String name, TypedValue value) {
        if (value.isTransient()) {
            return Optional.of("transient values are not taken");
        }
        if (ENGINE_COUNTERS.contains(name)) {
            return value.getValue() instanceof Integer ? Optional.empty() : Optional.of("it is the engine's counter");
        }
        ProcessVariable<?> variable = declared.get().get(name);
        if (variable == null) {
            return Optional.of("it is not declared");
        }
        if (value instanceof SerializableValue serialized && !serialized.isDeserialized()) {
            return Optional.of("serialized values are not taken");
        }
        return takes(variable, value.getValue())
                ? Optional.empty()
                : Optional.of("its declaration does not take this value");
    }

    private static boolean takes(ProcessVariable<?> variable, @Nullable Object value) {
        return value == null || variable.accepts(value);
    }
}
