package org.ecluse.server.banner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.disposition.CopyHeaders;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.authentication.AuthenticationResults;
import org.ecluse.filter.authentication.arc.ArcSealer;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;
import org.ecluse.queue.HeaderBlock;

/** Seals mail that was changed on its way out, so that whoever trusts us can trust what was established before (RFC 8617). */
@ApplicationScoped
public class MailSeal {
    @Inject
    SealKeys keys;

    @Inject
    Clock clock;

    /** As it is where the chain is not known: what nobody looked at is not vouched for. */
    RawMessage sealed(String authenticationResults, RawMessage mail, Budget budget) throws IOException {
        Optional<ArcVerdict.Result> chain = chain(authenticationResults, mail);
        if (chain.isEmpty()) {
            return mail;
        }
        String field = CopyHeaders.authenticationResults(authenticationResults);
        String results = field.substring(field.indexOf(':') + 1).stripLeading();
        return new ArcSealer(keys.key(), clock)
                .seal(mail, chain.get(), results, budget)
                .<RawMessage>map(set -> new Sealed(set.getBytes(StandardCharsets.US_ASCII), mail))
                .orElse(mail);
    }

    /** Where nobody looked, a mail without any field of a chain has none. */
    private static Optional<ArcVerdict.Result> chain(String authenticationResults, RawMessage mail) throws IOException {
        Optional<ArcVerdict.Result> known = AuthenticationResults.arcOf(authenticationResults);
        if (known.isPresent() || authenticationResults.isEmpty()) {
            return known;
        }
        try (InputStream in = mail.open()) {
            String header = new String(HeaderBlock.read(in), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            boolean chained = header.lines().anyMatch(line -> line.startsWith("arc-"));
            return chained ? Optional.empty() : Optional.of(ArcVerdict.Result.NONE);
        }
    }

    /** A mail with fields before its first. */
    private record Sealed(byte[] fields, RawMessage mail) implements RawMessage {
        @Override
        public long sizeBytes() {
            return fields.length + mail.sizeBytes();
        }

        @Override
        public InputStream open() throws IOException {
            return new SequenceInputStream(new ByteArrayInputStream(fields), mail.open());
        }
    }
}
