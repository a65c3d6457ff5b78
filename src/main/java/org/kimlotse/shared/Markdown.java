package org.kimlotse.shared;

import org.jspecify.annotations.Nullable;

/** Text inside the markdown of a form: what a person typed must not turn into layout, links or HTML. */
public final class Markdown {

    private Markdown() {}

    /** Every sign that markdown or HTML could read as more than itself is escaped; line breaks stay. */
    public static String escape(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c == '<') {
                escaped.append("&lt;");
            } else if (c == '>') {
                escaped.append("&gt;");
            } else if (c == '&') {
                escaped.append("&amp;");
            } else {
                if (c < 128 && "\\`*_{}[]#|~".indexOf(c) >= 0) {
                    escaped.append('\\');
                }
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
