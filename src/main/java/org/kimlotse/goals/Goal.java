package org.kimlotse.goals;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One goal of an agreement, or one step towards it.
 *
 * @param owner who does it
 * @param office the code of the office if one does it, else null
 * @param dueOn by which day (Europe/Berlin)
 * @param indicator how one sees that it is reached
 */
public record Goal(String goal, Owner owner, @Nullable String office, LocalDate dueOn, String indicator) {

    public enum Owner {
        PERSON("Person"),
        CASE_MANAGER("Fallmanagement"),
        OFFICE("Stelle"),
        RELATIVES("Angehörige oder Freunde"),
        VOLUNTEER("Ehrenamtliche");

        private final String label;

        Owner(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What no office does. */
    public static Goal of(String goal, Owner owner, LocalDate dueOn, String indicator) {
        return new Goal(goal, owner, null, dueOn, indicator);
    }
}
