package org.kimlotse.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kimlotse.access.Accounts;
import org.kimlotse.access.Groups;
import org.kimlotse.access.Identities;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What administrators do to users in the engine's pages, as far as the engine does not look after it: there is always an
 * administrator left (without one nobody could open Tasklist), the groups the product is built on stay, and a password
 * given by an administrator has to be changed by its owner.
 */
class AdministrationFilter extends OncePerRequestFilter {

    private static final Pattern USER = Pattern.compile("/user/([^/]+)");
    private static final Pattern CREDENTIALS = Pattern.compile("/user/([^/]+)/credentials");
    private static final Pattern GROUP = Pattern.compile("/group/([^/]+)");
    private static final Pattern MEMBER = Pattern.compile("/group/([^/]+)/members/([^/]+)");

    private final Identities identities;
    private final Accounts accounts;
    private final SessionRegistry sessions;

    AdministrationFilter(Identities identities, Accounts accounts, SessionRegistry sessions) {
        this.identities = identities;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = ClosedDoorsFilter.insideRest(Requests.path(request));
        String objection = path != null && "DELETE".equals(request.getMethod()) ? objection(path) : "";
        if (!objection.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getWriter()
                    .write("{\"type\":\"InvalidRequestException\",\"message\":\"%s\"}".formatted(objection));
            return;
        }
        chain.doFilter(request, response);
        if (path != null && "PUT".equals(request.getMethod()) && response.getStatus() < 300) {
            Matcher credentials = CREDENTIALS.matcher(path);
            if (credentials.matches()) {
                passwordGiven(credentials.group(1));
            }
        }
    }

    private String objection(String path) {
        Matcher user = USER.matcher(path);
        if (user.matches() && isLast(Groups.ADMIN, user.group(1))) {
            return "Das ist die letzte Person mit Administrationsrechten. Geben Sie die Rechte zuerst jemand anderem.";
        }
        Matcher member = MEMBER.matcher(path);
        if (member.matches()
                && List.of(Groups.ADMIN, Groups.ENGINE_ADMIN).contains(member.group(1))
                && isLast(member.group(1), member.group(2))) {
            return "Das ist die letzte Person mit Administrationsrechten. Geben Sie die Rechte zuerst jemand anderem.";
        }
        Matcher group = GROUP.matcher(path);
        if (group.matches() && Groups.isPermanent(group.group(1))) {
            return "Diese Gruppe gehört zu Lotse und kann nicht gelöscht werden.";
        }
        return "";
    }

    private boolean isLast(String group, String userId) {
        return identities.membersOf(group).equals(List.of(userId));
    }

    private void passwordGiven(String userId) {
        String by = SecurityContextHolder.getContext().getAuthentication().getName();
        if (!userId.equals(by)) {
            accounts.passwordGivenBySomebodyElse(userId);
            sessions.getAllSessions(userId, false).forEach(SessionInformation::expireNow);
        }
    }
}
