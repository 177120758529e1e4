package org.ecluse.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
