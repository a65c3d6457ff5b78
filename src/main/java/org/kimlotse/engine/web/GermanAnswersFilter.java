package org.kimlotse.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.kimlotse.engine.form.SubmitFailure;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers in German when a form or a task was not taken, with the problem of each field. The engine's own answer is in
 * English and puts everything into one sentence.
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
                    : general(request, held);
            held.resetBuffer();
            answer.write(held, failure);
        }
        held.copyBodyToResponse();
    }

    private static SubmitFailure general(HttpServletRequest request, ContentCachingResponseWrapper held) {
        int status = held.getStatus();
        boolean claim = EngineMounts.path(request)
                .filter(path -> path.contains("/claim"))
                .isPresent();
        String said = new String(held.getContentAsByteArray(), StandardCharsets.UTF_8);
        if (claim && said.contains("TaskAlreadyClaimedException")) {
            return failure(
                    409,
                    "TaskAlreadyClaimedException",
                    "Diese Aufgabe bearbeitet eine andere Person. Ist sie nicht da, übernehmen Sie die Aufgabe in der Liste"
                            + " „Vertretung“. Wie Sie eine Krise melden, wenn sofort jemand handeln muss, steht in der Fallakte.");
        }
        if (status == 403) {
            return failure(status, "AuthorizationException", "Für diese Aufgabe fehlt Ihnen die Berechtigung.");
        }
        if (claim) {
            return failure(
                    status == 500 ? 404 : status,
                    "NotFound",
                    "Diese Aufgabe ist nicht mehr offen. Bitte die Liste neu laden.");
        }
        return failure(
                status,
                "InvalidRequestException",
                status == 400
                        ? "Die Eingaben sind nicht lesbar; es wurde nichts gespeichert."
                        : "Das hat nicht geklappt; es wurde nichts gespeichert.");
    }

    private static SubmitFailure failure(int status, String type, String message) {
        return new SubmitFailure(status, type, message, List.of());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod())
                || EngineMounts.path(request)
                        .filter(path -> path.matches("/task/[^/]+/(?:submit-form|claim)/?"))
                        .isEmpty();
    }
}
