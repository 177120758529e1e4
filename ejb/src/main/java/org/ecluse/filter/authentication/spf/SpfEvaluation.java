package org.ecluse.filter.authentication.spf;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;
import org.ecluse.dns.DnsLookup.Mx;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.net.IpText;

/** One run of check_host with its counted look-ups (RFC 7208 section 4.6.4). Used once, by one thread. */
final class SpfEvaluation {
    private static final int MOST_LOOKUPS = 10;
    private static final int MOST_VOID_LOOKUPS = 2;
    private static final int MOST_NAMES = 10;

    private final DnsLookup dns;
    private final SpfIdentity identity;
    private final String receiver;
    private int lookups;
    private int voidLookups;
    private int matchedBits;
    private String currentDomain = "";
    private Optional<String> explanation = Optional.empty();

    /** Ends the whole evaluation with a result. */
    private static final class Ended extends Exception {
        private static final long serialVersionUID = 1L;
        private final SpfResult result;

        Ended(SpfResult result) {
            super(result.name(), null, false, false);
            this.result = result;
        }
    }

    SpfEvaluation(DnsLookup dns, SpfIdentity identity, String receiver) {
        this.dns = dns;
        this.identity = identity;
        this.receiver = receiver;
    }

    SpfResult checkHost(String domain, int depth) {
        try {
            return evaluate(domain, depth);
        } catch (Ended e) {
            return e.result;
        }
    }

    /** Prefix length of the network in which the client was found, by whichever record's mechanism decided. */
    int matchedBits() {
        return matchedBits;
    }

    /** The domain owner's words for a fail; empty after any other result. */
    Optional<String> explanation() {
        return explanation;
    }

    private SpfResult evaluate(String domain, int depth) throws Ended {
        Optional<String> text = policy(domain);
        if (text.isEmpty()) {
            return SpfResult.NONE;
        }
        SpfRecord record;
        try {
            record = SpfRecord.read(text.get());
        } catch (SpfSyntaxException e) {
            throw new Ended(SpfResult.PERMERROR);
        }
        currentDomain = domain;
        for (SpfTerm term : record.terms()) {
            if (matches(term, domain, depth)) {
                currentDomain = domain;
                if (term.qualifier() == SpfResult.FAIL && depth == 0) {
                    explanation = record.explanation().flatMap(this::explain);
                }
                return term.qualifier();
            }
            currentDomain = domain;
        }
        return record.redirect().isPresent() ? redirect(record.redirect().get(), depth) : SpfResult.NEUTRAL;
    }

    private SpfResult redirect(MacroString target, int depth) throws Ended {
        count();
        SpfResult result = evaluate(expand(target), depth);
        // Section 6.1: a redirect to nothing is the publisher's mistake.
        return result == SpfResult.NONE ? SpfResult.PERMERROR : result;
    }

    /** The one SPF record of a domain, or empty; two are a permerror (section 4.5). */
    private Optional<String> policy(String domain) throws Ended {
        DnsAnswer<String> answer = dns.txt(domain);
        if (answer.status() == Status.TEMPORARY_ERROR) {
            throw new Ended(SpfResult.TEMPERROR);
        }
        List<String> policies =
                answer.records().stream().filter(SpfRecord::isOne).toList();
        if (policies.size() > 1) {
            throw new Ended(SpfResult.PERMERROR);
        }
        return policies.stream().findFirst();
    }

    private boolean matches(SpfTerm term, String domain, int depth) throws Ended {
        return switch (term.mechanism()) {
            case ALL -> matched(true, 0);
            case IP4, IP6 -> inNetwork(term.network().orElseThrow(), term);
            case INCLUDE -> includes(expandCounted(term, domain), depth);
            case A -> resolvesToClient(expandCounted(term, domain), term);
            case MX -> mxMatches(expandCounted(term, domain), term);
            case PTR -> matched(ptrMatches(expandCounted(term, domain)), identity.addressBits());
            case EXISTS -> matched(exists(expandCounted(term, domain)), identity.addressBits());
        };
    }

    private boolean matched(boolean matches, int bits) {
        if (matches) {
            matchedBits = bits;
        }
        return matches;
    }

    private boolean includes(String target, int depth) throws Ended {
        SpfResult inner = evaluate(target, depth + 1);
        if (inner == SpfResult.NONE || inner == SpfResult.PERMERROR) {
            throw new Ended(SpfResult.PERMERROR);
        }
        if (inner == SpfResult.TEMPERROR) {
            throw new Ended(SpfResult.TEMPERROR);
        }
        return inner == SpfResult.PASS;
    }

    private boolean resolvesToClient(String host, SpfTerm term) throws Ended {
        DnsAnswer<InetAddress> answer = counted(identity.isIpv4() ? dns.a(host) : dns.aaaa(host));
        return answer.records().stream().anyMatch(address -> inNetwork(address, term));
    }

    private boolean mxMatches(String host, SpfTerm term) throws Ended {
        int asked = 0;
        for (Mx exchanger : counted(dns.mx(host)).records()) {
            asked++;
            if (asked > MOST_NAMES) {
                throw new Ended(SpfResult.PERMERROR);
            }
            if (resolvesToClient(exchanger.host(), term)) {
                return true;
            }
        }
        return false;
    }

