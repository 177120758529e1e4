package org.ecluse.filter.authentication.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.authentication.arc.ArcSealer;
import org.ecluse.filter.authentication.canon.NaiveForm;
import org.ecluse.filter.authentication.keys.SigningKey;
import org.ecluse.filter.authentication.keys.TestKeys;
import org.ecluse.mail.Budget;
import org.ecluse.mail.DomainName;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What we sign, Debian's dkimpy and OpenDKIM believe, and the other way round. Packages opendkim, python3-dkim, python3-nacl; no
 * DNS is asked.
 */
@Covers({"R1.11", "R4.8"})
class DebianPeersTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path OPENDKIM = Path.of("/usr/sbin/opendkim");
    private static final String NAME = "sel._domainkey.example.org";
    private static final String HEADER = "From: Anna <anna@example.org>\r\nTo: bruno@demo.example\r\n"
            + "Subject: a subject\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\nMessage-ID: <1@example.org>\r\n";
    private static final Map<String, String> MESSAGES = messages();
    private static final String FIELDS = "from:to:subject:date:message-id:from";

    private static final List<String> CANONICALIZATIONS =
            List.of("relaxed/relaxed", "relaxed/simple", "simple/relaxed", "simple/simple");

    @TempDir
    Path folder;

    private static Map<String, String> messages() {
        Map<String, String> messages = new LinkedHashMap<>();
        messages.put("plain", HEADER + "\r\nHello\r\n");
        messages.put("empty-body", HEADER + "\r\n");
        messages.put("only-empty-lines", HEADER + "\r\n\r\n\r\n\r\n");
        messages.put("no-last-line-end", HEADER + "\r\nfirst\r\nlast");
        messages.put("spaces", HEADER + "\r\n  a  b \t c\t\r\n \t \r\nd  \r\n\r\n \r\n");
        messages.put("folded", HEADER.replace("a subject", "a\r\n\t folded \r\n   subject\t") + "\r\nHello\r\n");
        messages.put("leading-spaces", HEADER.replace("a subject", "  a  subject") + "\r\nHello\r\n");
        messages.put("eight-bit", HEADER.replace("a subject", "caf\u00e9 \u00fc") + "\r\ncaf\u00e9 \u00ff\u0080\r\n");
        messages.put("long-lines", HEADER + "\r\n" + ("x".repeat(900) + "\r\n").repeat(200));
        messages.put("two-received", "Received: from a by b\r\nReceived: from c by d\r\n" + HEADER + "\r\nHello\r\n");
        messages.put("odd-names", HEADER.replace("Subject:", "sUBJECT:") + "\r\nHello\r\n");
        messages.put("no-space", HEADER.replace("To: ", "To:") + "\r\nHello\r\n");
        return messages;
    }

    @Test
    void dkimpyBelievesOurSignatures() throws IOException, InterruptedException {
        needPython();
        int signed = 0;
        for (KeyPair pair : pairs()) {
            signed += verifiedByPython(pair);
        }
        int expected = MESSAGES.size() * pairs().size();
        System.out.println("DKIM signed here, verified by dkimpy: " + signed + "/" + expected);
        assertThat(signed).isEqualTo(expected);
    }

    private int verifiedByPython(KeyPair pair) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(folder, "ours");
        Files.writeString(own.resolve("zone"), NAME + "\t" + TestKeys.record(pair) + "\n");
        for (Map.Entry<String, String> message : MESSAGES.entrySet()) {
            write(own.resolve(message.getKey() + ".eml"), sign(pair, message.getValue()) + message.getValue());
        }
        List<String> verdicts = python("verify", own).lines().toList();
        assertThat(verdicts).hasSize(MESSAGES.size()).allMatch(line -> line.endsWith(" pass"));
        return verdicts.size();
    }

    @Test
    void dkimpyBelievesOurSeals() throws IOException, InterruptedException {
        needPython();
        KeyPair pair = TestKeys.rsa(2048);
        Files.writeString(folder.resolve("zone"), NAME + "\t" + TestKeys.record(pair) + "\n");
        ArcSealer sealer = new ArcSealer(key(pair), Clock.systemUTC());
        for (Map.Entry<String, String> message : MESSAGES.entrySet()) {
            String once = seal(sealer, message.getValue(), ArcVerdict.Result.NONE) + message.getValue();
            String twice = seal(sealer, once, ArcVerdict.Result.PASS) + once;
            write(folder.resolve(message.getKey() + ".eml"), twice);
        }
        List<String> verdicts = python("verify", folder).lines().toList();
        assertThat(verdicts).hasSize(MESSAGES.size()).allMatch(line -> line.endsWith(" arc=pass"));
        System.out.println("ARC sealed here, verified by dkimpy: " + verdicts.size() + "/" + MESSAGES.size());
    }

    @Test
    void weBelieveDkimpysSignatures() throws IOException, InterruptedException {
        needPython();
        List<String> jobs = new ArrayList<>();
        Map<String, KeyPair> signed = new LinkedHashMap<>();
        for (KeyPair pair : pairs()) {
            boolean rsa = "RSA".equals(pair.getPublic().getAlgorithm());
            String key = rsa ? "rsa.pem" : "ed.key";
            Files.writeString(folder.resolve(key), rsa ? pem(pair) : seed(pair));
            for (String canonicalization : CANONICALIZATIONS) {
                for (Map.Entry<String, String> message : MESSAGES.entrySet()) {
                    String name = message.getKey() + "-" + canonicalization.replace('/', '-') + (rsa ? "-rsa" : "-ed");
                    write(folder.resolve(name), message.getValue());
                    String algorithm = rsa ? "rsa-sha256" : "ed25519-sha256";
                    String length = jobs.size() % 2 == 0 ? "no" : "yes";
                    jobs.add(String.join("\t", name, key, algorithm, canonicalization, FIELDS, length));
                    signed.put(name, pair);
                }
            }
        }
        Files.writeString(folder.resolve("jobs"), String.join("\n", jobs) + "\n");
        python("sign", folder);
        for (Map.Entry<String, KeyPair> each : signed.entrySet()) {
            byte[] message = Files.readAllBytes(folder.resolve(each.getKey() + ".signed"));
            assertPasses(each.getKey(), message, each.getValue());
        }
        int expected = MESSAGES.size() * CANONICALIZATIONS.size() * pairs().size();
        System.out.println("DKIM signed by dkimpy, verified here: " + signed.size() + "/" + expected);
        assertThat(signed).hasSize(expected);
    }

    @Test
    void openDkimBelievesOurSignatures() throws IOException, InterruptedException {
        needOpenDkim();
        int verified = 0;
        for (KeyPair pair : pairs()) {
            Files.writeString(folder.resolve("keys"), NAME + " " + TestKeys.record(pair) + "\n");
            Files.writeString(folder.resolve("conf"), "Mode v\nTestPublicKeys " + folder.resolve("keys") + "\n");
            for (Map.Entry<String, String> message : messagesForOpenDkim()) {
                Path file = folder.resolve(message.getKey() + ".eml");
                write(file, sign(pair, message.getValue()) + message.getValue());
                String answer = run(
                        OPENDKIM.toString(), "-v", "-x", folder.resolve("conf").toString(), "-t", file.toString());
                assertThat(answer).as(message.getKey()).contains("succeeded").doesNotContain("failed");
                verified++;
            }
        }
        int expected = messagesForOpenDkim().size() * pairs().size();
        System.out.println("DKIM signed here, verified by OpenDKIM: " + verified + "/" + expected);
        assertThat(verified).isEqualTo(expected);
    }

    @Test
    void weBelieveOpenDkimsSignatures() throws IOException, InterruptedException {
        needOpenDkim();
        int verified = 0;
        for (KeyPair pair : pairs()) {
            boolean rsa = "RSA".equals(pair.getPublic().getAlgorithm());
            Files.writeString(folder.resolve("key.pem"), pem(pair));
            // OpenDKIM 2.11 does not believe its own Ed25519 signatures with a simple header either.
            for (String canonicalization : rsa ? CANONICALIZATIONS : CANONICALIZATIONS.subList(0, 2)) {
                Files.writeString(
                        folder.resolve("conf"),
                        "Mode s\nDomain example.org\nSelector sel\nKeyFile " + folder.resolve("key.pem")
                                + "\nSignatureAlgorithm " + (rsa ? "rsa-sha256" : "ed25519-sha256")
                                + "\nCanonicalization " + canonicalization
                                + "\nOversignHeaders From\nRequireSafeKeys no\n");
                for (Map.Entry<String, String> message : messagesForOpenDkim()) {
                    Path file = folder.resolve(message.getKey() + ".eml");
                    write(file, message.getValue());
                    String answer = run(
                            OPENDKIM.toString(),
                            "-vv",
                            "-x",
                            folder.resolve("conf").toString(),
                            "-t",
                            file.toString());
                    String field = answer.replaceAll("(?s).*hname='DKIM-Signature' hvalue='([^']*)'.*", "$1");
                    assertThat(field).as(answer).startsWith("v=1;");
                    String signed = "DKIM-Signature: " + field.replace("\n", "\r\n") + "\r\n" + message.getValue();
                    assertPasses(message.getKey() + " " + canonicalization, NaiveForm.octets(signed), pair);
                    verified++;
                }
            }
        }
        int expected = messagesForOpenDkim().size() * (CANONICALIZATIONS.size() + 2);
        System.out.println("DKIM signed by OpenDKIM, verified here: " + verified + "/" + expected);
        assertThat(verified).isEqualTo(expected);
    }

    /** Its test mode takes no message without a line end at its end, and makes it one space before each value. */
    private static List<Map.Entry<String, String>> messagesForOpenDkim() {
        return MESSAGES.entrySet().stream()
                .filter(message -> !List.of("no-last-line-end", "leading-spaces", "no-space")
                        .contains(message.getKey()))
                .toList();
    }

    private static void assertPasses(String name, byte[] message, KeyPair pair) throws IOException {
        List<DkimVerdict> verdicts = new DkimVerifier(new FakeDns().txt(NAME, TestKeys.record(pair)), Clock.systemUTC())
                .verify(new BytesMessage(message), budget());
        assertThat(verdicts).as(name).hasSize(1);
        assertThat(verdicts.get(0).reason()).as(name).isEmpty();
        assertThat(verdicts.get(0).passed()).as(name).isTrue();
    }

    private static String sign(KeyPair pair, String message) throws IOException {
        return new DkimSigner(key(pair), Clock.systemUTC()).sign(new BytesMessage(NaiveForm.octets(message)), budget());
    }

    private static String seal(ArcSealer sealer, String message, ArcVerdict.Result chain) throws IOException {
        return sealer.seal(new BytesMessage(NaiveForm.octets(message)), chain, "mx.example.org; spf=pass", budget())
                .orElseThrow();
    }

    private static SigningKey key(KeyPair pair) {
        return new SigningKey(new DomainName("example.org"), new DomainName("sel"), pair.getPrivate());
    }

    private static List<KeyPair> pairs() {
        return List.of(TestKeys.rsa(2048), TestKeys.ed25519());
    }

    private static String pem(KeyPair pair) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
    }

    /** What PyNaCl calls an Ed25519 key: its seed, in base64. */
    private static String seed(KeyPair pair) {
        byte[] encoded = pair.getPrivate().getEncoded();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private static void write(Path file, String octets) throws IOException {
        Files.write(file, NaiveForm.octets(octets));
    }

    private static Budget budget() {
        return Budget.of(Duration.ofSeconds(60), 1 << 20, 1_000);
    }

    private String python(String mode, Path where) throws IOException, InterruptedException {
        Path script = folder.resolve("peer.py");
        try (InputStream in = DebianPeersTest.class.getResourceAsStream("peer.py")) {
            Files.write(script, in.readAllBytes());
        }
        return run(PYTHON.toString(), script.toString(), mode, where.toString());
    }

    private void needPython() throws IOException, InterruptedException {
        boolean there = Files.isExecutable(PYTHON) && exitCode(PYTHON.toString(), "-c", "import dkim, nacl") == 0;
        need(there, "python3-dkim and python3-nacl");
    }

    private static void needOpenDkim() {
        need(Files.isExecutable(OPENDKIM), "opendkim");
    }

    private static void need(boolean there, String packages) {
        if (!there && System.getenv("CI") != null) {
            throw new IllegalStateException("Debian package missing: " + packages);
        }
        assumeTrue(there, () -> "NOT RUN: Debian packages " + packages + " are not installed");
    }

    private int exitCode(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("probe.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        String answer = Files.readString(log, StandardCharsets.ISO_8859_1);
        assertThat(ended && process.exitValue() == 0)
                .as(String.join(" ", command) + "\n" + answer)
                .isTrue();
        return answer;
    }
}
