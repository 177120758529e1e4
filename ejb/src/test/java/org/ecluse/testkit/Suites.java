package org.ecluse.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Public test data that stands beside the project and is no part of it: system property {@code ecluse.suites}. */
public final class Suites {
    private Suites() {}

    /** Files of an archive by their path, in its order. Skips the test where there are no suites; on CI that is a failure. */
    public static Map<String, byte[]> tar(String path) throws IOException {
        Path file = file(path);
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(file));
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(packed), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    files.put(entry.getName(), tar.readAllBytes());
                }
            }
        }
        return files;
    }

    public static Path file(String path) {
        Path file = Path.of(System.getProperty("ecluse.suites", "../../shared/suites"), path);
        boolean there = Files.isReadable(file);
        if (!there && System.getenv("CI") != null) {
            throw new IllegalStateException("suite " + path + " is missing under ecluse.suites");
        }
        assumeTrue(there, () -> "suite " + path + " is not under ecluse.suites: skipped");
        return file;
    }
}
