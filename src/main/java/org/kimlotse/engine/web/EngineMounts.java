package org.kimlotse.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two addresses under which the engine's REST interface is mounted. */
final class EngineMounts {

    private static final Pattern MOUNT =
            Pattern.compile("(?:/engine-rest(?:/engine/[^/]+)?|/camunda/api/engine/engine/[^/]+)(/.*)?");

    private EngineMounts() {}

    /** The path below the mount, for example {@code /task/4711/submit-form}; empty if the request is for neither. */
    static Optional<String> path(HttpServletRequest request) {
        String info = request.getPathInfo();
        Matcher mount = MOUNT.matcher(request.getServletPath() + (info == null ? "" : info));
        if (!mount.matches()) {
            return Optional.empty();
        }
        return Optional.of(mount.group(1) == null ? "" : mount.group(1));
    }
}
