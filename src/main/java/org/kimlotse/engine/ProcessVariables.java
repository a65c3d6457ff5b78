package org.kimlotse.engine;

import java.util.List;

/** The variables a module lets into the engine. One bean per module with a process. */
public record ProcessVariables(List<ProcessVariable<?>> declared) {

    public static ProcessVariables of(ProcessVariable<?>... variables) {
        return new ProcessVariables(List.of(variables));
    }
}
