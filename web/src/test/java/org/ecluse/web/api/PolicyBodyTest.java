package org.ecluse.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.server.policy.PolicyDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyBodyTest {
    @Test
    void aWholePolicyComesBackAsItWas() {
        assertThat(PolicyBody.read(PolicyDocument.toJson(FilterPolicy.DEFAULT))).isEqualTo(FilterPolicy.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'treshholds': {}}",
                "{'level': 'STRICT'}",
                "{'level': 5}",
                "{'thresholds': {'destroy': 'many'}}",
                "{'thresholds': {'quarantine': 600}}",
                "{'quarantineDays': 0}",
                "{'maxSizeBytes': 1.5}",
                "{'heldBulk': 'ALL'}",
                "{'languages': ['xx']}",
                "{'languages': ['French']}",
                "{'weightOverrides': {'X': null}}",
            })
    void whatCannotBePublishedIsRefusedWithAReason(String written) {
        JsonObject json =
                Json.createReader(new StringReader(written.replace('\'', '"'))).readObject();
        assertThatThrownBy(() -> PolicyBody.read(json))
                .isInstanceOf(PolicyRefusedException.class)
                .message()
                .isNotBlank();
    }
}
