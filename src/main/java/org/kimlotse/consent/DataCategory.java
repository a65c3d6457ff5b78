package org.kimlotse.consent;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What kind of data a transfer holds. Health stands apart: it is never part of another category. */
public enum DataCategory {
    IDENTITY("Name, Geburtsdatum und Erreichbarkeit"),
    STATUS("Aufenthalt"),
    BENEFIT("Leistungen"),
    LANGUAGE("Sprache und Kurs"),
    WORK("Ausbildung und Arbeit"),
    FAMILY("Familie und Haushalt"),
    HEALTH("Gesundheit");

    private final String label;

    DataCategory(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }

    /**
     * Reads names separated by commas, for example {@code IDENTITY,STATUS}, as rules write them.
     *
     * @throws IllegalArgumentException if a name is unknown: a fault of the rule
     */
    public static Set<DataCategory> parse(String names) {
        EnumSet<DataCategory> categories = EnumSet.noneOf(DataCategory.class);
        Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(DataCategory::valueOf)
                .forEach(categories::add);
        return Collections.unmodifiableSet(categories);
    }
}
