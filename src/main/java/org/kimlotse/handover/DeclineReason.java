package org.kimlotse.handover;

/** Why an office does not take a handover; coded, so that it can be counted. */
public enum DeclineReason {
    NOT_COMPETENT_PLACE("örtlich nicht zuständig"),
    NOT_COMPETENT_MATTER("sachlich nicht zuständig"),
    REQUIREMENTS_NOT_MET("Voraussetzungen fehlen"),
    NO_CAPACITY("keine Kapazität"),
    DUPLICATE("liegt dort schon vor"),
    OTHER("anderer Grund");

    private final String label;

    DeclineReason(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
