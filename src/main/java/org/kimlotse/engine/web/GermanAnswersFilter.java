package org.kimlotse.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kimlotse.engine.form.SubmitFailure;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers a submit that was not taken in German, with the problem of each field. The engine's own answer is in English
 * and puts everything into one sentence.
 */
class GermanAnswersFilter extends OncePerRequestFilter {

    private final Answer answer;

    GermanAnswersFilter(Answer answer) {
        this.answer = answer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, held);
        if (held.getStatus() >= 400) {
            SubmitFailure failure = request.getAttribute(SubmitFailure.ATTRIBUTE) instanceof SubmitFailure noted
                    ? noted
                    : general(held.getStatus());
            held.resetBuffer();
            answer.write(held, failure);
        }
        held.copyBodyToResponse();
    }

    private static SubmitFailure general(int status) {
        return new SubmitFailure(
                status,
                "InvalidRequestException",
                status == 400
                        ? "Die Eingaben sind nicht lesbar; es wurde nichts gespeichert."
                        : "Das hat nicht geklappt; es wurde nichts gespeichert.",
                java.util.List.of());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod())
                || EngineMounts.path(request)
                        .filter(path -> path.matches("/task/[^/]+/submit-form/?"))
                        .isEmpty();
    }
}
