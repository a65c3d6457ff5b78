package org.kimlotse.access;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Actors.Actor;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A signed-in user with the groups of this request; one authority per group, named like the group. */
public final class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Actor actor;

    public SignedIn(Actor actor) {
        super(authorities(actor.groups()));
        this.actor = actor;
        super.setAuthenticated(true);
    }

    public Actor actor() {
        return actor;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return actor.id();
    }

    private static List<GrantedAuthority> authorities(Collection<String> groups) {
        return groups.stream()
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that && that.actor.equals(actor);
    }

    @Override
    public int hashCode() {
        return actor.hashCode();
    }
}
