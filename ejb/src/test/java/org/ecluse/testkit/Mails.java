package org.ecluse.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.filter.SenderFacts;
import org.ecluse.mail.Budget;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.Envelope;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.ReversePath;
import org.ecluse.mail.SessionFacts;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.ListEntry;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Weights;
import org.ecluse.verdict.Finding;

/** Messages, transactions and policies for tests, with defaults that are harmless. */
public final class Mails {
    public static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    public static final DomainName OWN = new DomainName("demo.example");

    private Mails() {}

    public static Budget budget() {
        return Budget.of(Duration.ofSeconds(10), 100_000_000, 10_000);
    }

    /** A message of these lines; LF becomes CRLF. */
    public static RawMessage raw(String text) {
        return raw(text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    public static RawMessage raw(byte[] octets) {
        return new RawMessage() {
            @Override
            public long sizeBytes() {
                return octets.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(octets);
            }
        };
    }

    /** A sample of {@code src/test/resources/mail}. */
    public static RawMessage sample(String name) {
        try (InputStream stream = Mails.class.getResourceAsStream("/mail/" + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no sample " + name);
            }
            return raw(new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .replace("\r\n", "\n")
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ParsedMessage parsed(RawMessage raw) {
        try {
            return UnpackedFile.reader().read(raw, budget());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static MailTransaction transaction(RawMessage raw) {
        return transaction(raw, "sender@example.org", "192.0.2.7", SenderFacts.UNKNOWN);
    }

    public static MailTransaction transaction(RawMessage raw, String sender, String client, SenderFacts facts) {
        return new MailTransaction(
                session(client),
                new Envelope(ReversePath.of(EmailAddress.parse(sender)), List.of(address("anna@demo.example"))),
                raw,
                parsed(raw),
                facts,
                MessageAuthentication.NONE,
                Set.of(OWN),
                budget());
    }

    /** The same mail with what was established about its sender. */
    public static MailTransaction authenticated(MailTransaction mail, MessageAuthentication authentication) {
        return new MailTransaction(
                mail.session(),
                mail.envelope(),
                mail.raw(),
                mail.parsed(),
                mail.senderFacts(),
                authentication,
                mail.recipientDomains(),
                mail.budget());
    }

    /**
     * @param dkim results and domains such as {@code PASS example.org, FAIL example.com}; "" or null: not signed
     * @param dmarc result, From domain and request, such as {@code FAIL example.org REJECT}; the last two may lack
     */
    public static MessageAuthentication authentication(String dkim, String dmarc) {
        return authentication(dkim, dmarc, ArcVerdict.NONE);
    }

    public static MessageAuthentication authentication(String dkim, String dmarc, ArcVerdict arc) {
        List<DkimVerdict> signatures = new ArrayList<>();
        for (String each : dkim == null || dkim.isEmpty() ? new String[0] : dkim.split(", *")) {
            String[] words = each.split(" ");
            signatures.add(new DkimVerdict(
                    DkimVerdict.Result.valueOf(words[0]),
                    words.length > 1 ? words[1] : "",
                    "s1",
                    "rsa-sha256",
                    "AbCd+/12",
                    false,
                    ""));
        }
        String[] words = dmarc.split(" ");
        DmarcVerdict.Result result = DmarcVerdict.Result.valueOf(words[0]);
        String domain = words.length > 1 ? words[1] : "";
        return new MessageAuthentication(
                signatures,
                arc,
                new DmarcVerdict(
                        result,
                        domain,
                        domain,
                        words.length > 2 ? DmarcVerdict.Request.valueOf(words[2]) : DmarcVerdict.Request.NONE,
                        false,
                        false,
                        result == DmarcVerdict.Result.PASS,
                        result == DmarcVerdict.Result.PASS ? "" : "as the test says"));
    }

    public static SessionFacts session(String client) {
        try {
            return new SessionFacts(
                    "mx", InetAddress.getByName(client), "mail.example.org", true, true, false, List.of(), NOW);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(client, e);
        }
    }

    public static RecipientTransaction copy(MailTransaction mail, PolicySnapshot policy, Finding... content) {
        return new RecipientTransaction(mail, address("anna@demo.example"), policy, List.of(content), NOW);
    }

    public static PolicySnapshot policy(FilterPolicy policy, ListEntry... lists) {
        return new PolicySnapshot(1, 1, 1, policy, policy.level(), new Weights(Map.of()), List.of(lists), Set.of(OWN));
    }

    public static PolicySnapshot weighing(Map<String, Double> points) {
        return new PolicySnapshot(
                1,
                1,
                1,
                FilterPolicy.DEFAULT,
                FilterPolicy.DEFAULT.level(),
                new Weights(points),
                List.of(),
                Set.of(OWN));
    }

    public static EmailAddress address(String written) {
        return EmailAddress.parse(written).orElseThrow();
    }
}
