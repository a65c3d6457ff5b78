package org.kimlotse.engine.guard;

import java.time.Clock;
import java.util.Date;
import org.kimlotse.engine.TaskDates;
import org.springframework.stereotype.Component;

/** What stored task filters may ask: days as people in Germany count them. */
@Component("filterTasks")
public class FilterTasks {

    private final Clock clock;

    FilterTasks(Clock clock) {
        this.clock = clock;
    }

    /** The first instant of today in Germany; everything due before is overdue. */
    public Date startOfToday() {
        return TaskDates.startOf(TaskDates.dayOf(clock.instant()));
    }

    /** The first instant of tomorrow in Germany; what is due before it and after yesterday is due today. */
    public Date startOfTomorrow() {
        return TaskDates.startOf(TaskDates.dayOf(clock.instant()).plusDays(1));
    }

    /** The last second of today in Germany. */
    public Date endOfToday() {
        return TaskDates.endOf(TaskDates.dayOf(clock.instant()));
    }

    /** The last second of the day so many days from today; negative looks back. */
    public Date endOfDayIn(Long days) {
        return TaskDates.endOf(TaskDates.dayOf(clock.instant()).plusDays(days));
    }
}
