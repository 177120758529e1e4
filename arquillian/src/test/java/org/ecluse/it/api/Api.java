package org.ecluse.it.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.ecluse.it.TestServer;

/** A caller of the API: where it is, and who calls. */
public final class Api {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final String base;
    private final Optional<String> authorization;

    private Api(String base, Optional<String> authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    /** Of the shared server; nobody calls. */
    static Api anonymous() {
        return at(TestServer.http("/api/v1"));
    }

    /** Nobody calls. */
    public static Api at(URI base) {
        return new Api(base.toString(), Optional.empty());
    }

    /** Of the shared server, by its first administrator's password. */
    static Api administrator() {
        return anonymous().as("admin", TestServer.adminPassword());
    }

    /** The same API, called by somebody with a password. */
    public Api as(String userName, String password) {
        return with("Basic "
                + Base64.getEncoder().encodeToString((userName + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    /** The same API, called with a token. */
    Api bearing(String token) {
        return with("Bearer " + token);
    }

    /** The same API, called by the same account with a token that it makes for itself. */
    public Api withOwnToken(String name) {
        JsonObject body = Json.createObjectBuilder().add("name", name).build();
        return bearing(made(post("/tokens", body)).getString("secret"));
    }

    Api with(String header) {
        return new Api(base, Optional.of(header));
    }

    public Answer get(String path) {
        return call("GET", path, "");
    }

    public Answer post(String path, JsonValue body) {
        return call("POST", path, body.toString());
    }

    public Answer post(String path) {
        return call("POST", path, "");
    }

    public Answer put(String path, JsonValue body) {
        return call("PUT", path, body.toString());
    }

    Answer delete(String path) {
        return call("DELETE", path, "");
    }

    /** @param body JSON; empty: none */
    public Answer call(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept-Language", "en")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        authorization.ifPresent(value -> request.header("Authorization", value));
        return send(request.build());
    }

    static Answer send(HttpRequest request) {
        return send(CLIENT, request);
    }

    static Answer send(HttpClient client, HttpRequest request) {
        try {
            return Answer.of(
                    request.method() + " " + request.uri(),
                    client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@code made} must be 201; the thing that was made. */
    public static JsonObject made(Answer made) {
        return made.is(201).object();
    }

    /** A path with query: names and values in turn. */
    public static String query(String path, String... namesAndValues) {
        StringBuilder query = new StringBuilder(path);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return query.toString();
    }
}
