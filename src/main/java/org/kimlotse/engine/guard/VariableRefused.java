package org.kimlotse.engine.guard;

import org.camunda.bpm.engine.BadUserRequestException;

/** Somebody tried to put into the engine what may not stand there. Names the variable, never the value. */
public class VariableRefused extends BadUserRequestException {

    private static final long serialVersionUID = 1L;

    VariableRefused(String name, String why) {
        super("Die Angabe \"" + shown(name) + "\" darf nicht in der Vorgangssteuerung stehen (" + why + ").");
    }

    private static String shown(String name) {
        return name.matches("[A-Za-z0-9_.-]{1,64}") ? name : "…";
    }
}
