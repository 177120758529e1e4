package org.ecluse.filter.authentication.arc;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ecluse.filter.authentication.canon.Canonicalization;
import org.ecluse.filter.authentication.canon.HeaderField;
import org.ecluse.filter.authentication.canon.TagList;
import org.ecluse.filter.authentication.dkim.SignatureFault;

/** The three fields that one handler added (RFC 8617 section 4.2). */
record ArcSet(
        int instance,
        HeaderField results,
        HeaderField messageSignature,
        TagList messageTags,
        HeaderField seal,
        TagList sealTags) {
    static final String RESULTS = "arc-authentication-results";
    static final String MESSAGE_SIGNATURE = "arc-message-signature";
    static final String SEAL = "arc-seal";
    static final int MOST = 50;

    /** What the ARC-Seal says of the chain before it. */
    String chainValidation() {
        return sealTags.value("cv").orElse("");
    }

    /** The results behind {@code i=N;}, on one line. */
    String resultText() {
        String field = new String(results.canonical(Canonicalization.RELAXED), StandardCharsets.UTF_8);
        return field.substring(field.indexOf(';') + 1).strip();
    }

    /** Instance of an ARC-Message-Signature or ARC-Seal. */
    static int instance(TagList tags) throws SignatureFault {
        return instance(tags.value("i").orElse(""));
    }

    /** Instance of ARC-Authentication-Results, which begin with {@code i=N;} (RFC 8617 section 4.1.1). */
    static int instance(HeaderField results) throws SignatureFault {
        String value = results.value();
        int semicolon = value.indexOf(';');
        Optional<TagList> first = semicolon < 0 ? Optional.empty() : TagList.parse(value.substring(0, semicolon));
        return instance(first.flatMap(tags -> tags.value("i")).orElse(""));
    }

    private static int instance(String digits) throws SignatureFault {
        boolean number =
                !digits.isEmpty() && digits.length() <= 2 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int instance = number ? Integer.parseInt(digits) : 0;
        if (instance < 1 || instance > MOST) {
            throw SignatureFault.permanent("ARC field without an instance of 1 to " + MOST);
        }
        return instance;
    }
}
