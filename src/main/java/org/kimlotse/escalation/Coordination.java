package org.kimlotse.escalation;

import java.util.List;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.Refused;
import org.springframework.stereotype.Component;

/** Modul 1: the people who write, release, call and record for the steering group. */
@Component
public class Coordination {

    public static final String GROUP = "coordination";

    private final Actors actors;

    Coordination(Actors actors) {
        this.actors = actors;
    }

    List<String> members() {
        return actors.membersOf(GROUP);
    }

    boolean includes(String userId) {
        return members().contains(userId);
    }

    /** @throws Refused in German */
    void require(String userId) {
        if (!includes(userId)) {
            throw new Refused("Das kann nur die Koordination.");
        }
    }
}
