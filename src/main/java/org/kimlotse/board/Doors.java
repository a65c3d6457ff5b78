package org.kimlotse.board;

import java.util.Arrays;
import org.kimlotse.shared.Actors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Who may open a page at all; what a page shows is restricted again where it is read. */
@Component
class Doors {

    private final Actors actors;

    Doors(Actors actors) {
        this.actors = actors;
    }

    /** @throws ResponseStatusException 403 unless the signed-in user belongs to one of the groups */
    void openFor(String... groups) {
        boolean open = actors.current()
                .map(actor -> Arrays.stream(groups).anyMatch(actor::in))
                .orElse(false);
        if (!open) {
            throw new ResponseStatusException(
                    HttpStatus.FORBIDDEN, "Diese Seite ist für Ihre Gruppe nicht vorgesehen.");
        }
    }
}
