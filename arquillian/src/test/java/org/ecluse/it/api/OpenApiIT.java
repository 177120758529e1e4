package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The API describes itself, completely. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OpenApiIT {
    @Test
    void everyRouteIsDescribed() {
        JsonObject document = OpenApi.document();
        assertThat(document.getString("openapi")).startsWith("3.");
        assertThat(document.getJsonObject("info").getString("title")).isEqualTo("Écluse");
        assertThat(OpenApi.described(document)).containsExactlyInAnyOrderElementsOf(OpenApi.existing());
    }

    @Test
    void everyRouteSaysWhatItDoesAndHowToSignIn() {
        JsonObject document = OpenApi.document();
        assertThat(document.getJsonObject("components")
                        .getJsonObject("securitySchemes")
                        .keySet())
                .containsExactlyInAnyOrder("token", "password");
        assertThat(document.getJsonArray("security")).hasSize(2);
        document.getJsonObject("paths")
                .forEach((path, operations) -> operations
                        .asJsonObject()
                        .forEach((method, operation) -> assertDescribed(method + " " + path, operation)));
    }

    private static void assertDescribed(String route, JsonValue operation) {
        if (operation.getValueType() != JsonValue.ValueType.OBJECT) {
            return; // what all operations of a path share
        }
        assertThat(operation.asJsonObject().getString("summary", "")).as(route).isNotBlank();
        assertThat(operation.asJsonObject().getJsonArray("tags")).as(route).isNotEmpty();
    }
}
