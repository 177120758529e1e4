package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.ecluse.smtp.listener.SpooledBody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final int MEMORY = 1000;
    private static final long PLENTY = 1_000_000;

    @TempDir
    Path directory;

    private SpoolDirectory spool;

    @BeforeEach
    void create() throws IOException {
        spool = new SpoolDirectory(new SpoolSettings(directory, MEMORY, 2500, 0));
    }

    @Test
    void bodyUpToTheBoundStaysInMemory() throws IOException {
        SpooledBody body = filled(MEMORY, PLENTY);
        assertThat(body.file()).isEmpty();
        assertThat(RecordingListener.bytes(body)).isEqualTo(octets(MEMORY));
        assertThat(spool.budget().usedBytes()).isEqualTo(MEMORY);
        body.release();
        assertThat(spool.budget().usedBytes()).isZero();
    }

    @Test
    void bodyOverTheBoundIsAPrivateFile() throws IOException {
        SpooledBody body = filled(MEMORY + 1, PLENTY);
        Path file = body.file().orElseThrow();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(RecordingListener.bytes(body)).isEqualTo(octets(MEMORY + 1));
        assertThat(spool.budget().usedBytes()).isZero();
        body.release();
        assertThat(file).doesNotExist();
    }

    @Test
    void bodiesGoToFilesWhenTheBudgetIsUsedUp() throws IOException {
        SpooledBody first = filled(MEMORY, PLENTY);
        SpooledBody second = filled(MEMORY, PLENTY);
        SpooledBody third = filled(MEMORY, PLENTY);
        assertThat(first.file()).isEmpty();
        assertThat(second.file()).isEmpty();
        assertThat(third.file()).isPresent();
        first.release();
        SpooledBody fourth = filled(MEMORY, PLENTY);
        assertThat(fourth.file()).isEmpty();
    }

    @Test
    void lastReferenceFreesTheBody() throws IOException {
        SpooledBody body = filled(5000, PLENTY);
        Path file = body.file().orElseThrow();
        SpooledBody scan = body.retain();
        body.release();
        assertThat(RecordingListener.bytes(scan)).hasSize(5000);
        scan.release();
        assertThat(file).doesNotExist();
        assertThatThrownBy(scan::open).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(scan::retain).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(scan::release).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void bodyOverTheLimitHoldsNothing() {
        try (BodySpool body = new BodySpool(spool, 3000)) {
            byte[] octets = octets(1500);
            body.append(octets, 0, octets.length);
            body.append(octets, 0, octets.length);
            assertThat(body.trouble()).isEqualTo(BodySpool.Trouble.NONE);
            body.append(octets, 0, 1);
            assertThat(body.trouble()).isEqualTo(BodySpool.Trouble.TOO_BIG);
        }
        assertThat(directory).isEmptyDirectory();
        assertThat(spool.budget().usedBytes()).isZero();
    }

    @Test
    void unfinishedBodyLeavesNothing() {
        try (BodySpool body = new BodySpool(spool, PLENTY)) {
            body.append(octets(5000), 0, 5000);
            assertThat(directory).isNotEmptyDirectory();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void filesOfAKilledProcessAreRemoved() throws IOException {
        Files.writeString(directory.resolve("smtp-2525-7.body"), "left");
        Files.writeString(directory.resolve("smtp-465-7.body"), "another port's");
        spool.claim(2525);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(file -> file.getFileName().toString())).containsExactly("smtp-465-7.body");
        }
    }

    @Test
    void lackOfSpaceDefersMail() throws IOException {
        RunningServer server = new RunningServer(directory);
        server.minFreeBytes = Long.MAX_VALUE / 2;
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\n").expect("452 4.3.1 ");
        }
        server.close();
    }

    @Test
    void lackOfSpaceInTheBodyDefersMail() throws IOException {
        RunningServer server = new RunningServer(directory.resolve("gone"));
        server.start();
        try (LogRecords log = new LogRecords();
                WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n");
            client.expect("250").expect("250").expect("354");
            Files.delete(directory.resolve("gone")); // no file can be made any more
            client.send("x".repeat(70).concat("\r\n").repeat(5000) + ".\r\n").expect("452 4.3.1 ");
            client.send("NOOP\r\n").expect("250 ");
            assertThat(log.records()).hasSize(1);
        }
        server.close();
    }

    @Test
    void bodyIsGoneWhenTheListenerKeptNoReference() throws IOException {
        RunningServer server = new RunningServer(directory);
        SpooledBody[] seen = new SpooledBody[1];
        server.listener.onMessage = body -> {
            seen[0] = body;
            return new SmtpAnswer(451, "4.3.2", "Busy", false);
        };
        server.start();
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n");
            client.expect("250").expect("250").expect("354");
            client.send("x".repeat(70).concat("\r\n").repeat(5000) + ".\r\n").expect("451 4.3.2 ");
            client.send("QUIT\r\n").expect("221").expectClosed();
        }
        assertThatThrownBy(seen[0]::retain).isInstanceOf(IllegalStateException.class);
        assertThat(directory).isEmptyDirectory();
        server.close();
    }

    private SpooledBody filled(int size, long maxSizeBytes) throws IOException {
        try (BodySpool body = new BodySpool(spool, maxSizeBytes)) {
            byte[] octets = octets(size);
            for (int from = 0; from < size; from += 300) body.append(octets, from, Math.min(300, size - from));
            return body.finish();
        }
    }

    private static byte[] octets(int size) {
        byte[] octets = new byte[size];
        Arrays.setAll(new int[size], i -> octets[i] = (byte) (i % 251));
        return octets;
    }
}
