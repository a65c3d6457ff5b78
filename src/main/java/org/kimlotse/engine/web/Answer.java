package org.kimlotse.engine.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.kimlotse.engine.form.SubmitFailure;

/** Writes what the browser shows: {@code {type, message, problems:[{field, message}]}}. */
record Answer(ObjectMapper json) {

    private record Body(String type, String message, List<?> problems) {}

    void refuse(HttpServletResponse response, int status, String type, String message) throws IOException {
        write(response, new SubmitFailure(status, type, message, List.of()));
    }

    void write(HttpServletResponse response, SubmitFailure failure) throws IOException {
        response.setStatus(failure.status());
        response.setContentType("application/json;charset=UTF-8");
        response.getOutputStream()
                .write(json.writeValueAsBytes(new Body(failure.type(), failure.message(), failure.problems())));
    }
}