    private boolean exists(String host) throws Ended {
        return counted(dns.a(host)).status() == Status.FOUND;
    }

    private boolean ptrMatches(String domain) throws Ended {
        DnsAnswer<String> names = dns.ptr(identity.client());
        if (names.status() == Status.NO_DATA || names.status() == Status.NO_SUCH_NAME) {
            countVoid();
        }
        return confirmedNames(names).stream().anyMatch(name -> isWithin(name, domain));
    }

    /** Names of the client that resolve back to it, of the first ten (section 5.5); errors only lose a name. */
    private List<String> confirmedNames(DnsAnswer<String> names) {
        List<String> confirmed = new ArrayList<>();
        for (String name : names.records().stream().limit(MOST_NAMES).toList()) {
            DnsAnswer<InetAddress> addresses = identity.isIpv4() ? dns.a(name) : dns.aaaa(name);
            if (addresses.records().contains(identity.client())) {
                confirmed.add(name);
            }
        }
        return confirmed;
    }

    private boolean inNetwork(InetAddress network, SpfTerm term) {
        byte[] client = identity.client().getAddress();
        byte[] other = network.getAddress();
        if (client.length != other.length) {
            return false;
        }
        int bits = client.length == 4 ? term.ip4Bits() : term.ip6Bits();
        int left = bits;
        for (int i = 0; i < client.length && left > 0; i++, left -= 8) {
            int mask = left >= 8 ? 0xff : 0xff00 >> left & 0xff;
            if (((client[i] ^ other[i]) & mask) != 0) {
                return false;
            }
        }
        return matched(true, bits);
    }

    private <T> DnsAnswer<T> counted(DnsAnswer<T> answer) throws Ended {
        if (answer.status() == Status.TEMPORARY_ERROR) {
            throw new Ended(SpfResult.TEMPERROR);
        }
        if (answer.records().isEmpty()) {
            countVoid();
        }
        return answer;
    }

    private void countVoid() throws Ended {
        voidLookups++;
        if (voidLookups > MOST_VOID_LOOKUPS) {
            throw new Ended(SpfResult.PERMERROR);
        }
    }

    private void count() throws Ended {
        lookups++;
        if (lookups > MOST_LOOKUPS) {
            throw new Ended(SpfResult.PERMERROR);
        }
    }

    private String expandCounted(SpfTerm term, String domain) throws Ended {
        count();
        return term.target().isPresent() ? expand(term.target().get()) : domain;
    }

    /** A name over 253 characters loses labels from the left (section 7.3). */
    private String expand(MacroString target) {
        String name = target.expand(this::macro);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        while (name.length() > 253 && name.indexOf('.') >= 0) {
            name = name.substring(name.indexOf('.') + 1);
        }
        return name;
    }

    private Optional<String> explain(MacroString target) {
        List<String> texts = dns.txt(expand(target)).records();
        if (texts.size() != 1 || texts.get(0).chars().anyMatch(c -> c > 126)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MacroString.explanation(texts.get(0)).expand(this::macro));
        } catch (SpfSyntaxException e) {
            return Optional.empty(); // Section 6.2: the check goes on as if there were no explanation.
        }
    }

    private String macro(char letter) {
        return switch (letter) {
            case 's' -> identity.sender();
            case 'l' -> identity.localPart();
            case 'o' -> identity.domain();
            case 'd' -> currentDomain;
            case 'i' -> identity.isIpv4() ? identity.client().getHostAddress() : nibbles();
            case 'p' -> clientName();
            case 'h' -> identity.helo();
            case 'v' -> identity.isIpv4() ? "in-addr" : "ip6";
            case 'c' -> IpText.of(identity.client());
            case 'r' -> receiver;
            case 't' -> Long.toString(Instant.now().getEpochSecond());
            default -> throw new IllegalArgumentException("macro letter " + letter);
        };
    }

    private String nibbles() {
        List<String> nibbles = new ArrayList<>();
        for (byte octet : identity.client().getAddress()) {
            nibbles.add(Integer.toHexString(octet >> 4 & 15).toUpperCase(Locale.ROOT));
            nibbles.add(Integer.toHexString(octet & 15).toUpperCase(Locale.ROOT));
        }
        return String.join(".", nibbles);
    }

    /** Section 7.3, macro p: the domain itself, else a name within it, else any confirmed name, else "unknown". */
    private String clientName() {
        List<String> names = confirmedNames(dns.ptr(identity.client()));
        return names.stream()
                .filter(name -> name.equalsIgnoreCase(currentDomain))
                .findFirst()
                .or(() -> names.stream()
                        .filter(name -> isWithin(name, currentDomain))
                        .findFirst())
                .or(() -> names.stream().findFirst())
                .orElse("unknown");
    }

    private static boolean isWithin(String name, String domain) {
        String lowerName = name.toLowerCase(Locale.ROOT);
        String lowerDomain = domain.toLowerCase(Locale.ROOT);
        return lowerName.equals(lowerDomain) || lowerName.endsWith("." + lowerDomain);
    }
}
