package org.ecluse.banner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.ShownText;

/**
 * Puts a banner into every version of a mail's body (R2.8, B13): plain text and HTML, in their own character set and encoding. Nothing
 * else changes by a single octet: no field, no attachment, no enclosed message. Mail that is signed, encrypted, a report of a mail system
 * or malformed stays as it is, and so does mail that quotes such a banner already. Safe for many threads.
 */
public final class BannerWriter {
    /** A longer one is none that we made. */
    private static final int LONGEST_LINK = 1_000;

    private static final int MAC_CHARACTERS = 43;
    private static final int MOST_LINKS_LOOKED_AT = 50;
    private static final String INLINE_PGP = "-----BEGIN PGP ";

    private final String linkBase;
    private final Predicate<String> isBanner;

    /**
     * @param linkBase what every link of ours begins with, up to and with the slash before the token
     * @param isBanner whether a token stands in a banner of ours; asked for what may be one
     */
    public BannerWriter(String linkBase, Predicate<String> isBanner) {
        this.linkBase = linkBase;
        this.isBanner = isBanner;
    }

    /**
     * The mail with the banner, read anew from {@code mail} each time it is opened; empty if it must stay as it is.
     *
     * @throws IOException the mail cannot be read from where it is kept
     * @throws Budget.BudgetExceededException it costs more than it may: it is to be delivered as it is
     */
    public Optional<RawMessage> write(RawMessage mail, Banner banner, Budget budget) throws IOException {
        List<BannerPart> parts = new ArrayList<>();
        for (ShownText.Place place : ShownText.find(mail, budget)) {
            BannerPart.read(place).ifPresent(parts::add);
        }
        if (parts.stream().map(BannerPart::text).anyMatch(text -> text.contains(INLINE_PGP) || hasBanner(text))) {
            return Optional.empty();
        }
        List<Patch> patches = new ArrayList<>();
        for (BannerPart part : parts) {
            budget.check();
            part.with(banner).ifPresent(octets -> patches.add(new Patch(part.start(), part.length(), octets)));
        }
        return patches.isEmpty() ? Optional.empty() : Optional.of(new PatchedMessage(mail, patches));
    }

    /** A thread shows the banner once: who answers quotes it, mail programs wrap and quote the address. */
    private boolean hasBanner(String text) {
        int at = text.indexOf(linkBase);
        for (int i = 0; at >= 0 && i < MOST_LINKS_LOOKED_AT; i++) {
            if (token(text, at + linkBase.length()).filter(isBanner).isPresent()) {
                return true;
            }
            at = text.indexOf(linkBase, at + 1);
        }
        return false;
    }

    /** {@code v1.<kid>.<payload>.<mac>}: the MAC has 43 characters, so it is known where a token ends although lines were joined. */
    private static Optional<String> token(String text, int from) {
        StringBuilder token = new StringBuilder();
        int dots = 0;
        int inField = 0;
        int end = Math.min(text.length(), from + 2 * LONGEST_LINK);
        for (int i = from; i < end && token.length() < LONGEST_LINK; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '>') {
                continue;
            }
            boolean dot = c == '.';
            if (!dot && c != '-' && c != '_' && !Character.isLetterOrDigit(c)) {
                return Optional.empty();
            }
            dots += dot ? 1 : 0;
            inField = dot ? 0 : inField + 1;
            token.append(c);
            if (dots == 3 && inField == MAC_CHARACTERS) {
                return Optional.of(token.toString());
            }
        }
        return Optional.empty();
    }
}
