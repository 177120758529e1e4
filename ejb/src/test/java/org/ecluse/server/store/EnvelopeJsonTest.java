package org.ecluse.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.SenderFacts;
import org.ecluse.store.StoredEnvelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeJsonTest {
    private static final String FIRST_VERSION = "{\"origin\":\"INBOUND\",\"receivedAt\":\"2026-02-03T04:05:06Z\","
            + "\"reversePath\":\"a@example.org\",\"recipients\":[{\"address\":\"b@example.com\",\"notify\":\"\",\"orcpt\":\"\"}],"
            + "\"clientAddress\":\"192.0.2.1\",\"helo\":\"h\",\"smtpUtf8\":false,\"protocol\":\"ESMTP\",\"ret\":\"\",\"envelopeId\":\"\"";

    @Test
    void envelopesOfTheFirstVersionAreStillRead() throws IOException {
        StoredEnvelope envelope = EnvelopeJson.read((FIRST_VERSION + "}").getBytes(StandardCharsets.UTF_8));
        assertThat(envelope.reversePath()).isEqualTo("a@example.org");
        assertThat(envelope.sender()).isEmpty();
        assertThat(envelope.protocolFaults()).isEmpty();
    }

    @Test
    void theListsThatTheSenderIsOnAreKept() throws IOException {
        String sender = ",\"sender\":{\"spf\":\"NONE\",\"reverse\":\"NONE\"}}";
        StoredEnvelope old = EnvelopeJson.read((FIRST_VERSION + sender).getBytes(StandardCharsets.UTF_8));
        assertThat(old.sender().orElseThrow().listings()).isEmpty();
        SenderFacts listed = old.sender()
                .orElseThrow()
                .with(List.of(
                        new SenderFacts.Listing("DNSBL_A", true, 0.5, "A: bad (192.0.2.1)"),
                        new SenderFacts.Listing("DNSWL_B", false, 1, "B: good (192.0.2.1)")));
        StoredEnvelope envelope = new StoredEnvelope(
                old.origin(),
                old.receivedAt(),
                old.reversePath(),
                old.recipients(),
                old.clientAddress(),
                old.helo(),
                old.smtpUtf8(),
                old.protocol(),
                old.ret(),
                old.envelopeId(),
                old.protocolFaults(),
                Optional.of(listed));
        assertThat(EnvelopeJson.read(EnvelopeJson.write(envelope)).sender()).contains(listed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                FIRST_VERSION,
                FIRST_VERSION + ",\"sender\":{\"spf\":\"PERHAPS\",\"reverse\":\"NONE\"}}",
                FIRST_VERSION + ",\"sender\":3}"
            })
    void aDamagedEnvelopeSaysSo(String json) {
        assertThatThrownBy(() -> EnvelopeJson.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }
}
