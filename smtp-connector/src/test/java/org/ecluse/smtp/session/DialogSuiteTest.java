package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The dialogs of another server's tests. Reply codes must be the same; words are each server's own (RFC 5321 section
 * 4.2). Where the codes differ, {@code dialogs.tsv} names the clause.
 */
class DialogSuiteTest {

    private static final SuiteCount COUNT = new SuiteCount("dialogs");

    @TempDir
    static Path keys;

    private static TlsKeystore keystore;

    @TempDir
    Path directory;

    private RunningServer server;
    private Map<Integer, String> exceptions;

    static Stream<Dialog> dialogs() throws IOException {
        Path folder = Suites.folder("smtp/chasquid-dialogs");
        List<String> skipped = rows("skip").map(row -> row[1]).toList();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".cmy"))
                    .sorted()
                    .toList();
            return scripts.stream()
                    .filter(file -> !skipped.contains(folder.relativize(file).toString()))
                    .map(file -> read(folder, file));
        }
    }

    private static Dialog read(Path folder, Path file) {
        try {
            return Dialog.read(folder, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String[]> rows(String kind) throws IOException {
        return SuiteCount.table("dialogs.tsv", 5).stream().filter(row -> row[0].equals(kind));
    }

    @BeforeAll
    static void makeKeys() throws IOException {
        keystore = Keystores.selfSigned(keys.resolve("keys.p12"), "mx.ecluse.example");
    }

    @BeforeEach
    void start() throws IOException {
        server = new RunningServer(directory);
        server.tls = Optional.of(keystore);
        server.maxSizeBytes = 1024 * 1024;
        server.maxHeaderBytes = 1024 * 1024;
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @AfterAll
    static void printCount() throws IOException {
        COUNT.printAndRequire((int) dialogs().count());
        rows("skip").forEach(row -> System.out.println("  not run: " + row[1] + " (" + row[4] + ")"));
        rows("except").forEach(row -> System.out.println("  " + row[1] + ":" + row[2] + " " + row[3] + " " + row[4]));
    }

    @ParameterizedTest
    @MethodSource("dialogs")
    void repliesHaveTheCodesOfTheDialog(Dialog dialog) throws IOException {
        exceptions = new TreeMap<>();
        rows("except").filter(row -> row[1].equals(dialog.name())).forEach(row -> {
            assertThat(row[4]).contains("RFC ");
            exceptions.put(Integer.valueOf(row[2]), row[3]);
        });
        WireClient client = null;
        try {
            for (Dialog.Line line : dialog.lines()) {
                if (line.kind().equals("tcp_connect")) client = replaced(client);
                else if (!line.kind().equals("close")) play(client, dialog, line);
            }
        } finally {
            if (client != null) client.close();
        }
        assertThat(exceptions).as("exceptions that are none").isEmpty();
        checkStored(dialog);
        COUNT.passed();
    }

    private WireClient replaced(WireClient former) throws IOException {
        if (former != null) former.close();
        return server.connect();
    }

    private void play(WireClient client, Dialog dialog, Dialog.Line line) throws IOException {
        switch (line.kind()) {
            case "->" -> client.send((adapted(line.text()) + "\r\n").getBytes(StandardCharsets.UTF_8));
            case "~>" -> client.send(Dialog.evaluate(line.text()));
            case "<~", "<-", "<..." -> {
                String reply = client.reply();
                String wanted = exceptions.containsKey(line.number())
                        ? exceptions.remove(line.number())
                        : line.text().substring(0, 3);
                assertThat(reply)
                        .as(dialog.name() + ":" + line.number())
                        .matches(Pattern.compile(wanted + "[ -].*", Pattern.DOTALL));
            }
            default -> throw new IllegalArgumentException(dialog.name() + ": " + line);
        }
    }

    private static String adapted(String sent) throws IOException {
        String adapted = sent;
        for (String[] row : rows("adapt").toList()) {
            String[] change = row[3].split(" => ", 2);
            if (sent.equals(change[0])) adapted = change[1];
        }
        return adapted;
    }

    private void checkStored(Dialog dialog) throws IOException {
        Path wanted = Suites.folder("smtp/chasquid-dialogs").resolve(dialog.name() + ".verify");
        if (!Files.exists(wanted)) return;
        String stored = new String(server.listener.stored.get(0).body(), StandardCharsets.UTF_8);
        assertThat(stored.replace("\r\n", "\n").strip())
                .isEqualTo(Files.readString(wanted).strip());
    }

    static Stream<Path> specimens() throws IOException {
        try (Stream<Path> files = Files.list(Suites.folder("smtp/haraka/mail_specimen"))) {
            return files.sorted().toList().stream();
        }
    }

    /** Messages that another server changed on their way through. */
    @ParameterizedTest
    @MethodSource("specimens")
    void specimenArrivesOctetByOctet(Path file) throws IOException {
        String message = Files.readString(file, StandardCharsets.ISO_8859_1)
                        .stripTrailing()
                        .replace("\r\n", "\n")
                        .replace("\n", "\r\n")
                + "\r\n"; // the last line of the files has no end
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n");
            client.expect("250").expect("250").expect("354");
            String stuffed =
                    Pattern.compile("^\\.", Pattern.MULTILINE).matcher(message).replaceAll("..");
            client.send(stuffed + ".\r\n").expect("250 ");
        }
        assertThat(server.listener.stored.get(0).body()).isEqualTo(message.getBytes(StandardCharsets.ISO_8859_1));
    }
}
