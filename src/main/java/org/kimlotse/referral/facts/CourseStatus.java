package org.kimlotse.referral.facts;

import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.facts.ResidenceStatus;

/** What the residence of a person rests on, as far as the way into a language course depends on it. */
public enum CourseStatus {
    GESTATTUNG("Aufenthaltsgestattung (Asylverfahren läuft)"),
    DULDUNG_60A_2_3("Duldung nach § 60a Abs. 2 Satz 3 AufenthG"),
    DULDUNG_OTHER("andere Duldung"),
    P24("§ 24 AufenthG (vorübergehender Schutz)"),
    P25_1_2("§ 25 Abs. 1 oder 2 AufenthG (Asyl, Flüchtling, subsidiärer Schutz)"),
    P25_3("§ 25 Abs. 3 AufenthG (Abschiebungsverbot)"),
    P25_5("§ 25 Abs. 5 AufenthG"),
    P25B("§ 25b AufenthG"),
    FAMILY_OR_WORK("Familiennachzug oder Arbeit (§§ 18a–d, 18g, 19c, 21, 28–30, 32, 36, 36a AufenthG)"),
    RESETTLED("§ 23 Abs. 2 oder 4, § 25 Abs. 4a Satz 3 oder § 38a AufenthG"),
    OTHER_TITLE("andere Aufenthaltserlaubnis (zum Beispiel § 25a)"),
    EU("Unionsbürger/in"),
    GERMAN("deutsche Staatsangehörigkeit");

    private final String label;

    CourseStatus(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }

    /** Null where the status says nothing of courses, or is not known. */
    public static @Nullable CourseStatus of(@Nullable ResidenceStatus status) {
        if (status == null) {
            return null;
        }
        return switch (status) {
            case GESTATTUNG -> GESTATTUNG;
            case DULDUNG_60A_2_3, DULDUNG_60C, DULDUNG_60D -> DULDUNG_60A_2_3;
            case DULDUNG, DULDUNG_60B, ENFORCEABLE_DEPARTURE -> DULDUNG_OTHER;
            case TITLE_24 -> P24;
            case RECOGNISED, SUBSIDIARY -> P25_1_2;
            case DEPORTATION_BAN -> P25_3;
            case TITLE_25_5 -> P25_5;
            case TITLE_25B -> P25B;
            case FAMILY_TITLE, WORK_TITLE -> FAMILY_OR_WORK;
            case RESETTLEMENT_TITLE, VICTIM_TITLE -> RESETTLED;
            case TITLE_25A,
                    TITLE_104C,
                    TITLE_25_4_1,
                    TITLE_23_1_WAR,
                    ADMISSION_TITLE,
                    HARDSHIP_TITLE,
                    SETTLEMENT,
                    OTHER_TITLE,
                    JOB_SEARCH -> OTHER_TITLE;
            case EU_CITIZEN -> EU;
            case GERMAN -> GERMAN;
            default -> null;
        };
    }
}
