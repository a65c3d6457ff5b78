package org.kimlotse.takeover;

/**
 * What is to be said of a row.
 *
 * @param column German heading, or empty for the whole row
 * @param message German: what is wrong and what to do
 */
public record Finding(Kind kind, String column, String message) {

    public enum Kind {
        /** The row cannot be taken over like this. */
        WRONG,
        /** Somebody has to look whether this is the same person. */
        ALIKE,
        /** Good to know. */
        NOTE
    }

    @Override
    public String toString() {
        return "Finding[" + kind + ", " + column + "]";
    }
}
