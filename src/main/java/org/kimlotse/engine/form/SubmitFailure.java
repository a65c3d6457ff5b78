package org.kimlotse.engine.form;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.kimlotse.engine.FormRejected;
import org.kimlotse.engine.guard.VariableRefused;
import org.kimlotse.shared.Refused;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** What the browser is told about a submit that was not taken. */
public record SubmitFailure(int status, String type, String message, List<FormRejected.Problem> problems) {

    public static final String ATTRIBUTE = SubmitFailure.class.getName();

    static SubmitFailure of(RuntimeException e) {
        if (e instanceof FormRejected rejected) {
            return new SubmitFailure(400, "FormRejected", words(rejected), rejected.problems());
        }
        if (e instanceof Refused refused) {
            return new SubmitFailure(
                    400,
                    "Refused",
                    words(refused),
                    refused.problems().stream()
                            .map(p -> new FormRejected.Problem(p.field(), p.message()))
                            .toList());
        }
        if (e instanceof SubmitConflict) {
            return new SubmitFailure(409, "SubmitConflict", words(e), List.of());
        }
        if (e instanceof VariableRefused) {
            return new SubmitFailure(400, "VariableRefused", words(e), List.of());
        }
        if (e instanceof NotFoundException) {
            return new SubmitFailure(404, "NotFound", "Diese Aufgabe gibt es nicht.", List.of());
        }
        if (e instanceof AuthorizationException) {
            return new SubmitFailure(
                    403, "AuthorizationException", "Für diese Aufgabe fehlt Ihnen die Berechtigung.", List.of());
        }
        return new SubmitFailure(
                500,
                "InternalError",
                "Das hat nicht geklappt; es wurde nichts gespeichert. Bitte noch einmal versuchen oder die Administration"
                        + " benachrichtigen.",
                List.of());
    }

    private static String words(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }

    /** True if there is a request to leave the note with. */
    boolean note() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(ATTRIBUTE, this, RequestAttributes.SCOPE_REQUEST);
        }
        return request != null;
    }
}
