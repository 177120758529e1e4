package org.ecluse.server.store;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ecluse.store.StoredEnvelope;

/** The stored form of an envelope: one line of JSON that later versions may widen, never narrow. */
final class EnvelopeJson {
    // The provider is looked up once: Json.createReader and its like search the class path on every call.
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final JsonReaderFactory READERS = JSON.createReaderFactory(Map.of());

    private EnvelopeJson() {}

    static byte[] write(StoredEnvelope envelope) {
        JsonArrayBuilder recipients = JSON.createArrayBuilder();
        for (StoredEnvelope.Recipient recipient : envelope.recipients()) {
            recipients.add(JSON.createObjectBuilder()
                    .add("address", recipient.address())
                    .add("notify", recipient.notifyOn())
                    .add("orcpt", recipient.orcpt()));
        }
        return JSON.createObjectBuilder()
                .add("origin", envelope.origin())
                .add("receivedAt", envelope.receivedAt().toString())
                .add("reversePath", envelope.reversePath())
                .add("recipients", recipients)
                .add("clientAddress", envelope.clientAddress())
                .add("helo", envelope.helo())
                .add("smtpUtf8", envelope.smtpUtf8())
                .add("protocol", envelope.protocol())
                .add("ret", envelope.ret())
                .add("envelopeId", envelope.envelopeId())
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IOException the block is not what {@link #write} made */
    static StoredEnvelope read(byte[] json) throws IOException {
        try (var reader = READERS.createReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8)) {
            JsonObject object = reader.readObject();
            List<StoredEnvelope.Recipient> recipients = object.getJsonArray("recipients").stream()
                    .map(JsonValue::asJsonObject)
                    .map(each -> new StoredEnvelope.Recipient(
                            each.getString("address"), each.getString("notify"), each.getString("orcpt")))
                    .toList();
            return new StoredEnvelope(
                    object.getString("origin"),
                    Instant.parse(object.getString("receivedAt")),
                    object.getString("reversePath"),
                    recipients,
                    object.getString("clientAddress"),
                    object.getString("helo"),
                    object.getBoolean("smtpUtf8"),
                    object.getString("protocol"),
                    object.getString("ret"),
                    object.getString("envelopeId"));
        } catch (jakarta.json.JsonException | ClassCastException | NullPointerException | DateTimeException e) {
            throw new IOException("stored envelope is damaged", e);
        }
    }
}
