package org.kimlotse.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser's cookies and a programmer's keyboard, talking to the running product. Follows no redirects. */
public final class HttpUser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    public record Answer(int status, String body, Map<String, List<String>> headers) {

        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .findFirst();
        }

        public List<String> headers(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .toList();
        }

        /** Path, query and fragment of where the browser is sent to; fails if that is another host. */
        public String location() {
            String location = header("Location").orElseThrow(() -> new AssertionError("no redirect: " + this));
            URI uri = URI.create(location);
            if (uri.getHost() != null) {
                assertThat(uri.getHost()).as("redirect " + location).isEqualTo("localhost");
            }
            return location.replaceFirst("^[a-z]+://[^/]*", "");
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }
    }

    private final String base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private HttpUser(int port) {
        this.base = "http://localhost:" + port;
    }

    public static HttpUser anonymous(int port) {
        return new HttpUser(port);
    }

    /** Signed in through the log-in page, with Tasklist opened once so that its token is there. */
    public static HttpUser signedIn(int port, String name) {
        return signedIn(port, name, name);
    }

    public static HttpUser signedIn(int port, String name, String password) {
        HttpUser user = new HttpUser(port);
        Answer answer = user.signIn(name, password);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).as("signed in as " + name).doesNotStartWith("/anmelden");
        user.page("/camunda/app/tasklist/default/");
        return user;
    }

    /** Fills in the log-in form and sends it. */
    public Answer signIn(String name, String password) {
        return form("/anmelden", Map.of("_csrf", formToken("/anmelden"), "name", name, "kennwort", password));
    }

    public String formToken(String page) {
        Matcher token = FORM_TOKEN.matcher(page(page).body());
        assertThat(token.find()).as("a form on " + page).isTrue();
        return token.group(1);
    }

    /** Asks for a page, as a browser does. */
    public Answer page(String path) {
        return send(request(path)
                .header("Accept", "text/html,application/xhtml+xml")
                .GET());
    }

    public Answer get(String path) {
        return send(request(path).header("Accept", "application/json").GET());
    }

    /** Asks as Tasklist does for its cards. */
    public Answer hal(String path) {
        return send(request(path).header("Accept", "application/hal+json").GET());
    }

    public Answer form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer post(String path, String json) {
        return write("POST", path, json);
    }

    public Answer put(String path, String json) {
        return write("PUT", path, json);
    }

    public Answer delete(String path) {
        return write("DELETE", path, "");
    }

    /** With the right token for the path: Camunda's for its web applications, Spring's for everything else. */
    public Answer write(String method, String path, String json) {
        HttpRequest.Builder request = body(method, path, json);
        if (path.startsWith("/camunda/")) {
            cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        } else {
            Answer session = get("/api/session");
            if (session.status() == 200) {
                request.header(
                        session.json().get("csrfHeader").asText(),
                        session.json().get("csrfToken").asText());
            }
        }
        return send(request);
    }

    public Answer writeWithoutToken(String method, String path, String json) {
        return send(body(method, path, json));
    }

    private HttpRequest.Builder body(String method, String path, String json) {
        return request(path)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    public void setCookie(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(base), cookie);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
