package org.kimlotse.rulebook;

import java.time.LocalDate;

/** Conditions for the columns "gültig ab", "gültig bis" and "Stand" of decision tables. */
public final class Dated {

    private static final String IN_FORCE = "inForce";
    private static final String ANNOUNCED = "announced";
    private static final String EXPIRED = "expired";

    private Dated() {}

    /** The day is not before the first day of the row. */
    public static boolean from(LocalDate day, String isoDay) {
        return !day.isBefore(LocalDate.parse(isoDay.strip()));
    }

    /** The day is not after the last day of the row. */
    public static boolean to(LocalDate day, String isoDay) {
        return !day.isAfter(LocalDate.parse(isoDay.strip()));
    }

    /**
     * Rows announced or expired take no effect.
     *
     * @throws IllegalArgumentException if the word is none of inForce, announced, expired
     */
    public static boolean inForce(String status) {
        return switch (status.strip()) {
            case IN_FORCE -> true;
            case ANNOUNCED, EXPIRED -> false;
            default ->
                throw new IllegalArgumentException("Stand muss inForce, announced oder expired sein, nicht: " + status);
        };
    }
}
