package org.kimlotse.casefile;

/** Who interpreted. A child never does. */
public enum Interpreter {
    NONE("nicht nötig"),
    ON_SITE("vor Ort"),
    PHONE("am Telefon"),
    TRUSTED_ADULT("erwachsene Vertrauensperson");

    private final String label;

    Interpreter(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
