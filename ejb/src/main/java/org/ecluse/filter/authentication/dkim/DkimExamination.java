package org.ecluse.filter.authentication.dkim;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.DkimVerdict.Result;
import org.ecluse.filter.authentication.canon.HeaderField;
import org.ecluse.filter.authentication.canon.SignedMessage;
import org.ecluse.filter.authentication.canon.TagList;
import org.ecluse.filter.authentication.keys.KeyRecord;
import org.ecluse.filter.authentication.keys.SignerKeys;
import org.ecluse.mail.DomainName;

/** One DKIM-Signature field on its way to a verdict: settled by a fault, or waiting for the hashes of the message. */
public final class DkimExamination {
    private static final int PREFIX_LENGTH = 8;

    private final Optional<TagList> tags;
    private final Optional<SignatureFault> fault;
    private final Optional<MessageSignature> signature;

    private DkimExamination(
            Optional<TagList> tags, Optional<SignatureFault> fault, Optional<MessageSignature> signature) {
        this.tags = tags;
        this.fault = fault;
        this.signature = signature;
    }

    /** Reads the field, looks its key up, and asks the message for the body hash if it comes to that. */
    static DkimExamination open(HeaderField field, SignedMessage message, SignerKeys keys, Instant now) {
        Optional<TagList> tags = TagList.parse(field.value());
        try {
            MessageSignature signature = read(field, tags, message, keys, now);
            message.want(signature.bodyScope());
            return new DkimExamination(tags, Optional.empty(), Optional.of(signature));
        } catch (SignatureFault e) {
            return new DkimExamination(tags, Optional.of(e), Optional.empty());
        }
    }

    DkimVerdict verdict(SignedMessage message) throws IOException {
        if (fault.isPresent()) {
            return verdict(fault.get().result(), false, fault.get().reason());
        }
        MessageSignature.Outcome outcome = signature.orElseThrow().judge(message);
        return verdict(outcome.result(), outcome.testing(), outcome.reason());
    }

    private static MessageSignature read(
            HeaderField field, Optional<TagList> list, SignedMessage message, SignerKeys keys, Instant now)
            throws SignatureFault {
        TagList tags = list.orElseThrow(() -> SignatureFault.permanent("not a tag list"));
        if (!tags.value("v").equals(Optional.of("1"))) {
            throw SignatureFault.permanent("v= is not 1");
        }
        SignerTags signer = SignerTags.read(tags, now);
        Coverage coverage = Coverage.read(tags, "simple/simple");
        boolean identityIsDomain = identityIsDomain(tags, signer.domain());
        checkQuery(tags);
        checkFrom(coverage, message);
        List<KeyRecord> usable = SignerKeyChoice.usable(signer, identityIsDomain, keys);
        return new MessageSignature(field, tags, signer, coverage, usable);
    }

    /** The domain of {@code i=} is that of {@code d=} or below it (RFC 6376 section 6.1.1). */
    private static boolean identityIsDomain(TagList tags, DomainName domain) throws SignatureFault {
        Optional<String> identity = tags.value("i");
        if (identity.isEmpty()) {
            return true;
        }
        String written = identity.get();
        DomainName within = SignerTags.domain(written.substring(written.lastIndexOf('@') + 1))
                .filter(d -> written.indexOf('@') >= 0 && d.isWithin(domain))
                .orElseThrow(() -> SignatureFault.permanent("i= is not within d="));
        return within.equals(domain);
    }

    private static void checkQuery(TagList tags) throws SignatureFault {
        if (tags.parts("q").filter(methods -> !methods.contains("dns/txt")).isPresent()) {
            throw SignatureFault.permanent("q= knows no dns/txt");
        }
    }

    /** Every From that a reader may be shown is covered (RFC 6376 sections 5.4 and 8.15). */
    private static void checkFrom(Coverage coverage, SignedMessage message) throws SignatureFault {
        if (!message.header().isComplete()) {
            throw SignatureFault.permanent("header is too large");
        }
        long covered = coverage.names().stream().filter("from"::equals).count();
        int there = message.header().named("from").size();
        if (covered == 0) {
            throw SignatureFault.permanent("h= does not name From");
        }
        if (there == 0) {
            throw SignatureFault.permanent("there is no From");
        }
        if (there > covered) {
            throw SignatureFault.permanent("a second From is not covered");
        }
    }

    private DkimVerdict verdict(Result result, boolean testing, String reason) {
        return new DkimVerdict(result, aLabels("d"), selector(), printable("a"), prefix(), testing, reason);
    }

    private String selector() {
        String written = printable("s");
        return written.isEmpty() ? aLabels("s") : written;
    }

    private String aLabels(String name) {
        return tags.flatMap(t -> t.value(name))
                .flatMap(SignerTags::domain)
                .map(DomainName::value)
                .orElse("");
    }

    private String prefix() {
        String text = tags.map(t -> t.compact("b")).orElse("");
        String start = text.substring(0, Math.min(PREFIX_LENGTH, text.length()));
        boolean base64 = start.chars().allMatch(c -> isHarmless(c) || c == '+' || c == '/' || c == '=');
        return base64 ? start : "";
    }

    /** A tag that goes into records and Authentication-Results: only if it is short and of harmless characters. */
    private String printable(String name) {
        return tags.flatMap(t -> t.value(name))
                .filter(value -> value.length() <= 253)
                .filter(value -> value.chars().allMatch(DkimExamination::isHarmless))
                .orElse("");
    }

    private static boolean isHarmless(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }
}
