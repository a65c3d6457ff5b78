package org.kimlotse.shared;

import java.util.List;

/** A use case that cannot be done as asked, in German words for the person who asked. Nothing was saved. */
public class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param field what the message is about (a field key), or empty for the whole */
    public record Problem(String field, String message) implements java.io.Serializable {}

    private final List<Problem> problems;

    public Refused(String germanMessage) {
        this(List.of(new Problem("", germanMessage)));
    }

    public Refused(List<Problem> problems) {
        super(String.join(" ", problems.stream().map(Problem::message).toList()));
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
