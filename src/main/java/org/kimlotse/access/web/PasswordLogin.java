package org.kimlotse.access.web;

import java.time.Duration;
import java.util.List;
import org.kimlotse.access.Identities;
import org.kimlotse.access.LoginBackOff;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Checks name and password. What goes into the session is the name alone; groups are read for every request. */
@Component
class PasswordLogin implements AuthenticationProvider {

    private final Identities identities;
    private final LoginBackOff backOff;

    PasswordLogin(Identities identities, LoginBackOff backOff) {
        this.identities = identities;
        this.backOff = backOff;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String name = attempt.getName().strip();
        String password = String.valueOf(attempt.getCredentials());
        String place = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
        Duration wait = backOff.wait(name, place);
        if (!wait.isZero()) {
            throw new TooManyAttempts(wait);
        }
        if (name.length() > 64 || password.length() > 200 || !identities.passwordMatches(name, password)) {
            backOff.failed(name, place);
            throw new BadCredentialsException("wrong name or password");
        }
        backOff.succeeded(name, place);
        return UsernamePasswordAuthenticationToken.authenticated(name, null, List.of());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** The password was not looked at. */
    static class TooManyAttempts extends AuthenticationException {

        private static final long serialVersionUID = 1L;

        private final long seconds;

        TooManyAttempts(Duration wait) {
            super("too many wrong passwords");
            this.seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        }

        long seconds() {
            return seconds;
        }
    }
}
