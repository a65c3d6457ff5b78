package org.kimlotse.referral;

/** What somebody begins who was looking for work. */
public enum WorkKind {
    JOB("Arbeit mit Sozialversicherung"),
    MINIJOB("Minijob"),
    TRAINING("Ausbildung"),
    SELF_EMPLOYED("Selbstständigkeit");

    private final String label;

    WorkKind(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
