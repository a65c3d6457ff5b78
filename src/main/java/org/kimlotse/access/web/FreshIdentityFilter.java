package org.kimlotse.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.kimlotse.access.Identities;
import org.kimlotse.access.SignedIn;
import org.kimlotse.shared.Actors.Actor;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the signed-in user and the groups anew for every request: who left a team or the office is out with the next
 * click, not with the end of the session.
 */
class FreshIdentityFilter extends OncePerRequestFilter {

    private final Identities identities;

    FreshIdentityFilter(Identities identities) {
        this.identities = identities;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication stored = SecurityContextHolder.getContext().getAuthentication();
        if (stored instanceof UsernamePasswordAuthenticationToken && stored.isAuthenticated()) {
            Optional<Actor> actor = identities.find(stored.getName());
            SecurityContext fresh = SecurityContextHolder.createEmptyContext();
            if (actor.isPresent()) {
                fresh.setAuthentication(new SignedIn(actor.get()));
            } else {
                HttpSession session = request.getSession(false);
                if (session != null) {
                    session.invalidate();
                }
            }
            SecurityContextHolder.setContext(fresh);
        }
        chain.doFilter(request, response);
    }

    /** An error page is made within the same request; the user is known by then. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
