package org.kimlotse.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kimlotse.shared.Texts;

/** What the browser sent, read with types; a wrong type is a {@link FormRejected} with a German message, never a 500. */
public interface FormInput {

    /** True if the form has this field and it came back (hidden fields do not). */
    boolean has(String key);

    /** Trimmed, normalised (NFC), without control characters; empty text is empty. At most 10,000 characters. */
    Optional<String> text(String key);

    Optional<LocalDate> date(String key);

    boolean isTrue(String key);

    Optional<Boolean> bool(String key);

    Optional<BigDecimal> number(String key);

    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type);

    List<String> choices(String key);

    /**
     * The rows of a list that hold anything, each cell by the type of its column: String, LocalDate, BigDecimal, Boolean,
     * List of String. Cells left empty are absent; columns the form does not have are dropped. At most 200 rows.
     */
    List<Map<String, Object>> rows(String key);

    /** Notes a problem with one field; the submit is refused as a whole after every section has looked. */
    void reject(String key, String germanMessage);

    /** Shorthand: the text, or a rejection "… fehlt" and an empty string. */
    default String requireText(String key, String germanMessage) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            reject(key, germanMessage);
        }
        return text.orElse("");
    }

    /** Notes it as a problem if the text is longer than so many characters. */
    default void limit(String key, int longest) {
        if (Texts.length(text(key).orElse("")) > longest) {
            reject(key, String.format(Locale.GERMANY, "Der Text ist zu lang (höchstens %,d Zeichen).", longest));
        }
    }

    /** True as long as nothing was rejected. */
    boolean valid();
}
