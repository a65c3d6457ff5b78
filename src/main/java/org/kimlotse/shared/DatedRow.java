package org.kimlotse.shared;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a row of pure data states, and on which days: a parameter, an age limit, a step of the ladder. A rule that looks at
 * one says for which day ({@code validOn($day)}); the rule book refuses rules that do not, and writes the days of the table
 * into what its rows state.
 */
public interface DatedRow {

    String IN_FORCE = "inForce";
    String ANNOUNCED = "announced";
    String EXPIRED = "expired";

    /** The first day it holds. */
    LocalDate validFrom();

    /** The last day it holds, or null for an open end. */
    @Nullable
    LocalDate validTo();

    /** {@code inForce}, {@code announced} or {@code expired}. */
    String status();

    /** The same statement with other days. */
    DatedRow dated(LocalDate from, @Nullable LocalDate to, String status);

    /** Holds on that day: also on a day long past, if it held then; never while it is only announced. */
    default boolean validOn(LocalDate day) {
        LocalDate to = validTo();
        return !status().equals(ANNOUNCED) && !day.isBefore(validFrom()) && (to == null || !day.isAfter(to));
    }
}
