package org.ecluse.server.tracking;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ecluse.mail.FileTrait;
import org.ecluse.mail.MailPart;

/** What rules for attachments look at – names, types, sizes, traits – as JSON, so that other rules can be tried later (B5). */
public final class AttachmentFacts {
    private static final int MOST_FILES = 50;
    private static final int LONGEST = 8_000;

    private AttachmentFacts() {}

    /** Empty for more than {@value #MOST_FILES} files, or more than {@value #LONGEST} characters about them. */
    public static Optional<String> write(List<MailPart> files) {
        if (files.size() > MOST_FILES) {
            return Optional.empty();
        }
        JsonArrayBuilder array = Json.createArrayBuilder();
        files.forEach(file -> array.add(Json.createObjectBuilder()
                .add("declared", file.declaredType())
                .add("detected", file.detectedType())
                .add("names", strings(file.names()))
                .add("size", file.sizeBytes())
                .add("traits", strings(file.traits().stream().map(Enum::name).toList()))
                .add("within", strings(file.within()))));
        // A NUL, which no text column of PostgreSQL takes, is escaped by JSON.
        return Optional.of(array.build().toString()).filter(text -> text.length() <= LONGEST);
    }

    /** Parts with what {@link #write} kept of them. */
    public static List<MailPart> read(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readArray().getValuesAs(AttachmentFacts::part);
        }
    }

    private static MailPart part(JsonObject json) {
        List<String> names = texts(json, "names");
        return new MailPart(
                json.getString("declared"),
                json.getString("detected"),
                names.stream().findFirst(),
                names,
                true,
                Optional.empty(),
                "",
                json.getJsonNumber("size").longValue(),
                "",
                texts(json, "traits").stream().map(FileTrait::valueOf).collect(Collectors.toSet()),
                texts(json, "within"));
    }

    private static List<String> texts(JsonObject json, String key) {
        JsonArray array = json.getJsonArray(key);
        return array.getValuesAs(JsonString::getString);
    }

    private static JsonArrayBuilder strings(Collection<String> values) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        values.forEach(array::add);
        return array;
    }
}
