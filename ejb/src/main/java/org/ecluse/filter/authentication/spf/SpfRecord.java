package org.ecluse.filter.authentication.spf;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.filter.authentication.spf.SpfTerm.Mechanism;

/** A record, read as a whole before any of it is evaluated: an error anywhere is a permerror (RFC 7208 section 4.6). */
record SpfRecord(List<SpfTerm> terms, Optional<MacroString> redirect, Optional<MacroString> explanation) {
    private static final String VERSION = "v=spf1";

    /** Whether the TXT record is one of SPF at all (section 4.5). */
    static boolean isOne(String text) {
        return text.regionMatches(true, 0, VERSION, 0, VERSION.length())
                && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
    }

    static SpfRecord read(String text) throws SpfSyntaxException {
        List<SpfTerm> terms = new ArrayList<>();
        Optional<MacroString> redirect = Optional.empty();
        Optional<MacroString> explanation = Optional.empty();
        for (String term : text.substring(VERSION.length()).split(" ", -1)) {
            if (term.isEmpty()) {
                continue;
            }
            int nameEnd = nameEnd(term);
            if (nameEnd == 0 || nameEnd == term.length() || term.charAt(nameEnd) != '=') {
                terms.add(directive(term));
                continue;
            }
            String name = term.substring(0, nameEnd).toLowerCase(Locale.ROOT);
            String value = term.substring(nameEnd + 1);
            if (name.equals("redirect")) {
                redirect = once(redirect, value);
            } else if (name.equals("exp")) {
                explanation = once(explanation, value);
            } else {
                MacroString.value(value); // unknown modifiers are ignored, but must be well formed
            }
        }
        return new SpfRecord(List.copyOf(terms), redirect, explanation);
    }

    private static Optional<MacroString> once(Optional<MacroString> before, String value) throws SpfSyntaxException {
        if (before.isPresent()) {
            throw new SpfSyntaxException("modifier given twice");
        }
        return Optional.of(MacroString.domainSpec(value));
    }

    private static int nameEnd(String term) {
        int end = 0;
        while (end < term.length() && isNameCharacter(term.charAt(end), end == 0)) {
            end++;
        }
        return end;
    }

