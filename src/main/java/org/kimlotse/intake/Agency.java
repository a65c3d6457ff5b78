package org.kimlotse.intake;

/** Who already has to do with the person. */
public enum Agency {
    SOCIAL_OFFICE("Sozialamt"),
    JOBCENTER("Jobcenter"),
    IMMIGRATION_OFFICE("Ausländerbehörde"),
    EMPLOYMENT_AGENCY("Agentur für Arbeit"),
    COURSE_PROVIDER("Kursträger"),
    YOUTH_OFFICE("Jugendamt"),
    HEALTH_INSURER("Krankenkasse"),
    HEALTH_SERVICE("Ärztin, Arzt, Beratung oder Klinik"),
    FAMILY_BENEFITS("Familienkasse"),
    SCHOOL("Schule oder Kita"),
    OTHER("Andere Stelle");

    private final String label;

    Agency(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
