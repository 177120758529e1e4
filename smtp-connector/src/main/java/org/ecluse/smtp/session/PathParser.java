package org.ecluse.smtp.session;

import java.nio.charset.StandardCharsets;

/**
 * Reads a path as RFC 5321 section 4.1.2 writes it, with the internationalised forms of RFC 6531 section 3.3.
 *
 * <p>One leniency: domains may contain underscores, which the grammar forbids and real bounce hosts use. Source routes
 * are read and dropped (RFC 5321 appendix C).
 */
final class PathParser {

    private static final int MAX_LOCAL_OCTETS = 64;
    private static final int MAX_DOMAIN_OCTETS = 255;
    private static final int MAX_PATH_OCTETS = 256;
    private static final String ATOM_SPECIALS = "!#$%&'*+-/=?^_`{|}~";

    private final String text;
    private final ProtocolReply refusal;
    private int at;

    PathParser(String text, int at, ProtocolReply refusal) {
        this.text = text;
        this.at = at;
        this.refusal = refusal;
    }

    /** The index after what was read. */
    int position() {
        return at;
    }

    /** {@code <mailbox>}, {@code <>} as {@code ""}, or {@code <postmaster>}. */
    String path() throws SyntaxRefusedException {
        expect('<');
        if (peek() == '>') {
            at++;
            return "";
        }
        if (peek() == '@') sourceRoute();
        int from = at;
        localPart();
        if (octets(from, at) > MAX_LOCAL_OCTETS) throw refused();
        if (peek() == '>' && isPostmaster(from)) {
            at++;
            return text.substring(from, at - 1);
        }
        expect('@');
        domainOrLiteral();
        expect('>');
        if (octets(from, at - 1) + 2 > MAX_PATH_OCTETS) throw refused();
        return text.substring(from, at - 1);
    }

    /** RFC 5321 section 4.5.1: postmaster needs no domain. */
    private boolean isPostmaster(int from) {
        return text.substring(from, at).equalsIgnoreCase("postmaster");
    }

    private void sourceRoute() throws SyntaxRefusedException {
        while (peek() == '@') {
            at++;
            domainOrLiteral();
            if (peek() == ',') at++;
        }
        expect(':');
    }

    private void localPart() throws SyntaxRefusedException {
        if (peek() == '"') quotedString();
        else dotString();
    }

    private void quotedString() throws SyntaxRefusedException {
        at++;
        while (peek() != '"') {
            if (peek() == '\\') {
                at++;
                if (peek() < ' ' || peek() > '~') throw refused();
            } else if (!isText(peek())) {
                throw refused();
            }
            at++;
        }
        at++;
    }

    private void dotString() throws SyntaxRefusedException {
        do {
            int from = at;
            while (isAtom(peek())) at++;
            if (at == from) throw refused();
        } while (skip('.'));
    }

    /** Also reads the argument of HELO; throws when it is neither domain nor address literal. */
    void domainOrLiteral() throws SyntaxRefusedException {
        if (peek() == '[') literal();
        else domain();
    }

    private void domain() throws SyntaxRefusedException {
        int from = at;
        do {
            int label = at;
            while (isDomainChar(peek())) at++;
            boolean hyphened = at > label && (text.charAt(label) == '-' || text.charAt(at - 1) == '-');
            if (at == label || octets(label, at) > 63 || hyphened) throw refused();
        } while (skip('.'));
        if (octets(from, at) > MAX_DOMAIN_OCTETS) throw refused();
    }

    private void literal() throws SyntaxRefusedException {
        int end = text.indexOf(']', at);
        if (end < 0 || !AddressLiteral.isValid(text.substring(at + 1, end))) throw refused();
        at = end + 1;
    }

    private boolean skip(char wanted) {
        if (peek() != wanted) return false;
        at++;
        return true;
    }

    private void expect(char wanted) throws SyntaxRefusedException {
        if (!skip(wanted)) throw refused();
    }

    /** NUL at the end: no rule accepts it, and no line contains it. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private SyntaxRefusedException refused() {
        return new SyntaxRefusedException(refusal);
    }

    private int octets(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) > 127) return text.substring(from, to).getBytes(StandardCharsets.UTF_8).length;
        }
        return to - from;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Above 127 everything but the C1 controls, the separators and other invisible line ends. */
    private static boolean isBeyondAscii(char c) {
        return c > 0x9f && c != '\u2028' && c != '\u2029' && c != '\ufeff';
    }

    private static boolean isAtom(char c) {
        return isLetterOrDigit(c) || ATOM_SPECIALS.indexOf(c) >= 0 || isBeyondAscii(c);
    }

    private static boolean isText(char c) {
        return (c >= ' ' && c <= '~') || isBeyondAscii(c);
    }

    private static boolean isDomainChar(char c) {
        return isLetterOrDigit(c) || c == '-' || c == '_' || isBeyondAscii(c);
    }
}
