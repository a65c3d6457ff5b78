package org.kimlotse.engine.form;

import org.camunda.bpm.engine.BadUserRequestException;

/** The form could be right, but the task is no longer what it was when the form was opened. */
public class SubmitConflict extends BadUserRequestException {

    private static final long serialVersionUID = 1L;

    static final String DONE =
            "Diese Aufgabe ist bereits erledigt. Ihre Eingaben wurden nicht noch einmal gespeichert.";
    static final String GONE =
            "Diese Aufgabe ist nicht mehr offen, weil der Vorgang inzwischen weitergegangen oder beendet ist."
                    + " Ihre Eingaben wurden nicht gespeichert.";
    static final String AT_ONCE = "Diese Aufgabe wurde im selben Augenblick von anderer Seite bearbeitet."
            + " Ihre Eingaben wurden nicht gespeichert. Bitte die Liste neu laden.";

    SubmitConflict(String message) {
        super(message);
    }

    SubmitConflict(String message, Throwable cause) {
        super(message, cause);
    }
}
