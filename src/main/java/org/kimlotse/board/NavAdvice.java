package org.kimlotse.board;

import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Actors;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts the navigation of the signed-in user into every page's model. */
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
}
