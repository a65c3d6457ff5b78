package org.kimlotse.assessment.facts;

/** What the residence of a person rests on, as far as benefit law, course and family rights depend on it. */
public enum ResidenceStatus {
    GESTATTUNG("Aufenthaltsgestattung (Asylverfahren läuft)"),
    ANKUNFTSNACHWEIS("Ankunftsnachweis"),
    FOLGEANTRAG("Folgeantrag gestellt"),
    RECOGNISED("Asylberechtigung oder Flüchtlingseigenschaft zuerkannt"),
    SUBSIDIARY("Subsidiärer Schutz zuerkannt"),
    DEPORTATION_BAN("Abschiebungsverbot festgestellt (§ 60 Abs. 5 oder 7 AufenthG)"),
    DULDUNG("Duldung"),
    DULDUNG_60A_2_3("Ermessensduldung (§ 60a Abs. 2 S. 3 AufenthG)"),
    DULDUNG_60B("Duldung für Personen mit ungeklärter Identität (§ 60b AufenthG)"),
    DULDUNG_60C("Ausbildungsduldung (§ 60c AufenthG)"),
    DULDUNG_60D("Beschäftigungsduldung (§ 60d AufenthG)"),
    ENFORCEABLE_DEPARTURE("vollziehbar ausreisepflichtig"),
    TITLE_23_1_WAR("Aufenthaltserlaubnis nach § 23 Abs. 1 AufenthG wegen des Krieges im Heimatland"),
    TITLE_24("Schutz nach § 24 AufenthG gesucht oder erteilt"),
    TITLE_25_4_1("Aufenthaltserlaubnis nach § 25 Abs. 4 S. 1 AufenthG"),
    TITLE_25_5("Aufenthaltserlaubnis nach § 25 Abs. 5 AufenthG"),
    TITLE_25A("Aufenthaltserlaubnis nach § 25a AufenthG"),
    TITLE_25B("Aufenthaltserlaubnis nach § 25b AufenthG"),
    TITLE_104C("Aufenthaltserlaubnis nach § 104c AufenthG"),
    FAMILY_TITLE("Aufenthaltserlaubnis aus familiären Gründen (§§ 28 bis 36a AufenthG)"),
    WORK_TITLE("Aufenthaltserlaubnis zu Erwerbszwecken (§§ 18a bis 21 AufenthG)"),
    RESETTLEMENT_TITLE("Aufenthaltstitel nach § 23 Abs. 2 oder 4 AufenthG"),
    ADMISSION_TITLE(
            "Aufenthaltserlaubnis nach § 22 oder § 23 Abs. 1 AufenthG (Aufnahme aus dem Ausland, nicht wegen Krieges)"),
    HARDSHIP_TITLE("Aufenthaltserlaubnis nach § 23a oder § 25 Abs. 4 S. 2, Abs. 4a S. 1, 4b AufenthG"),
    VICTIM_TITLE("Aufenthaltserlaubnis nach § 25 Abs. 4a S. 3 AufenthG"),
    SETTLEMENT("Niederlassungserlaubnis"),
    OTHER_TITLE("andere Aufenthaltserlaubnis"),
    JOB_SEARCH("Aufenthaltserlaubnis nur zur Suche von Arbeit, Ausbildung oder Studium (auch § 20a AufenthG)"),
    EU_CITIZEN("Staatsangehörigkeit eines anderen EU-Staates, auch Familie mit Aufenthaltskarte (§ 5 FreizügG/EU)"),
    GERMAN("deutsche Staatsangehörigkeit"),
    NO_TITLE_YET("noch kein Aufenthaltsstatus (zum Beispiel neugeborenes Kind)"),
    OTHER("Anderer Aufenthaltsstatus");

    private final String label;

    ResidenceStatus(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }

    /** The name is one of those given, separated by blanks; for columns of tables. */
    public boolean in(String names) {
        return java.util.Arrays.asList(names.strip().split("\\s+")).contains(name());
    }
}
