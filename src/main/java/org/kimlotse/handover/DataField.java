package org.kimlotse.handover;

/**
 * One field of a data package.
 *
 * @param category the data category a consent names, for example {@code IDENTITY}
 * @param label German
 * @param value readable, German; never empty
 */
public record DataField(String category, String key, String label, String value) {

    /** What somebody wrote to the office; covered by no category of its own. */
    public static final String NOTE = "NOTE";

    /** Says nothing about the person: an exception's text or a log line may hold it. */
    @Override
    public String toString() {
        return "DataField[" + key + "]";
    }
}
