package org.kimlotse.engine.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Texts;

/**
 * What a form asks of a value beyond its type: the limits of form-js, read once when the file is checked and applied to
 * every answer. A pattern is matched in time linear in the answer (RE2), so that no answer can keep the server busy.
 *
 * @param decimalDigits most digits after the decimal comma
 * @param pattern must be found in the text, as the browser does it; null if any text will do
 */
public record FieldLimits(
        @Nullable Integer minLength,
        @Nullable Integer maxLength,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer decimalDigits,
        @Nullable Pattern pattern) {

    static final FieldLimits NONE = new FieldLimits(null, null, null, null, null, null);

    private static final int LONGEST_PATTERN = 300;

    /** Counted repetitions are written out by the matcher, those within each other multiplied. */
    private static final long MOST_REPETITIONS = 5_000;

    private static final java.util.regex.Pattern REPETITION = java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

    /**
     * @param component with its object {@code validate}
     * @param faults is told what is wrong with it, German
     */
    static FieldLimits read(JsonNode component, Consumer<String> faults) {
        JsonNode validate = component.path("validate");
        Integer minLength = length(validate, "minLength", faults);
        Integer maxLength = length(validate, "maxLength", faults);
        BigDecimal min = number(validate, "min", faults);
        BigDecimal max = number(validate, "max", faults);
        if (minLength != null && maxLength != null && minLength > maxLength) {
            faults.accept(FormFaults.contradiction("minLength", minLength, "maxLength", maxLength));
        }
        if (min != null && max != null && min.compareTo(max) > 0) {
            faults.accept(FormFaults.contradiction("min", min, "max", max));
        }
        return new FieldLimits(
                minLength, maxLength, min, max, length(component, "decimalDigits", faults), pattern(validate, faults));
    }

    /** What is wrong with this text, without the field's name: "höchstens 50 Zeichen, es sind 60. Bitte kürzen." */
    Optional<String> problem(String text) {
        int length = Texts.length(text);
        if (maxLength != null && length > maxLength) {
            return Optional.of(String.format(
                    Locale.GERMANY, "höchstens %,d Zeichen, es sind %,d. Bitte kürzen.", maxLength, length));
        }
        if (minLength != null && length < minLength) {
            return Optional.of(
                    String.format(Locale.GERMANY, "mindestens %,d Zeichen, es sind %,d.", minLength, length));
        }
        if (pattern != null && !pattern.matcher(text).find()) {
            return Optional.of("Das hat nicht die verlangte Form.");
        }
        return Optional.empty();
    }

    Optional<String> problem(BigDecimal number) {
        if (min != null && number.compareTo(min) < 0) {
            return Optional.of("mindestens %s.".formatted(shown(min)));
        }
        if (max != null && number.compareTo(max) > 0) {
            return Optional.of("höchstens %s.".formatted(shown(max)));
        }
        if (decimalDigits != null && number.stripTrailingZeros().scale() > decimalDigits) {
            return Optional.of(
                    decimalDigits == 0
                            ? "Bitte eine ganze Zahl eingeben."
                            : "höchstens %d Stelle(n) nach dem Komma.".formatted(decimalDigits));
        }
        return Optional.empty();
    }

    private static String shown(BigDecimal number) {
        return number.toPlainString().replace('.', ',');
    }

    private static @Nullable Integer length(JsonNode holder, String limit, Consumer<String> faults) {
        BigDecimal number = number(holder, limit, faults);
        if (number == null) {
            return null;
        }
        try {
            int length = number.intValueExact();
            if (length >= 0) {
                return length;
            }
        } catch (ArithmeticException notWhole) {
            // told below
        }
        faults.accept(FormFaults.noLength(limit, holder.path(limit).asText()));
        return null;
    }

    /** A number, or a number in quotation marks; an expression could not be worked out when the answer comes. */
    private static @Nullable BigDecimal number(JsonNode holder, String limit, Consumer<String> faults) {
        JsonNode value = holder.path(limit);
        if (value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.asText().isBlank()) {
            return null;
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        String text = value.isTextual() ? value.asText().strip() : value.toString();
        if (value.isTextual() && text.matches("[+-]?\\d{1,12}(\\.\\d{1,6})?")) {
            return new BigDecimal(text);
        }
        faults.accept(FormFaults.noNumber(limit, text));
        return null;
    }

    private static @Nullable Pattern pattern(JsonNode validate, Consumer<String> faults) {
        JsonNode value = validate.path("pattern");
        if (value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.asText().isEmpty()) {
            return null;
        }
        String text = value.asText("");
        if (!value.isTextual() || text.length() > LONGEST_PATTERN || repetitions(text) > MOST_REPETITIONS) {
            faults.accept(FormFaults.PATTERN_TOO_LARGE);
            return null;
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            faults.accept(FormFaults.brokenPattern(text));
            return null;
        }
    }

    private static long repetitions(String pattern) {
        long all = 1;
        for (MatchResult found : REPETITION.matcher(pattern).results().toList()) {
            String most = found.group(2) == null || found.group(2).isEmpty() ? found.group(1) : found.group(2);
            all = most.length() > 4 ? Long.MAX_VALUE : all * Math.max(1, Long.parseLong(most));
            if (all > MOST_REPETITIONS || all < 0) {
                return Long.MAX_VALUE;
            }
        }
        return all;
    }
}
