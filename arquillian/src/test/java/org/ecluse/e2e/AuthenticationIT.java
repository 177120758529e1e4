package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.authentication.arc.ArcSealer;
import org.ecluse.filter.authentication.dkim.DkimSigner;
import org.ecluse.filter.authentication.keys.SigningKey;
import org.ecluse.mail.DomainName;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.DnsServer;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mail from real sessions is judged by what a real name server says of its senders. */
@Covers({"R1.11", "R1.12"})
class AuthenticationIT {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String RESULTS = "Authentication-Results";
    private static final Pattern ID = Pattern.compile("Accepted as ([0-9A-Z]{26})");
    private static final String POLICY = "/domains/demo.ecluse.test/policy";
    private static DnsServer dns;
    private static ServerProcess server;
    private static Destination destination;
    private static KeyPair authorsKey;
    private static KeyPair listsKey;

    @BeforeAll
    static void start() throws Exception {
        authorsKey = rsa();
        listsKey = rsa();
        dns = new DnsServer(new FakeDns()
                .txt("author.example", "v=spf1 ip4:192.0.2.1 -all")
                .txt("_dmarc.author.example", "v=DMARC1; p=reject")
                .txt("s1._domainkey.author.example", record(authorsKey))
                .txt("s1._domainkey.list.example", record(listsKey))
                .txt("good.example", "v=spf1 ip4:127.0.0.1 -all")
                .txt("_dmarc.good.example", "v=DMARC1; p=reject")
                .txt("bank.example", "v=spf1 ip4:192.0.2.1 -all")
                .txt("_dmarc.bank.example", "v=DMARC1; p=reject")
                .reverse("127.0.0.1", "mail.good.example")
                .address("mail.good.example", "127.0.0.1"));
        server = new ServerProcess("authentication", "standalone.xml")
                .set("ecluse.dns.servers", dns.address())
                .start();
        destination = new Destination(server.port("destination"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            destination.close();
            server.close();
        }
        if (dns != null) {
            dns.close();
        }
    }

    @Test
    void aProvenSenderIsSaidToBeOneAndNobodyElseSaysSo() throws Exception {
        String forged = RESULTS + ": mx.service.ecluse.test; dmarc=pass header.from=bank.example\r\n" + RESULTS
                + ": other.example; spf=fail\r\n";
        String reply = send("a@good.example", forged + "From: a@good.example\r\n", "proven");
        assertThat(reply).startsWith("250 2.0.0 ");
        MimeMessage delivered = delivered("proven");
        List<String> results = List.of(delivered.getHeader(RESULTS));
        assertThat(results).hasSize(2);
        assertThat(results.get(0).replaceAll("\\s+", " "))
                .startsWith("mx.service.ecluse.test; spf=pass smtp.mailfrom=good.example; dmarc=pass"
                        + " header.from=good.example;")
                .contains("iprev=pass", "dkim=none")
                .doesNotContain("bank.example");
        assertThat(results.get(1)).startsWith("other.example;");
    }

    @Test
    void aForgedSenderIsHeldAndAnAdministratorMayDeliverIt() throws Exception {
        String reply = send("x@bank.example", "From: director@bank.example\r\n", "forged");
        Matcher id = ID.matcher(reply);
        assertThat(id.find()).as(reply).isTrue();
        String copy = "/messages/" + id.group(1) + "/copies/1";
        assertThat(call("GET", copy, "").body())
                .contains("\"verdict\":\"SPOOFED\"", "THREAT_QUARANTINE", "DMARC_FAIL_REJECT", "SPF_FAIL")
                .contains("its owner asks to refuse such mail");
        assertThat(call("GET", "/messages/" + id.group(1), "").body())
                .contains("dmarc=fail policy.dmarc=reject header.from=bank.example");
        assertThat(destination.received("Subject")).doesNotContain("forged");
        assertThat(call("POST", "/quarantine/" + id.group(1) + ".1/release", "").statusCode())
                .isEqualTo(200);
        assertThat(delivered("forged").getHeader(RESULTS)[0]).contains("dmarc=fail");
    }

    @Test
    void aSignatureProvesTheAuthorWhateverServerBringsTheMailAndOnlyWhileTheMailIsAsItWas() throws Exception {
        byte[] signed = signed("signed");
        assertThat(offer("b@forwarder.example", signed)).startsWith("250 2.0.0 ");
        assertThat(results(delivered("signed")))
                .contains("dkim=pass header.d=author.example header.s=s1 header.a=rsa-sha256")
                .contains("dmarc=pass header.from=author.example");

        String changed = new String(signed, StandardCharsets.UTF_8).replace("minutes", "invoices");
        String reply = offer("b@forwarder.example", changed.getBytes(StandardCharsets.UTF_8));
        assertThat(copy(reply)).contains("\"verdict\":\"SPOOFED\"", "\"DKIM_FAIL\"", "DMARC_FAIL_REJECT");
    }

    /** A list's footer breaks the author's signature; the list says with its seal what it had seen. */
    @Test
    void aSealCountsFromASealerThatThePolicyNames() throws Exception {
        assertThat(copy(offer("owner@list.example", sealed("from an unknown list"))))
                .contains("\"verdict\":\"SPOOFED\"", "\"ARC_PASS\"", "DMARC_FAIL_REJECT")
                .doesNotContain("ARC_TRUSTED_SEAL");
        call("PUT", POLICY, "{\"dmarc\":{\"mode\":\"HONOUR\",\"trustedSealers\":[\"list.example\"]}}");
        try {
            String reply = offer("owner@list.example", sealed("from a trusted list"));
            assertThat(copy(reply)).contains("\"ARC_TRUSTED_SEAL\"", "\"verdict\":\"CLEAN\"");
            assertThat(results(delivered("from a trusted list"))).contains("arc=pass", "dmarc=fail");
            String changed = new String(sealed("changed after the seal"), StandardCharsets.UTF_8)
                    .replace("Unsubscribe", "Pay here");
            assertThat(offer("owner@list.example", changed.getBytes(StandardCharsets.UTF_8)))
                    .startsWith("550 5.7.26 ");
        } finally {
            call("PUT", POLICY, "{}");
        }
    }

    /** Both in one test, because both change the one policy of the demonstration. */
    @Test
    void policyRefusesForgersOfOthersAndOfOneself() throws Exception {
        assertThat(call("PUT", POLICY, "{\"dmarc\":{\"mode\":\"HONOUR\"},\"antiSpoofing\":\"REJECT\"}")
                        .statusCode())
                .isEqualTo(200);
        try {
            assertThat(send("x@bank.example", "From: director@bank.example\r\n", "refused"))
                    .startsWith("550 5.7.26 ")
                    .contains("DMARC");
            assertThat(send("a@good.example", "From: Alice <alice@demo.ecluse.test>\r\n", "own"))
                    .startsWith("550 5.7.1 ");
            assertThat(send("alice@demo.ecluse.test", "From: a@plain.example\r\n", "own envelope"))
                    .startsWith("550 5.7.1 ");
            assertThat(send("a@good.example", "From: a@good.example\r\n", "still good"))
                    .startsWith("250 2.0.0 ");
        } finally {
            call("PUT", POLICY, "{}");
        }
    }

    private static String send(String from, String fields, String subject) throws Exception {
        return offer(from, mail(fields, subject));
    }

    private static byte[] mail(String fields, String subject) {
        return (fields + "To: alice@demo.ecluse.test\r\nDate: Sun, 22 Nov 2026 09:00:00 +0000\r\nMessage-ID: <"
                        + System.nanoTime() + "@good.example>\r\nSubject: " + subject
                        + "\r\n\r\nThe minutes are ready.\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String offer(String from, byte[] mail) throws IOException {
        try (SmtpClient client = SmtpClient.greeted(server.port("smtp"))) {
            return client.send(from, "alice@demo.ecluse.test", mail);
        }
    }

    private static byte[] signed(String subject) throws IOException {
        byte[] mail = mail("From: Ann <ann@author.example>\r\n", subject);
        return before(
                new DkimSigner(key("author.example", authorsKey), Clock.systemUTC())
                        .sign(Mails.raw(mail), Mails.budget()),
                mail);
    }

    /** The author's signed mail with the list's footer and seal. */
    private static byte[] sealed(String subject) throws IOException {
        String footer = "--\r\nUnsubscribe: https://list.example/leave\r\n";
        byte[] changed =
                (new String(signed(subject), StandardCharsets.UTF_8) + footer).getBytes(StandardCharsets.UTF_8);
        String seen = "mx.list.example; dkim=pass header.d=author.example; dmarc=pass header.from=author.example";
        return before(
                new ArcSealer(key("list.example", listsKey), Clock.systemUTC())
                        .seal(Mails.raw(changed), ArcVerdict.Result.NONE, seen, Mails.budget())
                        .orElseThrow(),
                changed);
    }

    private static byte[] before(String fields, byte... mail) {
        return (fields + new String(mail, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static SigningKey key(String domain, KeyPair pair) {
        return new SigningKey(new DomainName(domain), new DomainName("s1"), pair.getPrivate());
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String record(KeyPair pair) {
        return "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    private static String results(MimeMessage mail) throws Exception {
        return mail.getHeader(RESULTS)[0].replaceAll("\\s+", " ");
    }

    /** What the API tells of the copy that was accepted with this reply. */
    private static String copy(String reply) throws Exception {
        Matcher id = ID.matcher(reply);
        assertThat(id.find()).as(reply).isTrue();
        return call("GET", "/messages/" + id.group(1) + "/copies/1", "").body();
    }

    private static MimeMessage delivered(String subject) throws Exception {
        Await.until(subject + " is delivered", SOON, () -> found(subject).isPresent());
        return found(subject).orElseThrow();
    }

    private static Optional<MimeMessage> found(String subject) {
        return Arrays.stream(destination.messages())
                .filter(message -> {
                    try {
                        return subject.equals(message.getSubject());
                    } catch (jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .findFirst();
    }

    private static HttpResponse<String> call(String method, String path, String body) throws Exception {
        String account =
                Base64.getEncoder().encodeToString("admin:in-tests-only-7319".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port("http") + "/api/v1" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + account)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
