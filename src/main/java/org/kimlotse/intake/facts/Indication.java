package org.kimlotse.intake.facts;

/** Which help is indicated after the first talk. */
public enum Indication {
    BERATUNG("Beratung"),
    CASE_MANAGEMENT("Case Management"),
    VERWEIS_MBE("Verweis an die Migrationsberatung für Erwachsene (MBE)"),
    VERWEIS_JMD("Verweis an den Jugendmigrationsdienst (JMD)");

    private final String label;

    Indication(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
