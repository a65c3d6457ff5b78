package org.kimlotse.engine;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without a screen: logs in as a person would, keeps cookies, sends the tokens both mounts ask for. */
public final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private static final Pattern SESSION_TOKEN = Pattern.compile("\"csrfToken\":\"([^\"]+)\"");

    private final String base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private String springToken = "";

    public Visitor(int port) {
        this.base = "http://localhost:" + port;
    }

    public static Visitor signedIn(int port, String user) {
        Visitor visitor = new Visitor(port);
        visitor.springToken = visitor.token("/anmelden");
        HttpResponse<String> answer = visitor.send(visitor.request("/anmelden")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("name=" + user + "&kennwort=" + user + "&_csrf="
                        + URLEncoder.encode(visitor.springToken, StandardCharsets.UTF_8)))
                .build());
        if (answer.statusCode() != 302
                || answer.headers().firstValue("Location").orElse("").contains("anmelden")) {
            throw new IllegalStateException(user + " could not log in: " + answer.statusCode());
        }
        Matcher token = SESSION_TOKEN.matcher(visitor.get("/api/session").body());
        if (!token.find()) {
            throw new IllegalStateException("no token for " + user);
        }
        visitor.springToken = token.group(1);
        visitor.get("/camunda/app/tasklist/default/");
        return visitor;
    }

    private String token(String page) {
        Matcher found = TOKEN.matcher(get(page).body());
        return found.find() ? found.group(1) : springToken;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    public HttpResponse<String> post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    public HttpResponse<String> put(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        for (HttpCookie cookie : cookies.getCookieStore().getCookies()) {
            if (cookie.getName().equals("XSRF-TOKEN")) {
                request.header("X-XSRF-TOKEN", cookie.getValue());
            }
        }
        return request.header("X-CSRF-TOKEN", springToken);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
