package org.ecluse.queue;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.net.IpNetwork;
import org.ecluse.net.IpText;
import org.ecluse.store.StoredEnvelope;

/** The Received field that says how a message came to us (RFC 5321 section 4.4). */
public final class TraceField {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final int LONGEST_HELO = 255;

    private TraceField() {}

    /** The whole field, folded, ended by CRLF, ASCII. */
    public static String received(StoredEnvelope envelope, String ownHost, String messageId) {
        Optional<InetAddress> client = IpNetwork.literal(withoutZone(envelope.clientAddress()));
        String from = client.isEmpty()
                ? ""
                : "from " + helo(envelope.helo()) + " (" + IpText.literal(client.get()) + ")\r\n\t";
        return "Received: " + from + "by " + ownHost + " with " + protocol(envelope.protocol()) + " id " + messageId
                + ";\r\n\t" + date(envelope.receivedAt()) + "\r\n";
    }

    /** A date as mail has it (RFC 5322 section 3.3), in UTC. */
    public static String date(Instant instant) {
        return DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** The client chose it: only what a name or an address literal may hold goes into our header. */
    private static String helo(String given) {
        boolean clean = !given.isEmpty()
                && given.length() <= LONGEST_HELO
                && given.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-._:[]".indexOf(c) >= 0));
        return clean ? given : "unknown";
    }

    private static String protocol(String word) {
        boolean clean = !word.isEmpty()
                && word.length() <= 20
                && word.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
        return clean ? word : "SMTP";
    }

    private static String withoutZone(String address) {
        int percent = address.indexOf('%');
        return percent < 0 ? address : address.substring(0, percent);
    }
}
