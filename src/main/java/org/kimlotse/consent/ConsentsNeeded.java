package org.kimlotse.consent;

import java.util.Optional;
import java.util.Set;
import org.kimlotse.engine.FormContext;

/** For what a task needs a consent that is missing, so that the form proposes just that. */
public interface ConsentsNeeded {

    record Needed(String recipient, Purpose purpose, Set<DataCategory> categories) {}

    /** Empty if nothing is missing, or the task hands nothing over. */
    Optional<Needed> of(FormContext context);
}
