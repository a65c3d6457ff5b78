package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.DatedRow;

/** The age limit of a range of years of birth (§ 7a SGB II). */
public record AgeLimit(
        int firstYear,
        int lastYear,
        int years,
        int months,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String status)
        implements DatedRow {

    @Override
    public AgeLimit dated(LocalDate from, @Nullable LocalDate to, String status) {
        return new AgeLimit(firstYear, lastYear, years, months, from, to, status);
    }

    public boolean covers(LocalDate birthDate) {
        return firstYear <= birthDate.getYear() && birthDate.getYear() <= lastYear;
    }

    /** Last day before the limit takes effect: the end of the month in which the age is completed. */
    public LocalDate lastDayBelow(LocalDate birthDate) {
        return BusinessCalendar.eom(BusinessCalendar.completesAge(birthDate, years, months));
    }

    /**
     * First day of Grundsicherung im Alter of somebody who was not under SGB II: the first of the month in which the age
     * is reached (§ 41 Abs. 2, § 44 Abs. 2 S. 1 SGB XII).
     */
    public LocalDate fromInSgbXii(LocalDate birthDate) {
        return BusinessCalendar.completesAge(birthDate, years, months)
                .plusDays(1)
                .withDayOfMonth(1);
    }

    public static Row bornFrom(String year) {
        return new Row(Integer.parseInt(year.strip()));
    }

    /** The columns of the table. */
    public static final class Row {

        private final int firstYear;
        private int lastYear;
        private int years;

        private Row(int firstYear) {
            this.firstYear = firstYear;
        }

        public Row to(String year) {
            lastYear = Integer.parseInt(year.strip());
            return this;
        }

        public Row years(String number) {
            years = Integer.parseInt(number.strip());
            return this;
        }

        /** Ends the row. */
        public AgeLimit months(String number) {
            return new AgeLimit(
                    firstYear,
                    lastYear,
                    years,
                    Integer.parseInt(number.strip()),
                    LocalDate.MIN,
                    null,
                    DatedRow.IN_FORCE);
        }
    }
}
