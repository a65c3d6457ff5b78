package org.kimlotse.transition;

import org.kimlotse.engine.ProcessVariable;

/** What the process of a change of benefit law knows. */
public final class TransitionVariables {

    public static final ProcessVariable<Boolean> TRANSITION_GOES_ON = ProcessVariable.bool("transitionGoesOn");

    private TransitionVariables() {}
}
