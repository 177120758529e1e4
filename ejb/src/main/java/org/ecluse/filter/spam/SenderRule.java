package org.ecluse.filter.spam;

import java.util.List;
import java.util.Locale;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.mail.SessionFacts;
import org.ecluse.net.IpNetwork;

/** What session and DNS say of the sending server: reverse name, greeting, protocol faults (R1.10). */
final class SenderRule implements SpamRule {
    private static final List<String> GENERIC_NAME_PARTS = List.of(
            "dyn", "dial", "dsl", "pool", "dhcp", "cable", "ppp", "broadband", "residential", "client", "mobile");

    @Override
    public void examine(SpamView view, SpamNotes notes) {
        SenderFacts facts = view.facts();
        notes.addIf(
                facts.reverse() == ReverseName.NONE,
                "REVERSE_NAME_NONE",
                client(view.mail().session()));
        notes.addIf(
                facts.reverse() == ReverseName.UNCONFIRMED,
                "REVERSE_NAME_UNCONFIRMED",
                client(view.mail().session()));
        facts.reverseName()
                .filter(name -> isGeneric(name, view.mail().session()))
                .ifPresent(name -> notes.add("REVERSE_NAME_GENERIC", name));
        greeting(view.mail().session(), notes);
        List<String> faults = view.mail().session().protocolFaults();
        if (!faults.isEmpty()) {
            notes.add("PROTOCOL_FAULTS", Math.min(3, faults.size()), String.join(", ", faults));
        }
    }

    private static void greeting(SessionFacts session, SpamNotes notes) {
        String helo = session.helo();
        if (helo.isEmpty()) {
            return;
        }
        if (IpNetwork.parse(helo).isPresent()) {
            notes.add("HELO_BARE_ADDRESS", helo); // an address literal stands in brackets (RFC 5321 section 4.1.3)
        } else if (helo.indexOf('.') < 0 && !helo.startsWith("[")) {
            notes.add("HELO_NO_DOMAIN", helo);
        }
    }

    /** A name made of the address, as providers give it to their customers' lines. */
    private static boolean isGeneric(String name, SessionFacts session) {
        String lower = name.toLowerCase(Locale.ROOT);
        String[] octets = client(session).split("[.:]");
        String last = octets[octets.length - 1];
        String third = octets.length > 1 ? octets[octets.length - 2] : "";
        boolean numbered = octets.length == 4 && lower.contains(last) && lower.contains(third) && digits(lower) >= 5;
        return numbered && (digits(lower) >= 8 || GENERIC_NAME_PARTS.stream().anyMatch(lower::contains));
    }

    private static long digits(String name) {
        return name.chars().filter(c -> c >= '0' && c <= '9').count();
    }

    private static String client(SessionFacts session) {
        return session.client().getHostAddress();
    }
}
