package org.ecluse.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails that are made to blow up whoever reads them, in a Java of its own with 256 MB of heap. */
@Covers({"R2.4", "R2.5"})
class UnpackBoundsTest {
    private static final long LONGEST_MILLIS = 10_000;

    @TempDir
    private static Path bombs;

    @BeforeAll
    static void makeThem() throws IOException {
        BombProbe.write(bombs);
    }

    @Test
    void mailsMadeToBlowUpEndInTimeWithinTheHeapAndLeaveNoThread() throws IOException, InterruptedException {
        List<String> lines = read(1, "-Xmx256m");
        assertThat(lines).as("bombs that were tried").hasSize(BombProbe.BOMBS.size() + 1);
        for (String line : lines.subList(0, BombProbe.BOMBS.size())) {
            assertThat(Long.parseLong(line.split("\t")[1])).as(line).isLessThan(LONGEST_MILLIS);
        }
    }

    /** Four of them are in memory as they came, up to 40 MB each, while the files of one are open. */
    @Test
    void fourAtOnceNeedLittleMoreMemoryThanOne() throws IOException, InterruptedException {
        assertThat(read(4, "-Xmx384m")).hasSize(4 * BombProbe.BOMBS.size() + 1);
    }

    private static List<String> read(int threads, String heap) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BombProbe.class.getName(),
                        Integer.toString(threads),
                        bombs.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines;
        try {
            lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroy();
        }
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        assertThat(lines.get(lines.size() - 1)).isEqualTo("threads left\t0");
        assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.endsWith("\tseen"));
        return lines;
    }
}
