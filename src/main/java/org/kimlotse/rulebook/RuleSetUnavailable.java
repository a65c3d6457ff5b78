package org.kimlotse.rulebook;

/** No version of the rule set has loaded; the message says which folder and why. */
public class RuleSetUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RuleSetUnavailable(String message) {
        super(message);
    }
}
