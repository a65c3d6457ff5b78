package org.kimlotse.engine.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses expressions in queries. The engine refuses them at top level only: inside {@code orQueries} it evaluates what
 * any signed-in person sends. Also refuses values that bring code along: scripts in bodies, serialized Java objects.
 */
class QueryGuardFilter extends OncePerRequestFilter {

    private static final int LARGEST_BODY = 2_000_000;
    private static final Set<String> SCRIPTS = Set.of("script", "scriptformat", "scriptlanguage");

    private final ObjectMapper json;
    private final Answer answer;

    QueryGuardFilter(ObjectMapper json, Answer answer) {
        this.json = json;
        this.answer = answer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> path = EngineMounts.path(request);
        if (path.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        // In a form's submit the names are those of fields, and the form bridge looks at each.
        if (path.get().matches("/task/[^/]+/submit-form/?")) {
            chain.doFilter(request, response);
            return;
        }
        // Stored filters may hold expressions; only administrators reach their addresses with a body.
        boolean stored = path.get().equals("/filter/create") || path.get().matches("/filter/[^/]+/?");
        if (!stored && request.getParameterMap().keySet().stream().anyMatch(QueryGuardFilter::isExpressionField)) {
            answer.refuse(response, 400, "InvalidRequestException", "Ausdrücke sind in Anfragen nicht erlaubt.");
            return;
        }
        if (!hasBody(request) || isForm(request)) {
            chain.doFilter(request, response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            answer.refuse(response, 413, "InvalidRequestException", "Die Anfrage ist zu groß.");
            return;
        }
        if (body.length > 0) {
            try {
                JsonNode read = json.readTree(body);
                if (!stored && holds(read, QueryGuardFilter::isExpressionField)) {
                    answer.refuse(
                            response, 400, "InvalidRequestException", "Ausdrücke sind in Anfragen nicht erlaubt.");
                    return;
                }
                if (holds(read, field -> SCRIPTS.contains(field.toLowerCase(Locale.ROOT)))) {
                    answer.refuse(response, 400, "InvalidRequestException", "Skripte sind in Anfragen nicht erlaubt.");
                    return;
                }
            } catch (JsonProcessingException e) {
                answer.refuse(response, 400, "InvalidRequestException", "Die Anfrage ist nicht lesbar.");
                return;
            }
        }
        chain.doFilter(new WithBody(request, body), response);
    }

    private static boolean hasBody(HttpServletRequest request) {
        return !Set.of("GET", "HEAD", "OPTIONS").contains(request.getMethod());
    }

    private static boolean isForm(HttpServletRequest request) {
        return request.getContentType() != null && request.getContentType().startsWith("multipart/");
    }

    private static boolean isExpressionField(String field) {
        return field.toLowerCase(Locale.ROOT).endsWith("expression");
    }

    private static boolean holds(JsonNode node, java.util.function.Predicate<String> field) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                if (field.test(entry.getKey()) || holds(entry.getValue(), field)) {
                    return true;
                }
            }
        } else if (node.isArray()) {
            for (JsonNode each : node) {
                if (holds(each, field)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The request with the body that was already read. */
    private static final class WithBody extends HttpServletRequestWrapper {

        private final byte[] body;

        WithBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] buffer, int offset, int length) {
                    return bytes.read(buffer, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
