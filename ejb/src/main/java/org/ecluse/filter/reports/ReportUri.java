package org.ecluse.filter.reports;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.mail.EmailAddress;

/**
 * An address to which the owner of a domain wants reports (RFC 9990 section 3.5, with the size limits of RFC 7489 section 6.2).
 *
 * @param mostBytes a larger report, as it is sent, does not go there; {@link Long#MAX_VALUE} without a limit
 */
public record ReportUri(EmailAddress to, long mostBytes) {
    /** RFC 7489 section 6.2 asks for two at least; each costs a look-up and a mail that a stranger chose. */
    public static final int MOST = 5;

    private static final String SCHEME = "mailto:";
    private static final int MOST_READ = 20;

    /** What a {@code rua} value names, in its order, each address once; other schemes and broken entries are left out. */
    public static List<ReportUri> list(String rua) {
        List<ReportUri> found = new ArrayList<>();
        String[] entries = rua.split(",", MOST_READ + 1);
        for (int i = 0; i < entries.length && i < MOST_READ && found.size() < MOST; i++) {
            read(entries[i].strip())
                    .filter(uri -> found.stream()
                            .noneMatch(each -> each.to().key().equals(uri.to().key())))
                    .ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /** In the form that {@link #list} reads. */
    public String text() {
        String limit = mostBytes == Long.MAX_VALUE ? "" : "!" + mostBytes;
        return SCHEME + to.toString().replace("%", "%25").replace("!", "%21").replace(",", "%2C") + limit;
    }

    private static Optional<ReportUri> read(String entry) {
        if (!entry.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        int mark = entry.indexOf('!');
        Optional<Long> limit = mark < 0 ? Optional.of(Long.MAX_VALUE) : bytes(entry.substring(mark + 1));
        String address = entry.substring(SCHEME.length(), mark < 0 ? entry.length() : mark);
        int question = address.indexOf('?');
        return limit.flatMap(most -> decoded(question < 0 ? address : address.substring(0, question))
                .flatMap(EmailAddress::parse)
                .filter(ReportUri::isPlain)
                .map(to -> new ReportUri(to, most)));
    }

    /** What needs quotes, SMTPUTF8 or a route is nobody's address for reports. */
    private static boolean isPlain(EmailAddress address) {
        return address.domain().value().contains(".")
                && address.localPart().chars().allMatch(c -> c > ' ' && c < 127 && "\"(),:;<>@[\\]".indexOf(c) < 0);
    }

    private static Optional<String> decoded(String address) {
        try {
            return Optional.of(URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the syntax is what was asked
        }
    }

    /** {@code 10m} and so on; empty if it is none. */
    private static Optional<Long> bytes(String limit) {
        String written = limit.strip().toLowerCase(Locale.ROOT);
        int unit = written.isEmpty() ? 0 : "kmgt".indexOf(written.charAt(written.length() - 1)) + 1;
        String digits = unit == 0 ? written : written.substring(0, written.length() - 1);
        if (digits.isEmpty() || digits.length() > 12 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        long number = Long.parseLong(digits);
        return Optional.of(number > Long.MAX_VALUE >> (10 * unit) ? Long.MAX_VALUE : number << (10 * unit));
    }
}
