package org.ecluse.server.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ecluse.mail.FileOpener;
import org.ecluse.mail.FileTrait;
import org.ecluse.mail.MailPart;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Suites;
import org.ecluse.testkit.UnpackedFile;
import org.ecluse.unpack.ArchiveProgram;
import org.ecluse.unpack.UnpackLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What libarchive's program (Debian: libarchive-tools) adds to our own formats, on libarchive's own samples. */
@Covers("R2.4")
class BsdtarTest {
    private static final ArchiveProgram BSDTAR = new Bsdtar("bsdtar");

    @TempDir
    Path folder;

    /** A newer libarchive may read more of them. */
    @Test
    void whatNoLibraryUnpacksIsUnpacked() throws IOException {
        Map<String, Integer> whole = new TreeMap<>();
        for (Map.Entry<String, byte[]> file :
                Suites.tar("malware-harmless.tar.xz").entrySet()) {
            String path = file.getKey().substring(file.getKey().indexOf('/') + 1);
            if (path.startsWith("libarchive-formats/")
                    && traits(opened(path, file.getValue(), ArchiveProgram.NONE))
                            .contains(FileTrait.UNREADABLE)) {
                FileOpener.Opened opened = opened(path, file.getValue(), BSDTAR);
                if (traits(opened).isEmpty()) {
                    whole.put(path, opened.files().size());
                }
            }
        }
        assertThat(whole).containsAllEntriesOf(expected());
        assertThat(whole.values()).as("a whole archive has files").doesNotContain(0);
    }

    @Test
    void aProgramThatIsNotThereLeavesTheArchiveUnreadable() throws IOException {
        FileOpener.Opened opened =
                opened("a.rar", sample("test_read_format_rar_compress_normal.rar"), new Bsdtar("no-such-program"));
        assertThat(traits(opened)).containsExactly(FileTrait.UNREADABLE);
        assertThat(opened.files()).as("names are seen all the same").isNotEmpty();
    }

    @Test
    void aProgramThatFailsInTheMiddleLeavesTheArchiveUnreadable() throws IOException {
        Path broken = program("cat >/dev/null; head -c 100 /dev/zero; exit 3");
        assertThat(traits(opened(
                        "a.rar", sample("test_read_format_rar_compress_normal.rar"), new Bsdtar(broken.toString()))))
                .containsExactly(FileTrait.UNREADABLE);
    }

    @Test
    void theProgramMayNotWriteNorSeeTheEnvironmentNorGrow() throws IOException {
        Path written = folder.resolve("written");
        Path program = program("trap '' XFSZ; env; ulimit -v; ulimit -t; echo x >" + written + " || true");
        String told;
        try (InputStream output = new Bsdtar(program.toString()).tar(new ByteArrayInputStream(new byte[10]))) {
            told = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(told.lines().filter(line -> line.matches("[A-Z_]+=.*")).map(line -> line.replaceFirst("=.*", "")))
                .containsExactlyInAnyOrder("PATH", "LC_ALL", "PWD");
        assertThat(told).endsWith("262144\n6\n");
        assertThat(Files.notExists(written) || Files.size(written) == 0).isTrue();
    }

    @Test
    void aProgramThatHangsIsEnded() throws IOException {
        Bsdtar hanging = new Bsdtar(program("exec tail -f /dev/null").toString(), Duration.ofMillis(500));
        assertThat(traits(opened("a.rar", sample("test_read_format_rar_compress_normal.rar"), hanging)))
                .containsExactly(FileTrait.UNREADABLE);
    }

    @Test
    void whoLeavesEarlyEndsTheProgram() throws IOException {
        Path endless = program("cat /dev/zero");
        InputStream output = new Bsdtar(endless.toString()).tar(new ByteArrayInputStream(new byte[10]));
        assertThat(output.read()).isZero();
        output.close();
        assertThatThrownBy(output::read).isInstanceOf(IOException.class);
        assertThat(ProcessHandle.current().descendants().flatMap(child -> child.info().commandLine().stream()))
                .noneMatch(line -> line.contains(endless.toString()));
    }

    private Path program(String script) throws IOException {
        Path file = Files.createFile(
                folder.resolve("program"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    }

    private static byte[] sample(String name) throws IOException {
        return Suites.tar("malware-harmless.tar.xz").entrySet().stream()
                .filter(file -> file.getKey().endsWith("/" + name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static FileOpener.Opened opened(String path, byte[] content, ArchiveProgram program) {
        return UnpackedFile.open(Path.of(path).getFileName().toString(), content, UnpackLimits.DEFAULT, program);
    }

    private static Set<FileTrait> traits(FileOpener.Opened opened) {
        Set<FileTrait> traits = EnumSet.noneOf(FileTrait.class);
        traits.addAll(opened.traits());
        opened.files().stream().map(MailPart::traits).forEach(traits::addAll);
        return traits;
    }

    private static Map<String, Integer> expected() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                BsdtarTest.class.getResourceAsStream("/suites/unpack-by-program.tsv"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.indexOf('\t')),
                            line -> Integer.valueOf(line.substring(line.indexOf('\t') + 1))));
        }
    }
}
