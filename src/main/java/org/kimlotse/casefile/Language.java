package org.kimlotse.casefile;

import java.util.Arrays;
import java.util.Optional;

/**
 * Languages in which people are informed. Neighbours are kept apart because people do: Dari and Farsi, Kurmanji and
 * Sorani, Ukrainian and Russian.
 */
public enum Language {
    DE("Deutsch"),
    DE_PLAIN("Leichte Sprache"),
    AR("Arabisch"),
    UK("Ukrainisch"),
    RU("Russisch"),
    TR("Türkisch"),
    PRS("Dari"),
    FA("Farsi"),
    KMR("Kurdisch (Kurmandschi)"),
    CKB("Kurdisch (Sorani)"),
    PS("Paschtu"),
    EN("Englisch"),
    FR("Französisch"),
    TI("Tigrinya"),
    SO("Somali"),
    SQ("Albanisch"),
    BCS("Bosnisch, Kroatisch, Serbisch"),
    ROM("Romanes"),
    RO("Rumänisch"),
    BG("Bulgarisch"),
    PL("Polnisch"),
    ES("Spanisch"),
    KA("Georgisch"),
    HY("Armenisch"),
    AZ("Aserbaidschanisch"),
    VI("Vietnamesisch"),
    HI("Hindi, Pandschabi"),
    OTHER("Andere Sprache");

    private final String label;

    Language(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }

    /** By code or German label; empty text and unknown text find nothing. */
    public static Optional<Language> find(String text) {
        return Arrays.stream(values())
                .filter(l -> l.name().equalsIgnoreCase(text) || l.label.equalsIgnoreCase(text))
                .findFirst();
    }
}
