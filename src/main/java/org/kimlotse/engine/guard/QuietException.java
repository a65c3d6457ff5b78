package org.kimlotse.engine.guard;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An exception without its words: kinds and places only. Messages quote what a step was working on (a database quotes the
 * row it could not store), and that must stand neither in the engine's tables nor in the log.
 */
public final class QuietException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String kind;

    private QuietException(Throwable original, @Nullable QuietException cause) {
        super(original.getClass().getSimpleName(), cause);
        this.kind = original.getClass().getName();
        setStackTrace(original.getStackTrace());
    }

    public static QuietException of(Throwable original) {
        return of(original, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static QuietException of(Throwable original, Set<Throwable> seen) {
        seen.add(original);
        Throwable cause = original.getCause();
        return new QuietException(original, cause == null || seen.contains(cause) ? null : of(cause, seen));
    }

    /** The kinds from the outermost to the innermost, for a column that is one line long. */
    String inOneLine() {
        StringBuilder line = new StringBuilder(getMessageOrEmpty());
        for (Throwable e = getCause(); e != null; e = e.getCause()) {
            line.append(" < ").append(e.getMessage());
        }
        return line.toString();
    }

    private String getMessageOrEmpty() {
        return String.valueOf(getMessage());
    }

    /** Kinds and frames, at most sixty of each. */
    String asText() {
        StringBuilder text = new StringBuilder();
        for (Throwable e = this; e != null; e = e.getCause()) {
            text.append(text.length() == 0 ? "" : "\nCaused by: ")
                    .append(e)
                    .append('\n')
                    .append(Arrays.stream(e.getStackTrace())
                            .limit(60)
                            .map(frame -> "\tat " + frame)
                            .collect(Collectors.joining("\n")));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return kind;
    }
}
