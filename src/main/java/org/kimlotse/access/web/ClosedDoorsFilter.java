package org.kimlotse.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kimlotse.access.Groups;
import org.kimlotse.access.SignedIn;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What of the engine's web applications and REST interface is reachable at all. Closed to everybody: the second log-in,
 * the set-up page, and every way of putting free text, models or unchecked results into the engine past Lotse. For others
 * than administrators the REST interface is what Tasklist needs, and nothing else; what they see there is decided by the
 * engine. The same rules on both mounts.
 */
class ClosedDoorsFilter extends OncePerRequestFilter {

    private static final Pattern REST_MOUNT =
            Pattern.compile("(?:/engine-rest(?:/engine/[^/]+)?|/camunda/api/engine/engine/[^/]+)(/.*)?");

    private record Door(Pattern method, Pattern path) {

        boolean leadsTo(String method, String path) {
            return this.method.matcher(method).matches()
                    && this.path.matcher(path).matches();
        }
    }

    private static Door door(String method, String path) {
        return new Door(Pattern.compile(method), Pattern.compile(path));
    }

    private static final String ANY = ".*";
    private static final String READ = "GET|HEAD|OPTIONS";
    private static final String WRITE = "(?!(?:GET|HEAD|OPTIONS)$).*";

    private static final List<Door> CLOSED = List.of(
            door(ANY, "/camunda/api/admin/auth/user/[^/]+/login(?:/.*)?"),
            door(ANY, "/camunda/api/admin/setup(?:/.*)?"),
            door(ANY, "/camunda/app/[^/]+/[^/]+/setup(?:/.*)?"),
            door(ANY, "/camunda/app/welcome(?:/.*)?"),
            door(ANY, "/camunda/api/welcome(?:/.*)?"));

    private static final List<Door> CLOSED_REST = List.of(
            // Tries out passwords without our back-off.
            door(ANY, "/identity/verify"),
            // Free text.
            door(WRITE, ".*/comment(?:/.*)?"),
            door(ANY, ".*/attachment(?:/.*)?"),
            door("PUT", "/task/[^/]+"),
            // Results that no form has checked.
            door(WRITE, "/task/[^/]+/(?:complete|resolve|delegate|bpmnError|bpmnEscalation)"),
            door(WRITE, "/task/create"),
            // Models are deployed by the model deployer, after its checks.
            door(WRITE, "/deployment(?:/.*)?"),
            // What ended would still tell which processes a case number had, the confidential ones among them; Lotse
            // shows
            // what happened in a case to whom it concerns. What Cockpit needs to repair jobs stays.
            door(ANY, "/history/(?!(?:cleanup|batch|job-log|external-task-log)(?:/|$)).*"),
            // Starting a case is a use case of the case file.
            door(WRITE, "/process-definition/.*(?:start|submit-form)"));

    private static final List<Door> FOR_ALL = List.of(
            door(READ, "/?"),
            door(READ, "/version"),
            door(READ, "/filter(?:/.*)?"),
            door("POST", "/filter/[^/]+/(?:list|count|singleResult)"),
            // What a process knows beside the form is for nobody: that a team is left out would tell of a confidential
            // step.
            door(READ, "/task(?:/(?!report(?:/|$)|[^/]+/(?:variables|localVariables)(?:/|$)).*)?"),
            door(READ, "/task/[^/]+/variables/(?:caseNumber|municipality|deadline|handoverId|bottleneckId|seat)"),
            door("POST", "/task(?:/count)?"),
            door("POST", "/task/[^/]+/(?:claim|unclaim|submit-form)"),
            // These the engine refuses (TASK_WORK); reaching it, they are refused in its words.
            door("POST", "/task/[^/]+/(?:assignee|variables|localVariables)"),
            door(READ, "/process-definition(?:/count|/(?!statistics$)(?:key/)?[^/]+(?:/(?:xml|diagram|startForm))?)?"),
            door(READ, "/authorization/check"),
            door(READ, "/user(?:/count|/[^/]+/profile)?"),
            door(READ, "/group(?:/count)?"),
            door(READ, "/identity/(?:groups|password-policy)"));

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isClosed(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isClosed(HttpServletRequest request) {
        String path = Requests.path(request);
        if (!path.startsWith("/camunda/") && !path.startsWith("/engine-rest")) {
            return false;
        }
        String method = request.getMethod();
        if (leadsTo(CLOSED, method, path)) {
            return true;
        }
        String inside = insideRest(path);
        if (inside == null) {
            return false;
        }
        return leadsTo(CLOSED_REST, method, inside) || isClerk() && !leadsTo(FOR_ALL, method, inside);
    }

    /** The path inside the engine's REST interface, for example {@code /task/4711}; null outside of both mounts. */
    static @Nullable String insideRest(String path) {
        Matcher rest = REST_MOUNT.matcher(path);
        if (!rest.matches()) {
            return null;
        }
        return rest.group(1) == null ? "" : rest.group(1);
    }

    private static boolean leadsTo(List<Door> doors, String method, String path) {
        return doors.stream().anyMatch(door -> door.leadsTo(method, path));
    }

    /** Whoever is not signed in at all is told so by the rule behind this one. */
    private static boolean isClerk() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn
                && !signedIn.actor().in(Groups.ADMIN);
    }
}
