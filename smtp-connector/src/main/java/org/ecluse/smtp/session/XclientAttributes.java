package org.ecluse.smtp.session;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The attributes of one XCLIENT command, read by Postfix's description of it (XCLIENT_README). */
final class XclientAttributes {

    private static final List<String> NAMES =
            List.of("NAME", "ADDR", "PORT", "PROTO", "HELO", "LOGIN", "DESTADDR", "DESTPORT");
    private static final List<String> UNAVAILABLE = List.of("[UNAVAILABLE]", "[TEMPUNAVAIL]");
    private static final int MAX_VALUE_OCTETS = 255;
    private static final byte[] NO_ADDRESS = new byte[4];

    private final Map<String, Optional<String>> values = new HashMap<>();

    private XclientAttributes() {}

    /** All that is understood, as EHLO announces them. */
    static String names() {
        return String.join(" ", NAMES);
    }

    /** Throws on an unknown or repeated name and on a value that is not what its name asks for. */
    static XclientAttributes parse(String argument) throws SyntaxRefusedException {
        XclientAttributes attributes = new XclientAttributes();
        for (String part : argument.split(" +", -1)) {
            int equals = part.indexOf('=');
            String name = part.substring(0, Math.max(equals, 0)).toUpperCase(Locale.ROOT);
            String value = part.substring(equals + 1);
            if (!NAMES.contains(name) || value.isEmpty()) throw refused();
            Optional<String> known = UNAVAILABLE.contains(value.toUpperCase(Locale.ROOT))
                    ? Optional.empty()
                    : Optional.of(decoded(value));
            if (attributes.values.put(name, known) != null) throw refused();
        }
        attributes.check();
        return attributes;
    }

    /** The session that begins now: what was not given stays as it was, except the greeting. */
    ClientSession applyTo(ClientSession before, String id) throws SyntaxRefusedException {
        InetSocketAddress client = endpoint("ADDR", "PORT", before.client());
        InetSocketAddress local = endpoint("DESTADDR", "DESTPORT", before.local());
        ClientSession next = new ClientSession(id, client, local, before.role());
        next.describedBy(text("NAME", before.clientName()), text("LOGIN", before.login()));
        before.tlsSession().ifPresent(next::encrypted);
        Optional<String> helo = text("HELO", Optional.empty());
        if (helo.isPresent()) next.greeted(helo.get(), isExtended());
        return next;
    }

    private void check() throws SyntaxRefusedException {
        for (String name : List.of("NAME", "HELO", "LOGIN")) {
            Optional<String> text = text(name, Optional.empty());
            boolean printable = text.stream().flatMapToInt(String::chars).allMatch(c -> c > ' ' && c != 127);
            if (!printable) throw refused();
        }
        String protocol = text("PROTO", Optional.empty()).orElse("SMTP").toUpperCase(Locale.ROOT);
        if (!protocol.equals("SMTP") && !protocol.equals("ESMTP")) throw refused();
    }

    private boolean isExtended() {
        return text("PROTO", Optional.empty()).orElse("").equalsIgnoreCase("ESMTP");
    }

    private Optional<String> text(String name, Optional<String> before) {
        return values.getOrDefault(name, before);
    }

    /**
     * A client whose address the peer could not tell is 0.0.0.0, which no list and no trusted network names: never the
     * peer's own address.
     */
    private InetSocketAddress endpoint(String addressName, String portName, InetSocketAddress before)
            throws SyntaxRefusedException {
        InetAddress address = before.getAddress();
        if (values.containsKey(addressName)) address = address(values.get(addressName));
        int port = before.getPort();
        if (values.containsKey(portName)) port = port(values.get(portName));
        else if (values.containsKey(addressName)) port = 0;
        return new InetSocketAddress(address, port);
    }

    private static InetAddress address(Optional<String> value) throws SyntaxRefusedException {
        try {
            if (value.isEmpty()) return InetAddress.getByAddress(NO_ADDRESS);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
        String text = value.get();
        Optional<InetAddress> address = text.regionMatches(true, 0, "IPV6:", 0, 5)
                ? AddressLiteral.ipv6(text.substring(5))
                : AddressLiteral.address(text);
        return address.orElseThrow(XclientAttributes::refused);
    }

    private static int port(Optional<String> value) throws SyntaxRefusedException {
        String text = value.orElse("0");
        boolean number = text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number || Integer.parseInt(text) > 65_535) throw refused();
        return Integer.parseInt(text);
    }

    /** Undoes xtext (RFC 3461 section 4); what it hides must be UTF-8. */
    private static String decoded(String xtext) throws SyntaxRefusedException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] encoded = xtext.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '+') {
                octets.write(encoded[i]);
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
            if (high < 0 || low < 0) throw refused();
            octets.write(16 * high + low);
            i += 2;
        }
        if (octets.size() > MAX_VALUE_OCTETS) throw refused();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused();
        }
    }

    private static SyntaxRefusedException refused() {
        return new SyntaxRefusedException(ProtocolReply.BAD_PARAMETER);
    }
}
