package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** What the server answered. */
public record Answer(String call, int status, String mediaType, Optional<String> location, String body) {
    static Answer of(String call, HttpResponse<String> response) {
        return new Answer(
                call,
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse("").split(";", 2)[0],
                response.headers().firstValue("Location"),
                response.body());
    }

    /** This answer, which must have {@code expected} status. */
    public Answer is(int expected) {
        assertThat(status).as("%s: %s", call, body).isEqualTo(expected);
        return this;
    }

    /** This answer, which must be an error as RFC 9457 writes it. */
    Answer isProblem(int expected) {
        is(expected);
        assertThat(mediaType).as("%s: %s", call, body).isEqualTo("application/problem+json");
        assertThat(object().getInt("status")).isEqualTo(expected);
        assertThat(object().getString("detail")).isNotBlank();
        return this;
    }

    /** This answer, which must say that {@code field} is wrong. */
    Answer isWrong(String field) {
        isProblem(400);
        assertThat(object().getString("field", "none")).as("%s: %s", call, body).isEqualTo(field);
        return this;
    }

    JsonValue json() {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readValue();
        }
    }

    public JsonObject object() {
        return json().asJsonObject();
    }

    /** The items of a paged list. */
    public List<JsonObject> items() {
        is(200);
        return object().getJsonArray("items").getValuesAs(JsonObject.class);
    }

    /** {@code field} of every item, as text. */
    public List<String> each(String field) {
        return items().stream().map(item -> text(item.get(field))).toList();
    }

    public String text(String field) {
        return text(object().get(field));
    }

    public long number(String field) {
        return object().getJsonNumber(field).longValue();
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : String.valueOf(value);
    }
}
