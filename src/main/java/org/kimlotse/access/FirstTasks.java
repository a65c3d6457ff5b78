package org.kimlotse.access;

import java.util.Optional;
import org.kimlotse.shared.Actors.Actor;

/** Which of the lists of Tasklist a person should see first. */
public interface FirstTasks {

    /** Id of the first list that holds something for this person; of the person's own list if none does. */
    Optional<String> listToStartWith(Actor actor);
}
