package org.kimlotse.shared;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Text as people type it, made safe to store on every database without harming any script. */
public final class Texts {

    /** The longest free text Lotse takes, in characters as a reader counts them (code points). */
    public static final int LONGEST = 10_000;

    private Texts() {}

    /**
     * Composed (NFC), without control characters (line breaks become {@code \n}, tabs stay), halves of broken surrogate
     * pairs, byte order marks and the two characters that force a direction on what follows (they can make a name read
     * backwards), without surrounding white space. Emoji and right-to-left text are kept as they are.
     */
    public static String clean(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String composed = Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC);
        StringBuilder kept = new StringBuilder(composed.length());
        composed.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .filter(c -> c != 0x202D && c != 0x202E && c != 0xFEFF)
                .forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    /** As {@link #clean}, on one line: breaks, tabs and repeated blanks become one blank. */
    public static String oneLine(@Nullable String text) {
        return clean(text).replaceAll("\\s+", " ");
    }

    /** Length in code points: an emoji counts one, or a few if it is put together of several. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
