package org.kimlotse.engine;

/**
 * One field a module knows.
 *
 * @param key the field key in the form, lowerCamel, unique over all modules
 * @param type what is sent to and expected from the browser
 * @param writable false: shown only, ignored when it comes back
 */
public record FormField(String key, Type type, boolean writable) {

    /** TEXT and CHOICE travel as string, DATE as ISO string, OPTIONS as list of {label, value}, LIST as list of objects. */
    public enum Type {
        TEXT,
        CHOICE,
        BOOLEAN,
        DATE,
        NUMBER,
        CHOICES,
        LIST,
        OPTIONS
    }

    public static FormField writable(String key, Type type) {
        return new FormField(key, type, true);
    }

    public static FormField shown(String key, Type type) {
        return new FormField(key, type, false);
    }
}
