package org.kimlotse.intake;

/** What was done at once in a crisis. */
public enum CrisisAction {
    CALLED_112("112 gerufen (Rettungsdienst)"),
    CALLED_110("110 gerufen (Polizei)"),
    STAYED("bei der Person geblieben"),
    CLINIC("in die Klinik oder Notaufnahme vermittelt"),
    SOCIAL_PSYCHIATRIC_SERVICE("Sozialpsychiatrischen Dienst eingeschaltet"),
    YOUTH_OFFICE("Jugendamt informiert"),
    SHELTER("Frauenhaus oder Schutzunterkunft vermittelt"),
    OTHER("Anderes");

    private final String label;

    CrisisAction(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
