package org.ecluse.smtp.session;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The public test data beside the project; absent ones skip a test with a message, except on the build server. */
final class Suites {

    private Suites() {}

    static Path folder(String name) {
        Path folder = Path.of(System.getProperty("ecluse.suites", "../../shared/suites"), name);
        if (!Files.isDirectory(folder) && System.getenv("CI") != null) {
            throw new IllegalStateException("suite " + folder + " is absent");
        }
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "suite " + folder + " is absent");
        return folder;
    }

    static JsonStructure json(Path file) throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
            return reader.read();
        }
    }
}
