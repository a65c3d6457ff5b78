package org.kimlotse.casefile.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a field of a form that no module knows. Exactly one of the typed values is set.
 *
 * @param key the field's key in the form
 * @param text a text, a choice, or several choices separated by commas
 */
public record AdditionalFact(
        String key,
        @Nullable String text,
        @Nullable Boolean yes,
        @Nullable LocalDate day,
        @Nullable BigDecimal number) {}
