package org.kimlotse.shared;

import java.util.regex.Pattern;

/**
 * The case number, for example {@code KIM-2026-00017}: the one identifier of a case in tables, process business keys and
 * addresses. It is a pseudonym and may stand in the engine.
 *
 * @param number upper case {@code KIM-yyyy-nnnnn}
 */
public record CaseId(String number) {

    private static final Pattern SHAPE = Pattern.compile("KIM-\\d{4}-\\d{5}");

    /** @throws IllegalArgumentException if the text is not a case number */
    public CaseId {
        if (!SHAPE.matcher(number).matches()) {
            throw new IllegalArgumentException("not a case number: " + number);
        }
    }

    public static boolean isCaseNumber(String text) {
        return SHAPE.matcher(text).matches();
    }

    public static CaseId of(int year, int sequence) {
        return new CaseId("KIM-%04d-%05d".formatted(year, sequence));
    }

    @Override
    public String toString() {
        return number;
    }
}
