package org.kimlotse.directory;

/**
 * What an office is there for. The names are the prefixes of the offices' codes, as rules and tables write them, for
 * example {@code SOZ} in {@code SOZ-SIE}.
 */
public enum OfficeKind {
    /** Our own teams: where a handover was not dropped by an office but by us. */
    KIM("Fallmanagement (KIM)"),
    JC("Jobcenter"),
    SOZ("Sozialamt (AsylbLG)"),
    SOZXII("Sozialamt (SGB XII)"),
    ABH("Ausländerbehörde"),
    EBH("Einbürgerungsbehörde"),
    JA("Jugendamt"),
    KK("Krankenkasse"),
    FAMKA("Familienkasse"),
    BEZREG("Bezirksregierung"),
    KT("Kursträger"),
    MBE("Migrationsberatung für Erwachsene"),
    JMD("Jugendmigrationsdienst"),
    AA("Agentur für Arbeit"),
    PSZ("Psychosoziales Zentrum"),
    SPDI("Sozialpsychiatrischer Dienst"),
    GA("Gesundheitsamt");

    private final String label;

    OfficeKind(String label) {
        this.label = label;
    }

    /** Without the law in brackets. */
    public String labelWithoutLaw() {
        return label.replaceFirst(" \\(.*\\)$", "");
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
