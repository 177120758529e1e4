package org.ecluse.filter.virus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Names of known bad files by their SHA-256. A line holds the digest in hex and, after white space, a name; {@code #} begins a
 * comment.
 */
public record HashList(Map<String, String> names) {
    private static final String SHIPPED = "digests.txt";

    public HashList {
        names = Map.copyOf(names);
    }

    /**
     * The shipped list with those of {@code files}.
     *
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException naming the line that is no digest
     */
    public static HashList load(List<Path> files) throws IOException {
        Map<String, String> names = new HashMap<>();
        try (Reader shipped =
                new InputStreamReader(HashList.class.getResourceAsStream(SHIPPED), StandardCharsets.UTF_8)) {
            read(shipped, SHIPPED, names);
        }
        for (Path file : files) {
            try (Reader reader = Files.newBufferedReader(file)) {
                read(reader, file.toString(), names);
            }
        }
        return new HashList(names);
    }

    public Optional<String> nameOf(String sha256) {
        return Optional.ofNullable(names.get(sha256));
    }

    public int size() {
        return names.size();
    }

    private static void read(Reader reader, String source, Map<String, String> names) throws IOException {
        BufferedReader lines = new BufferedReader(reader);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            int comment = line.indexOf('#');
            String entry = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (!entry.isEmpty()) {
                String digest = entry.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
                if (digest.length() != 64 || digest.chars().anyMatch(c -> Character.digit(c, 16) < 0)) {
                    throw new IllegalArgumentException(source + " line " + number + ": not a SHA-256 digest in hex");
                }
                names.put(digest, entry.length() > 64 ? entry.substring(64).strip() : "Listed-Digest");
            }
        }
    }
}
