package org.kimlotse.engine;

import java.util.List;

/** A submit that cannot be taken, in words for the person at the screen. Nothing was saved. */
public class FormRejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param field field key, or empty for the form as a whole */
    public record Problem(String field, String message) implements java.io.Serializable {}

    private final List<Problem> problems;

    public FormRejected(String germanMessage) {
        this(List.of(new Problem("", germanMessage)));
    }

    public FormRejected(List<Problem> problems) {
        super(String.join(" ", problems.stream().map(Problem::message).toList()));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
