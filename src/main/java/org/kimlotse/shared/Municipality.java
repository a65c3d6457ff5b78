package org.kimlotse.shared;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The 19 municipalities of the Rhein-Sieg-Kreis; Bonn is not one of them. */
public enum Municipality {
    ALFTER("Alfter", "ALF"),
    BAD_HONNEF("Bad Honnef", "BHO"),
    BORNHEIM("Bornheim", "BOR"),
    EITORF("Eitorf", "EIT"),
    HENNEF("Hennef (Sieg)", "HEN"),
    KOENIGSWINTER("Königswinter", "KOE"),
    LOHMAR("Lohmar", "LOH"),
    MECKENHEIM("Meckenheim", "MEC"),
    MUCH("Much", "MUC"),
    NEUNKIRCHEN_SEELSCHEID("Neunkirchen-Seelscheid", "NEU"),
    NIEDERKASSEL("Niederkassel", "NIE"),
    RHEINBACH("Rheinbach", "RHE"),
    RUPPICHTEROTH("Ruppichteroth", "RUP"),
    SANKT_AUGUSTIN("Sankt Augustin", "STA"),
    SIEGBURG("Siegburg", "SIE"),
    SWISTTAL("Swisttal", "SWI"),
    TROISDORF("Troisdorf", "TRO"),
    WACHTBERG("Wachtberg", "WAC"),
    WINDECK("Windeck", "WIN");

    private final String label;
    private final String code;

    Municipality(String label, String code) {
        this.label = label;
        this.code = code;
    }

    /** What a reader sees. */
    public String label() {
        return label;
    }

    /** Three letters, the suffix of its offices' codes, for example {@code SIE} in {@code SOZ-SIE}. */
    public String code() {
        return code;
    }

    /** The group of the case managers who work there, for example {@code case-manager-bad-honnef}. */
    public String team() {
        return "case-manager-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Municipality> ofTeam(String group) {
        return Arrays.stream(values()).filter(m -> m.team().equals(group)).findFirst();
    }

    /** Finds by enum name, label or code; empty if there is no such municipality in the Kreis. */
    public static Optional<Municipality> find(String text) {
        return Arrays.stream(values())
                .filter(m -> m.name().equalsIgnoreCase(text)
                        || m.label.equalsIgnoreCase(text)
                        || m.code.equalsIgnoreCase(text))
                .findFirst();
    }
}
