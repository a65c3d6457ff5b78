package org.kimlotse.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.UrlUtils;
import org.springframework.web.util.UriUtils;

/** How requests are told apart. */
final class Requests {

    private static final Pattern ROUNDABOUT = Pattern.compile("//|/\\.{1,2}(?:/|$)|[;\\\\]");

    private Requests() {}

    /** The path inside the application, decoded by the container: what servlets are chosen by. */
    static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return request.getServletPath() + (info == null ? "" : info);
    }

    /** True for a page a person opens in the browser, as opposed to what scripts and programs ask for. */
    static boolean isPage(HttpServletRequest request) {
        String path = path(request);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE)
                && !path.startsWith("/camunda/api/")
                && !path.startsWith("/engine-rest")
                && !path.startsWith("/api/")
                && !path.startsWith("/actuator");
    }

    /**
     * True if the address says in a roundabout way what could be said plainly: a letter behind its code as in {@code
     * %65ngine}, empty or dotted segments, parameters in the path. Nobody needs that; but parts of the engine's web
     * applications decide by the raw address and others by the decoded one.
     */
    static boolean isDisguised(String rawPath) {
        return ROUNDABOUT.matcher(rawPath).find() || hidesPlainCharacters(rawPath);
    }

    private static boolean hidesPlainCharacters(String rawPath) {
        for (int i = rawPath.indexOf('%'); i >= 0; i = rawPath.indexOf('%', i + 1)) {
            int code = i + 2 < rawPath.length()
                    ? Character.digit(rawPath.charAt(i + 1), 16) * 16 + Character.digit(rawPath.charAt(i + 2), 16)
                    : -1;
            boolean letterOrDigit = code >= '0' && code <= 'z' && Character.isLetterOrDigit(code);
            if (code < 0x20 || letterOrDigit || "-._~/\\;%".indexOf(code) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Path and query of an absolute address of our own, so that a redirect never leaves the host it was asked on. */
    static String local(String url) {
        String pathAndQuery = url;
        if (UrlUtils.isAbsoluteUrl(url)) {
            int path = url.indexOf('/', url.indexOf("://") + 3);
            pathAndQuery = path < 0 ? "/" : url.substring(path);
        }
        String decoded = UriUtils.decode(pathAndQuery, StandardCharsets.UTF_8);
        boolean local = pathAndQuery.startsWith("/")
                && !decoded.startsWith("//")
                && !decoded.startsWith("/\\")
                && decoded.indexOf('\n') < 0
                && decoded.indexOf('\r') < 0;
        return local ? pathAndQuery : "/";
    }
}
