package org.ecluse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecluse.filter.ContentReport;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.HeloName;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.Envelope;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.mail.ReversePath;
import org.ecluse.mail.SessionFacts;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Weights;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.VerdictName;

/** Whole messages that no rule was made from, in {@code src/test/resources/unseen}, with what a gateway would know of their senders. */
public final class UnseenMails {
    /** Some days after the last of them was written. */
    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

    private UnseenMails() {}

    /**
     * One message.
     *
     * @param file name, beginning with what it is: {@code advertising}, {@code newsletter}, {@code social}, {@code transactional},
     *     {@code personal}, {@code spam} or {@code phishing}
     * @param sender of the envelope; none for a bounce
     * @param signers domains of the DKIM signatures that pass
     */
    public record Unseen(
            String file,
            Optional<EmailAddress> sender,
            EmailAddress recipient,
            String client,
            String helo,
            SpfResult spf,
            String spfDomain,
            List<String> signers) {
        public String kind() {
            return file.substring(0, file.indexOf('-'));
        }
    }

    /** All of them, in the order of their names. */
    public static List<Unseen> all() {
        return lines().stream().skip(1).map(UnseenMails::unseen).toList();
    }

    /**
     * What the pipeline decides about a message under the default policy.
     *
     * @param known whether it was found out about the sender what a real gateway finds out
     */
    public static RecipientVerdict verdict(FilterPipeline pipeline, Unseen unseen, boolean known) {
        DomainName own = unseen.recipient().domain();
        MailTransaction mail = transaction(unseen, own, known);
        ContentReport report = pipeline.examine(mail);
        PolicySnapshot policy = new PolicySnapshot(
                1, 1, 0, FilterPolicy.DEFAULT, FilterLevel.ROBUSTE, Weights.shipped(), List.of(), Set.of(own));
        return pipeline.decide(
                new RecipientTransaction(mail, unseen.recipient(), policy, report.findings(), NOW), report);
    }

    /** The verdict as one word: {@code clean}, the bulk class, {@code spam}, {@code phishing}, or another name of a verdict. */
    public static String answer(RecipientVerdict verdict) {
        String bulk = verdict.findings().stream()
                .map(scored -> scored.finding().symbol())
                .filter(symbol -> symbol.startsWith("BULK_"))
                .map(symbol -> symbol.substring("BULK_".length()))
                .collect(Collectors.joining("+"));
        return switch (verdict.name()) {
            case CLEAN, PNS -> (bulk.isEmpty() ? verdict.name().name() : bulk).toLowerCase(Locale.ROOT);
            case SPAM_QUARANTINED, SPAM_DESTROYED -> "spam";
            case PHISHING -> "phishing";
            default -> verdict.name().name().toLowerCase(Locale.ROOT);
        };
    }

    /** Whether {@link #answer} is what the kind of mail should get. */
    public static boolean isRight(Unseen unseen, String answer) {
        return switch (unseen.kind()) {
            case "transactional", "personal" -> answer.equals("clean");
            default -> answer.equals(unseen.kind());
        };
    }

    /** Whether the verdict keeps a message away from its reader. */
    public static boolean isHeld(RecipientVerdict verdict) {
        return verdict.name() != VerdictName.CLEAN;
    }

    private static MailTransaction transaction(Unseen unseen, DomainName own, boolean known) {
        RawMessage raw = raw(unseen.file());
        try {
            return new MailTransaction(
                    new SessionFacts(
                            "mx",
                            InetAddress.getByName(unseen.client()),
                            unseen.helo(),
                            true,
                            true,
                            false,
                            List.of(),
                            NOW),
                    new Envelope(ReversePath.of(unseen.sender()), List.of(unseen.recipient())),
                    raw,
                    Mails.parsed(raw),
                    known ? facts(unseen) : SenderFacts.UNKNOWN,
                    known ? proof(unseen, raw) : MessageAuthentication.NONE,
                    Set.of(own),
                    Mails.budget());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SenderFacts facts(Unseen unseen) {
        boolean kept = unseen.spf() == SpfResult.PASS || !unseen.signers().isEmpty();
        return new SenderFacts(
                unseen.spf(),
                Optional.of(unseen.spfDomain()),
                kept ? ReverseName.CONFIRMED : ReverseName.NONE,
                kept ? Optional.of(unseen.helo()) : Optional.empty(),
                OptionalInt.empty(),
                kept ? HeloName.CONFIRMED : HeloName.UNCONFIRMED,
                false);
    }

    private static MessageAuthentication proof(Unseen unseen, RawMessage raw) {
        String author = Mails.parsed(raw).from().stream()
                .flatMap(mailbox -> mailbox.address().stream())
                .map(address -> address.domain().value())
                .findFirst()
                .orElse("");
        boolean aligned = unseen.signers().stream().anyMatch(signer -> RegistrableDomain.aligned(signer, author))
                || unseen.spf() == SpfResult.PASS && RegistrableDomain.aligned(unseen.spfDomain(), author);
        return Mails.authentication(
                unseen.signers().stream().map(signer -> "PASS " + signer).collect(Collectors.joining(", ")),
                aligned ? "PASS " + author : "NONE");
    }

    private static RawMessage raw(String file) {
        return Mails.raw(read(file).replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<String> lines() {
        return Stream.of(read("index.tsv").split("\n")).toList();
    }

    private static Unseen unseen(String line) {
        String[] fields = line.split("\t");
        return new Unseen(
                fields[0],
                EmailAddress.parse(fields[1]),
                Mails.address(fields[2]),
                fields[3],
                fields[4],
                SpfResult.valueOf(fields[5]),
                fields[6],
                fields[7].equals("-") ? List.of() : List.of(fields[7].split(",")));
    }

    /** The file's octets as characters. */
    private static String read(String file) {
        try {
            return Files.readString(
                    Path.of(Objects.requireNonNull(UnseenMails.class.getResource("/unseen/" + file))
                            .toURI()),
                    StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
