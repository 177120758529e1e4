package org.ecluse.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ecluse.mail.FileOpener;
import org.ecluse.mail.FileTrait;
import org.ecluse.mail.MailPart;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Suites;
import org.ecluse.testkit.UnpackedFile;
import org.junit.jupiter.api.Test;

/**
 * The archives of libarchive and the documents of oletools: each shows the traits that {@code suites/unpack-expected.tsv} says, and no
 * other, or stands in {@code suites/unpack-exceptions.tsv} with the reason. A line that is needed no more fails.
 */
@Covers("R2.4")
class UnpackSuitesTest {
    private static final Set<FileTrait> TOLD = EnumSet.complementOf(EnumSet.of(FileTrait.EMBEDDED));

    @Test
    void everyFileShowsWhatItIs() throws IOException {
        Map<String, byte[]> files = new TreeMap<>(Suites.tar("malware-harmless.tar.xz"));
        List<String[]> expected = lines("unpack-expected.tsv");
        List<String[]> exceptions = lines("unpack-exceptions.tsv");
        Set<String> used = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        int looked = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String path = file.getKey().substring(file.getKey().indexOf('/') + 1);
            Optional<String[]> line = first(expected, path);
            if (line.isEmpty()) {
                continue;
            }
            looked++;
            used.add(line.get()[0]);
            Set<FileTrait> seen = traits(path, file.getValue());
            Set<FileTrait> wanted = traits(line.get()[1]);
            boolean embedded = seen.remove(FileTrait.EMBEDDED) || !wanted.contains(FileTrait.EMBEDDED);
            wanted.retainAll(TOLD);
            Optional<String[]> exception = first(exceptions, path);
            if (seen.equals(wanted) && embedded) {
                exception.ifPresent(unneeded -> wrong.add(path + " needs no exception"));
            } else if (exception.isPresent() && traits(exception.get()[1]).equals(seen)) {
                used.add(exception.get()[0]);
            } else {
                wrong.add(path + " should be " + line.get()[1] + (embedded ? "" : " embedded") + ": " + seen);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(Stream.concat(expected.stream(), exceptions.stream()).map(line -> line[0]))
                .as("lines that are needed")
                .allMatch(used::contains);
        assertThat(looked).isGreaterThan(270);
    }

    private static Set<FileTrait> traits(String path, byte[] content) {
        FileOpener.Opened opened = UnpackedFile.open(Path.of(path).getFileName().toString(), content);
        Set<FileTrait> traits = EnumSet.noneOf(FileTrait.class);
        traits.addAll(opened.traits());
        opened.files().stream().map(MailPart::traits).forEach(traits::addAll);
        return traits;
    }

    private static Set<FileTrait> traits(String words) {
        Set<FileTrait> traits = EnumSet.noneOf(FileTrait.class);
        Arrays.stream(words.split(" "))
                .filter(word -> !word.equals("-"))
                .map(FileTrait::valueOf)
                .forEach(traits::add);
        return traits;
    }

    private static Optional<String[]> first(List<String[]> lines, String path) {
        return lines.stream()
                .filter(line -> FileSystems.getDefault()
                        .getPathMatcher("glob:" + line[0])
                        .matches(Path.of(path)))
                .findFirst();
    }

    private static List<String[]> lines(String name) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                UnpackSuitesTest.class.getResourceAsStream("/suites/" + name), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
        }
    }
}
