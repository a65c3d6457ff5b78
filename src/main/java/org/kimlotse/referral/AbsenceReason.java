package org.kimlotse.referral;

/** Why somebody stays away from a course; reasons of health are not asked for. */
public enum AbsenceReason {
    AWAY("längere Abwesenheit"),
    CHILDCARE("Kinderbetreuung"),
    WORK("Arbeit oder Ausbildung"),
    TRAVEL("Weg zum Kurs"),
    LEVEL("zu schwer oder zu leicht"),
    MOVE("Umzug"),
    PERSONAL("persönliche Gründe"),
    OTHER("anderer Grund");

    private final String label;

    AbsenceReason(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
