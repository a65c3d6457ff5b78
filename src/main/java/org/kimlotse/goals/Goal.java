package org.kimlotse.goals;

import java.time.LocalDate;

/**
 * One goal of an agreement.
 *
 * @param owner who does it
 * @param dueOn by which day (Europe/Berlin)
 * @param indicator how one sees that it is reached; may be empty
 */
public record Goal(String goal, Owner owner, LocalDate dueOn, String indicator) {

    public enum Owner {
        PERSON("Person"),
        CASE_MANAGER("Fallmanagement"),
        OFFICE("Stelle");

        private final String label;

        Owner(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
