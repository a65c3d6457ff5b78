package org.kimlotse.engine;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * A module's share of the forms: the fields it owns, how they are filled from its tables, and what a submit does with
 * them. A form is the union of sections; a process owner may put any known field on any form. Beans of this type are
 * found by the form bridge. A key belongs to exactly one section.
 */
public interface FormSection {

    Collection<FormField> fields();

    /**
     * Values for those of {@code wanted} that have one: String, Boolean, LocalDate, BigDecimal, Integer, List, Map.
     * Runs without engine authorization, after the caller's right on the task was checked.
     */
    Map<String, Object> read(FormContext context, Set<String> wanted);

    /**
     * Writes the fields of this section that came back, in the transaction of the submit, and returns the answers the
     * process may know. Called only when the form holds at least one writable field of this section, after {@link
     * #check} of every section of the form found nothing to reject.
     */
    default Answers write(FormContext context, FormInput input) {
        return Answers.none();
    }

    /** Checks the input and calls {@link FormInput#reject}; saves nothing. */
    default void check(FormContext context, FormInput input) {}

    /** Sections write in ascending order; facts (0) before decisions (100) before actions (200). */
    default int order() {
        return 0;
    }
}
