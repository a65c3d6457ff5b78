package org.kimlotse.referral;

/** The way into a course a person has decided on; the names are those of the table {@code doors}. */
public enum CourseDoor {
    ANSPRUCH("Anspruch: Berechtigung der Ausländerbehörde"),
    JOBCENTER("Jobcenter: Kooperationsplan oder Verpflichtung"),
    SOZIALAMT("Sozialamt: schriftliche Verpflichtung"),
    BAMF("Zulassung durch das Bundesamt"),
    BERUFSSPRACHKURS("Berufssprachkurs"),
    KOMMUNAL("Kurs des Landes, der Kommune oder im Ehrenamt"),
    /** The right to take part was confirmed before, whoever did so. */
    VORHANDEN("Bestätigung liegt schon vor"),
    /** No course now. */
    KEINER("zurzeit kein Kurs"),
    /** The facts have to be put right first. */
    ANGABEN_FALSCH("Angaben berichtigen");

    private final String label;

    CourseDoor(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
