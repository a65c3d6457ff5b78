package org.kimlotse.access;

import java.util.List;
import java.util.Optional;
import org.kimlotse.shared.Actors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The acting user out of the one log-in; the groups were read at the start of this request. */
@Component
class CurrentActors implements Actors {

    private final Identities identities;

    CurrentActors(Identities identities) {
        this.identities = identities;
    }

    @Override
    public Optional<Actor> current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof SignedIn signedIn ? Optional.of(signedIn.actor()) : Optional.empty();
    }

    @Override
    public String displayName(String userId) {
        return userId.equals(SYSTEM)
                ? "Lotse"
                : identities.find(userId).map(Actor::name).orElse(userId);
    }

    @Override
    public List<String> membersOf(String group) {
        return identities.membersOf(group);
    }
}
