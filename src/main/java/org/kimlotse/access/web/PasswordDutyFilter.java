package org.kimlotse.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Whoever signed in with a password given by somebody else gets no further than the page to change it. */
class PasswordDutyFilter extends OncePerRequestFilter {

    static final String DUTY = "lotse.must-change-password";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session == null || session.getAttribute(DUTY) == null || isAllowed(Requests.path(request))) {
            chain.doFilter(request, response);
        } else if (Requests.isPage(request)) {
            response.sendRedirect("/kennwort");
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static boolean isAllowed(String path) {
        return path.equals("/kennwort")
                || path.equals("/abmelden")
                || path.equals("/anmelden")
                || SecurityConfiguration.isStatic(path);
    }
}
