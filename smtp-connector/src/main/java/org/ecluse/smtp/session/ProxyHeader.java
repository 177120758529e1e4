package org.ecluse.smtp.session;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What a proxy says of the connection it passes on: the header of the PROXY protocol, versions 1 and 2
 * (proxy-protocol.txt of HAProxy).
 *
 * @param client whose connection it is
 * @param local where that client connected to
 */
record ProxyHeader(InetSocketAddress client, InetSocketAddress local) {

    /** Not a header, or one that names no TCP connection. */
    static final class MalformedException extends IOException {
        private static final long serialVersionUID = 1L;

        MalformedException(String what) {
            super("PROXY header: " + what);
        }
    }

    private static final int V1_MAX_OCTETS = 107;
    private static final byte[] V2_SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
    private static final int V2_FIXED_OCTETS = 16;
    private static final int TLV_HEAD_OCTETS = 3;
    private static final int TLV_CRC32C = 3;

    /**
     * Reads one header and not an octet more. Empty: the connection is the proxy's own (LOCAL, a health check) or of a
     * kind that the proxy does not name (UNKNOWN, UNSPEC), and its own addresses count.
     */
    static Optional<ProxyHeader> read(InputStream in) throws IOException {
        int first = in.read();
        if (first == 'P') return readText(in);
        if (first == V2_SIGNATURE[0]) return readBinary(in);
        throw new MalformedException(first < 0 ? "connection closed" : "neither version");
    }

    private static Optional<ProxyHeader> readText(InputStream in) throws IOException {
        byte[] line = new byte[V1_MAX_OCTETS];
        line[0] = 'P';
        int length = 1;
        // One by one: what follows the header belongs to the client's session or TLS handshake.
        while (length < 2 || line[length - 2] != '\r' || line[length - 1] != '\n') {
            if (length == line.length) throw new MalformedException("line too long");
            line[length++] = octet(in);
        }
        return parseText(new String(line, 0, length - 2, StandardCharsets.ISO_8859_1));
    }

    private static Optional<ProxyHeader> parseText(String line) throws MalformedException {
        String[] words = line.split(" ", -1);
        if (words.length < 2 || !words[0].equals("PROXY")) throw new MalformedException("no keyword");
        if (words[1].equals("UNKNOWN")) return Optional.empty();
        boolean v6 = words[1].equals("TCP6");
        if (words.length != 6 || !(v6 || words[1].equals("TCP4"))) throw new MalformedException("bad line");
        return Optional.of(new ProxyHeader(
                new InetSocketAddress(address(words[2], v6), port(words[4])),
                new InetSocketAddress(address(words[3], v6), port(words[5]))));
    }

    private static InetAddress address(String text, boolean v6) throws MalformedException {
        Optional<InetAddress> address = v6 ? AddressLiteral.ipv6(text) : AddressLiteral.ipv4(text);
        return address.orElseThrow(() -> new MalformedException("bad address"));
    }

    private static int port(String text) throws MalformedException {
        boolean number = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean canonical = number && (text.length() == 1 || text.charAt(0) != '0');
        if (!canonical || Integer.parseInt(text) > 65_535) throw new MalformedException("bad port");
        return Integer.parseInt(text);
    }

    private static Optional<ProxyHeader> readBinary(InputStream in) throws IOException {
        byte[] fixed = new byte[V2_FIXED_OCTETS];
        fixed[0] = V2_SIGNATURE[0];
        fill(in, fixed, 1);
        if (!Arrays.equals(fixed, 0, V2_SIGNATURE.length, V2_SIGNATURE, 0, V2_SIGNATURE.length)) {
            throw new MalformedException("bad signature");
        }
        if (fixed[12] != 0x20 && fixed[12] != 0x21) throw new MalformedException("bad version or command");
        byte[] rest = new byte[Short.toUnsignedInt(ByteBuffer.wrap(fixed).getShort(14))];
        fill(in, rest, 0);
        boolean ofTheProxyItself = fixed[12] == 0x20;
        if (ofTheProxyItself || fixed[13] == 0) return Optional.empty();
        if (fixed[13] != 0x11 && fixed[13] != 0x21) throw new MalformedException("not TCP over IPv4 or IPv6");
        int addressOctets = fixed[13] == 0x11 ? 4 : 16;
        int tlvsFrom = 2 * addressOctets + 4;
        if (rest.length < tlvsFrom) throw new MalformedException("addresses are cut");
        checkTlvs(fixed, rest, tlvsFrom);
        return Optional.of(new ProxyHeader(
                endpoint(rest, 0, addressOctets, 2 * addressOctets),
                endpoint(rest, addressOctets, addressOctets, 2 * addressOctets + 2)));
    }

    private static InetSocketAddress endpoint(byte[] rest, int from, int octets, int portAt)
            throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(Arrays.copyOfRange(rest, from, from + octets));
        return new InetSocketAddress(
                address, Short.toUnsignedInt(ByteBuffer.wrap(rest).getShort(portAt)));
    }

    /** Additions must fill the header exactly; of them only the checksum means something here. */
    private static void checkTlvs(byte[] fixed, byte[] rest, int from) throws MalformedException {
        ByteBuffer tlvs = ByteBuffer.wrap(rest);
        int at = from;
        while (at < rest.length) {
            if (rest.length - at < TLV_HEAD_OCTETS) throw new MalformedException("an addition is cut");
            int octets = Short.toUnsignedInt(tlvs.getShort(at + 1));
            int valueAt = at + TLV_HEAD_OCTETS;
            if (octets > rest.length - valueAt) throw new MalformedException("an addition is cut");
            if (rest[at] == TLV_CRC32C) checkSum(fixed, rest, valueAt, octets);
            at = valueAt + octets;
        }
    }

    private static void checkSum(byte[] fixed, byte[] rest, int at, int octets) throws MalformedException {
        if (octets != 4) throw new MalformedException("bad checksum");
        CRC32C sum = new CRC32C();
        sum.update(fixed);
        sum.update(rest, 0, at);
        sum.update(new byte[octets]); // computed with zeroes in its place
        sum.update(rest, at + octets, rest.length - at - octets);
        if (sum.getValue() != Integer.toUnsignedLong(ByteBuffer.wrap(rest).getInt(at))) {
            throw new MalformedException("wrong checksum");
        }
    }

    private static void fill(InputStream in, byte[] into, int from) throws IOException {
        int count = in.readNBytes(into, from, into.length - from);
        if (count < into.length - from) throw new EOFException("closed in the middle of the PROXY header");
    }

    private static byte octet(InputStream in) throws IOException {
        int octet = in.read();
        if (octet < 0) throw new EOFException("closed in the middle of the PROXY header");
        return (byte) octet;
    }
}
