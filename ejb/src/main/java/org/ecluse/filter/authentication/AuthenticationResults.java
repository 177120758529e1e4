package org.ecluse.filter.authentication;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.HeloName;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.mail.ReversePath;
import org.ecluse.mail.SessionFacts;
import org.ecluse.net.IpText;

/** What was established about a sender, in the form that mail programs and later filters read (RFC 8601, RFC 8617 section 10.2). */
public final class AuthenticationResults {
    /** Characters of the value; results that do not fit are left out, the least important last. */
    static final int LONGEST = 3_500;

    private AuthenticationResults() {}

    /**
     * Value of an Authentication-Results field on one line, ASCII, at most {@value #LONGEST} characters.
     *
     * @param authservId host name of this server
     * @param authentication {@link MessageAuthentication#NONE} if the message itself was not examined
     */
    public static String value(
            String authservId,
            SessionFacts session,
            ReversePath from,
            SenderFacts sender,
            MessageAuthentication authentication) {
        List<String> results = new ArrayList<>();
        results.add(spf(from, session, sender));
        if (from.address().isPresent() && sender.helo() == HeloName.FORBIDDEN) {
            results.add("spf=fail smtp.helo=" + word(session.helo()));
        }
        if (!authentication.equals(MessageAuthentication.NONE)) {
            results.add(dmarc(authentication.dmarc()));
            results.add(arc(authentication.arc()));
        }
        iprev(session, sender, results);
        if (!authentication.equals(MessageAuthentication.NONE)) {
            if (authentication.dkim().isEmpty()) {
                results.add("dkim=none");
            }
            authentication.dkim().forEach(verdict -> results.add(dkim(verdict)));
        }
        StringBuilder value = new StringBuilder(authservId);
        for (String result : results) {
            if (value.length() + 2 + result.length() <= LONGEST) {
                value.append("; ").append(result);
            }
        }
        return value.toString();
    }

    /** What {@link #value} says of the ARC chain; empty if the message itself was not examined. */
    public static Optional<ArcVerdict.Result> arcOf(String value) {
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i <= value.length(); i++) {
            char c = i < value.length() ? value.charAt(i) : ';';
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                String result =
                        value.substring(from, Math.min(i, value.length())).strip();
                from = i + 1;
                if (result.startsWith("arc=")) {
                    String word = result.substring(4).split(" ", 2)[0];
                    return Optional.of(ArcVerdict.Result.valueOf(word.toUpperCase(Locale.ROOT)));
                }
            }
        }
        return Optional.empty();
    }

    private static String spf(ReversePath from, SessionFacts session, SenderFacts sender) {
        String identity = from.address()
                .map(address -> " smtp.mailfrom=" + word(address.domain().value()))
                .orElseGet(() -> " smtp.helo=" + word(session.helo()));
        return "spf=" + lower(sender.spf()) + identity;
    }

    private static String dkim(DkimVerdict verdict) {
        return "dkim=" + lower(verdict.result())
                + property("header.d", verdict.domain())
                + property("header.s", verdict.selector())
                + property("header.a", verdict.algorithm())
                + property("header.b", verdict.signaturePrefix());
    }

    private static String dmarc(DmarcVerdict verdict) {
        String policy =
                verdict.result() == DmarcVerdict.Result.FAIL ? " policy.dmarc=" + lower(verdict.requested()) : "";
        return "dmarc=" + lower(verdict.result()) + policy + property("header.from", verdict.fromDomain());
    }

    private static String arc(ArcVerdict verdict) {
        return "arc=" + lower(verdict.result())
                + (verdict.sealers().isEmpty() ? "" : " (i=" + verdict.sealers().size() + ")");
    }

    /** Nothing if nobody asked (RFC 8601 section 3). */
    private static void iprev(SessionFacts session, SenderFacts sender, List<String> results) {
        if (sender.reverse() == ReverseName.UNKNOWN) {
            return;
        }
        String result = switch (sender.reverse()) {
            case CONFIRMED -> "pass";
            case UNCONFIRMED -> "fail";
            default -> "permerror";
        };
        results.add("iprev=" + result + " policy.iprev=" + word(IpText.of(session.client())));
    }

    private static String property(String name, String value) {
        return value.isEmpty() ? "" : " " + name + "=" + word(value);
    }

    private static String lower(Enum<?> result) {
        return result.name().toLowerCase(Locale.ROOT);
    }

    /** A token as it is, anything else as quoted-string; what is not printable ASCII becomes a question mark (RFC 8601 section 2.2). */
    private static String word(String value) {
        StringBuilder ascii = new StringBuilder();
        boolean token = !value.isEmpty();
        for (int i = 0; i < Math.min(value.length(), 255); i++) {
            char c = value.charAt(i);
            char shown = c > ' ' && c < 127 ? c : '?';
            token &= "()<>@,;:\\\"/[]?=".indexOf(shown) < 0;
            if (shown == '"' || shown == '\\') {
                ascii.append('\\');
            }
            ascii.append(shown);
        }
        return token ? ascii.toString() : "\"" + ascii + "\"";
    }
}
