package org.kimlotse.board;

import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Actors;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;

/** The navigation of the signed-in user: in every page's model, and for Tasklist, which draws it itself. */
@RestController
@ControllerAdvice
class NavAdvice {

    private final Actors actors;

    NavAdvice(Actors actors) {
        this.actors = actors;
    }

    @ModelAttribute("nav")
    @Nullable
    Nav nav() {
        return actors.current().map(Nav::of).orElse(null);
    }

    @GetMapping("/api/nav")
    Nav navOfTasklist() {
        return Nav.of(actors.current().orElseThrow());
    }
}
