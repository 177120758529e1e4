package org.ecluse.server.store;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ecluse.filter.SenderFacts;
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
                    .add("orcpt", recipient.orcpt())
                    .add("discard", recipient.discard()));
        }
        JsonObjectBuilder object = JSON.createObjectBuilder()
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
                .add("protocolFaults", JSON.createArrayBuilder(envelope.protocolFaults()));
        envelope.sender().ifPresent(sender -> object.add("sender", write(sender)));
        return object.build().toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObjectBuilder write(SenderFacts sender) {
        JsonObjectBuilder object = JSON.createObjectBuilder()
                .add("spf", sender.spf().name())
                .add("reverse", sender.reverse().name())
                .add("helo", sender.helo().name())
                .add("dmarcWithoutSpf", sender.dmarcWithoutSpf());
        JsonArrayBuilder listings = JSON.createArrayBuilder();
        for (SenderFacts.Listing listing : sender.listings()) {
            listings.add(JSON.createObjectBuilder()
                    .add("symbol", listing.symbol())
                    .add("blocks", listing.blocks())
                    .add("strength", listing.strength())
                    .add("detail", listing.detail()));
        }
        object.add("listings", listings);
        sender.spfBits().ifPresent(bits -> object.add("spfBits", bits));
        sender.spfExplanation().ifPresent(words -> object.add("spfExplanation", words));
        sender.spfDomain().ifPresent(domain -> object.add("spfDomain", domain));
        sender.reverseName().ifPresent(name -> object.add("reverseName", name));
        return object;
    }

    /** @throws IOException the block is not what {@link #write} made */
    static StoredEnvelope read(byte[] json) throws IOException {
        try (var reader = READERS.createReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8)) {
            JsonObject object = reader.readObject();
            List<StoredEnvelope.Recipient> recipients = object.getJsonArray("recipients").stream()
                    .map(JsonValue::asJsonObject)
                    .map(each -> new StoredEnvelope.Recipient(
                            each.getString("address"),
                            each.getString("notify"),
                            each.getString("orcpt"),
                            each.getBoolean("discard", false)))
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
                    object.getString("envelopeId"),
                    strings(object, "protocolFaults"),
                    Optional.ofNullable(object.getJsonObject("sender")).map(EnvelopeJson::sender));
        } catch (jakarta.json.JsonException
                | ClassCastException
                | NullPointerException
                | IllegalArgumentException
                | DateTimeException e) {
            throw new IOException("stored envelope is damaged", e);
        }
    }

    private static SenderFacts sender(JsonObject object) {
        return new SenderFacts(
                SenderFacts.SpfResult.valueOf(object.getString("spf")),
                Optional.ofNullable(object.getString("spfDomain", null)),
                SenderFacts.ReverseName.valueOf(object.getString("reverse")),
                Optional.ofNullable(object.getString("reverseName", null)),
                object.containsKey("spfBits") ? OptionalInt.of(object.getInt("spfBits")) : OptionalInt.empty(),
                SenderFacts.HeloName.valueOf(object.getString("helo", SenderFacts.HeloName.UNKNOWN.name())),
                object.getBoolean("dmarcWithoutSpf", false),
                Optional.ofNullable(object.getString("spfExplanation", null)),
                listings(object));
    }

    /** None where an earlier version wrote the envelope. */
    private static List<SenderFacts.Listing> listings(JsonObject object) {
        return object.containsKey("listings")
                ? object.getJsonArray("listings").stream()
                        .map(JsonValue::asJsonObject)
                        .map(each -> new SenderFacts.Listing(
                                each.getString("symbol"),
                                each.getBoolean("blocks"),
                                each.getJsonNumber("strength").doubleValue(),
                                each.getString("detail")))
                        .toList()
                : List.of();
    }

    /** None where an earlier version wrote the envelope. */
    private static List<String> strings(JsonObject object, String name) {
        return object.containsKey(name)
                ? object.getJsonArray(name).getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList()
                : List.of();
    }
}
