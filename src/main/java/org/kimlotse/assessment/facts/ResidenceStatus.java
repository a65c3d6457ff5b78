package org.kimlotse.assessment.facts;

/** What the residence of a person rests on, as far as the benefit law depends on it. */
public enum ResidenceStatus {
    GESTATTUNG("Aufenthaltsgestattung (Asylverfahren läuft)"),
    ANKUNFTSNACHWEIS("Ankunftsnachweis"),
    RECOGNISED("Asylberechtigung oder Flüchtlingseigenschaft zuerkannt"),
    SUBSIDIARY("Subsidiärer Schutz zuerkannt"),
    DEPORTATION_BAN("Abschiebungsverbot festgestellt (§ 60 Abs. 5 oder 7 AufenthG)"),
    DULDUNG("Duldung"),
    OTHER("Anderer Aufenthaltsstatus");

    private final String label;

    ResidenceStatus(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
