package org.ecluse.filter.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine for which ONNX Runtime was not built: asked twice, the model says why it is not there, and nothing else breaks. */
class MissingLibraryTest {
    @Test
    void modelSaysWhyItCannotBeUsed(@TempDir Path empty) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Donnxruntime.native.path=" + empty,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Probe.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            assertThat(said.lines())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("the sentence model could not be loaded: ")
                            && line.contains("onnxruntime"));
        } finally {
            process.destroy();
        }
    }

    /** Asks twice: a class that could not be loaded fails in another way the second time. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] arguments) {
            for (int i = 0; i < 2; i++) {
                try {
                    System.out.println(TextReader.SHIPPED.read("a sentence").isPresent());
                } catch (ReaderUnavailableException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }
}
