package org.kimlotse.access.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kimlotse.access.FirstTasks;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.Actors.Actor;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells scripts and programs who is signed in, and the token that every writing request has to carry as a header. */
@RestController
class SessionController {

    /** @param csrfHeader name of the header; {@code csrfToken} its value, good for this session */
    record Session(String userId, String name, List<String> groups, String csrfHeader, String csrfToken) {}

    /** @param id of the list, null if there is none */
    record FirstList(@Nullable String id) {}

    private final Actors actors;
    private final FirstTasks firstTasks;

    SessionController(Actors actors, FirstTasks firstTasks) {
        this.actors = actors;
        this.firstTasks = firstTasks;
    }

    @GetMapping("/api/session")
    Session session(CsrfToken token) {
        Actor actor = actors.current().orElseThrow();
        return new Session(
                actor.id(),
                actor.name(),
                actor.groups().stream().sorted().toList(),
                token.getHeaderName(),
                token.getToken());
    }

    /** Which list Tasklist opens if the address names none. */
    @GetMapping("/api/session/first-list")
    FirstList firstList() {
        return new FirstList(
                firstTasks.listToStartWith(actors.current().orElseThrow()).orElse(null));
    }
}
