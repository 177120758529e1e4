package org.ecluse.server.scanning;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ecluse.filter.voices.VoiceAnswer;

/** Reads the answer of rspamd to {@code /checkv2}: score, required score and symbols with their scores. */
final class RspamdReply {
    private static final int MOST_SYMBOLS = 200;
    private static final int DEEPEST = 100;

    private RspamdReply() {}

    /** @throws IOException it is something else */
    static VoiceAnswer read(byte[] json) throws IOException {
        JsonObject answer = object(json);
        if (answer.get("is_skipped") == JsonValue.TRUE) {
            return new VoiceAnswer.Silent("rspamd did not look: its settings skip this mail");
        }
        Optional<Double> score = number(answer, "score");
        Optional<Double> required = number(answer, "required_score").filter(value -> value > 0);
        if (score.isEmpty() || required.isEmpty()) {
            throw new IOException("rspamd's answer has no score");
        }
        return new VoiceAnswer.Score(score.get(), required.get(), symbols(answer.get("symbols")));
    }

    private static JsonObject object(byte[] json) throws IOException {
        if (isDeep(json)) {
            throw new IOException("rspamd's answer is nested too deep"); // the parser calls itself for each level
        }
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(json))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException | NumberFormatException e) {
            throw new IOException("rspamd's answer is no JSON object", e);
        }
    }

    /** Brackets within strings count too, which only makes it stricter. */
    private static boolean isDeep(byte[] json) {
        int depth = 0;
        for (byte octet : json) {
            if (octet == '{' || octet == '[') {
                if (++depth > DEEPEST) {
                    return true;
                }
            } else if (octet == '}' || octet == ']') {
                depth--;
            }
        }
        return false;
    }

    private static List<VoiceAnswer.Symbol> symbols(JsonValue value) {
        if (!(value instanceof JsonObject symbols)) {
            return List.of();
        }
        return symbols.entrySet().stream()
                .limit(MOST_SYMBOLS)
                .map(entry -> new VoiceAnswer.Symbol(entry.getKey(), points(entry.getValue())))
                .toList();
    }

    private static OptionalDouble points(JsonValue symbol) {
        return symbol instanceof JsonObject object
                ? number(object, "score").map(OptionalDouble::of).orElseGet(OptionalDouble::empty)
                : OptionalDouble.empty();
    }

    private static Optional<Double> number(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number
                ? Optional.of(number.doubleValue()).filter(Double::isFinite)
                : Optional.empty();
    }
}
