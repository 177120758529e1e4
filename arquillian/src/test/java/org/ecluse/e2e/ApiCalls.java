package org.ecluse.e2e;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** The API of a server under test, as its first administrator. */
final class ApiCalls {
    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString("admin:in-tests-only-7319".getBytes(StandardCharsets.UTF_8));

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    ApiCalls(ServerProcess server) {
        base = "http://127.0.0.1:" + server.port("http") + "/api/v1";
    }

    JsonObject get(String path) throws IOException, InterruptedException {
        return call("GET", path, "");
    }

    JsonObject post(String path, String json) throws IOException, InterruptedException {
        return call("POST", path, json);
    }

    JsonObject put(String path, String json) throws IOException, InterruptedException {
        return call("PUT", path, json);
    }

    /** A new customer; its id. */
    long customer(String name) throws IOException, InterruptedException {
        return post("/customers", "{\"name\":\"" + name + "\",\"locale\":\"en\",\"zone\":\"Europe/Paris\"}")
                .getJsonNumber("id")
                .longValue();
    }

    /** A domain that takes every recipient, with one destination server on this machine. */
    void domain(long customer, String name, int port) throws IOException, InterruptedException {
        domain(customer, name, "\"recipientCheck\":\"ACCEPT_ALL\"", port);
    }

    /** @param rules further members of the domain as JSON */
    void domain(long customer, String name, String rules, int port) throws IOException, InterruptedException {
        post(
                "/domains",
                "{\"name\":\"" + name + "\",\"customer\":" + customer + "," + rules
                        + ",\"destinations\":[{\"host\":\"127.0.0.1\",\"port\":" + port + "}]}");
    }

    /** Copies whose recipient holds {@code recipient}, newest first. */
    List<JsonObject> copies(String recipient) throws IOException, InterruptedException {
        return get("/messages?limit=200&recipient=" + URLEncoder.encode(recipient, StandardCharsets.UTF_8))
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);
    }

    /** Kinds of events of the newest copy to {@code recipient}, oldest first, without looks at it such as this one (B14). */
    List<String> timeline(String recipient) throws IOException, InterruptedException {
        String id = copies(recipient).get(0).getString("id");
        return get("/messages/" + id.substring(0, 26) + "/copies/" + id.substring(27))
                .getJsonArray("history")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(event -> event.getString("kind"))
                .filter(kind -> !kind.equals("VIEWED"))
                .toList();
    }

    boolean isInState(String recipient, String state) throws IOException, InterruptedException {
        List<JsonObject> copies = copies(recipient);
        return !copies.isEmpty()
                && copies.stream().allMatch(copy -> copy.getString("state").equals(state));
    }

    private JsonObject call(String method, String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", AUTHORIZATION)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        json.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        if (response.body().isEmpty()) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }
}
