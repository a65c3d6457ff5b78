package org.kimlotse.engine;

import static org.kimlotse.shared.BusinessCalendar.ZONE;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;

/** Turns the dates of the law into the instants the engine stores for tasks and timers. */
public final class TaskDates {

    private TaskDates() {}

    /** The last second of that day in Germany; a task due on a day is overdue on the next. */
    public static Date endOf(LocalDate day) {
        return Date.from(day.plusDays(1).atStartOfDay(ZONE).minusSeconds(1).toInstant());
    }

    /** The first instant of that day in Germany. */
    public static Date startOf(LocalDate day) {
        return Date.from(day.atStartOfDay(ZONE).toInstant());
    }

    /** The day in Germany on which this instant falls. */
    public static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    public static LocalDate dayOf(Date instant) {
        return dayOf(instant.toInstant());
    }
}