    private static boolean isNameCharacter(char c, boolean first) {
        boolean letter = (c | 32) >= 'a' && (c | 32) <= 'z';
        return letter || !first && (c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.');
    }

    private static SpfTerm directive(String term) throws SpfSyntaxException {
        SpfResult qualifier = qualifier(term.charAt(0));
        String body = "+-~?".indexOf(term.charAt(0)) >= 0 ? term.substring(1) : term;
        int end = nameEnd(body);
        Mechanism mechanism = mechanism(body.substring(0, end));
        String rest = body.substring(end);
        return switch (mechanism) {
            case ALL -> bare(qualifier, mechanism, rest);
            case IP4, IP6 -> network(qualifier, mechanism, rest);
            case A, MX -> hosts(qualifier, mechanism, rest);
            case PTR ->
                rest.isEmpty()
                        ? bare(qualifier, mechanism, rest)
                        : new SpfTerm(qualifier, mechanism, Optional.of(target(rest)), Optional.empty(), 32, 128);
            case INCLUDE, EXISTS ->
                new SpfTerm(qualifier, mechanism, Optional.of(target(rest)), Optional.empty(), 32, 128);
        };
    }

    private static SpfResult qualifier(char sign) {
        return switch (sign) {
            case '-' -> SpfResult.FAIL;
            case '~' -> SpfResult.SOFTFAIL;
            case '?' -> SpfResult.NEUTRAL;
            default -> SpfResult.PASS;
        };
    }

    private static Mechanism mechanism(String name) throws SpfSyntaxException {
        for (Mechanism each : Mechanism.values()) {
            if (each.name().equalsIgnoreCase(name)) {
                return each;
            }
        }
        throw new SpfSyntaxException("unknown mechanism " + name);
    }

    private static SpfTerm bare(SpfResult qualifier, Mechanism mechanism, String rest) throws SpfSyntaxException {
        if (!rest.isEmpty()) {
            throw new SpfSyntaxException(mechanism + " takes no argument");
        }
        return new SpfTerm(qualifier, mechanism, Optional.empty(), Optional.empty(), 32, 128);
    }

    private static MacroString target(String rest) throws SpfSyntaxException {
        if (!rest.startsWith(":")) {
            throw new SpfSyntaxException("a domain is missing");
        }
        return MacroString.domainSpec(rest.substring(1));
    }

    private static SpfTerm hosts(SpfResult qualifier, Mechanism mechanism, String rest) throws SpfSyntaxException {
        int cidr = cidrStart(rest);
        String domain = rest.substring(0, cidr);
        String lengths = rest.substring(cidr);
        int doubled = lengths.indexOf("//");
        String v4 = doubled < 0 ? lengths : lengths.substring(0, doubled);
        int ip4Bits = v4.isEmpty() ? 32 : prefix(v4.substring(1), 32);
        int ip6Bits = doubled < 0 ? 128 : prefix(lengths.substring(doubled + 2), 128);
        Optional<MacroString> target = domain.isEmpty() ? Optional.empty() : Optional.of(target(domain));
        return new SpfTerm(qualifier, mechanism, target, Optional.empty(), ip4Bits, ip6Bits);
    }

    /** Where the trailing {@code /24//64} begins; a slash inside a macro or a name is none. */
    private static int cidrStart(String rest) {
        int start = rest.length();
        while (start > 0 && (rest.charAt(start - 1) == '/' || isDigit(rest.charAt(start - 1)))) {
            start--;
        }
        int slash = rest.indexOf('/', start);
        return slash < 0 ? rest.length() : slash;
    }

    private static SpfTerm network(SpfResult qualifier, Mechanism mechanism, String rest) throws SpfSyntaxException {
        if (!rest.startsWith(":")) {
            throw new SpfSyntaxException("a network is missing");
        }
        int most = mechanism == Mechanism.IP4 ? 32 : 128;
        int slash = rest.indexOf('/');
        int bits = slash < 0 ? most : prefix(rest.substring(slash + 1), most);
        InetAddress network = literal(rest.substring(1, slash < 0 ? rest.length() : slash), mechanism);
        return new SpfTerm(qualifier, mechanism, Optional.empty(), Optional.of(network), bits, bits);
    }

    private static int prefix(String digits, int most) throws SpfSyntaxException {
        boolean plain =
                !digits.isEmpty() && digits.length() <= 3 && digits.chars().allMatch(c -> isDigit((char) c));
        if (!plain || (digits.length() > 1 && digits.charAt(0) == '0') || Integer.parseInt(digits) > most) {
            throw new SpfSyntaxException("prefix length " + digits);
        }
        return Integer.parseInt(digits);
    }

    private static InetAddress literal(String text, Mechanism mechanism) throws SpfSyntaxException {
        boolean v4 = mechanism == Mechanism.IP4;
        // Only the characters of a literal, so that the look-up below never asks the DNS.
        boolean formed =
                v4 ? isDottedQuad(text) : text.indexOf(':') >= 0 && text.chars().allMatch(SpfRecord::inIp6);
        try {
            if (formed) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            SpfSyntaxException wrong = new SpfSyntaxException("address " + text);
            wrong.initCause(e);
            throw wrong;
        }
        throw new SpfSyntaxException("address " + text);
    }

    private static boolean inIp6(int c) {
        return c == ':' || c == '.' || Character.digit(c, 16) >= 0 && c < 128;
    }

    private static boolean isDottedQuad(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            boolean number =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> isDigit((char) c));
            if (!number || Integer.parseInt(part) > 255 || (part.length() > 1 && part.charAt(0) == '0')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
