package org.ecluse.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;
import org.ecluse.dns.DnsLookup.Mx;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * A name server on loopback, over UDP and TCP, that answers from a {@link FakeDns}. A name that is silent there answers SERVFAIL, as a
 * resolver does that found nobody.
 */
public final class DnsServer implements AutoCloseable {
    private static final long TTL = 60;
    private static final int LONGEST_ALIAS_CHAIN = 8;

    private final FakeDns zone;
    private final DatagramSocket datagrams;
    private final ServerSocket streams;
    private volatile boolean dead;

    public DnsServer(FakeDns zone) throws IOException {
        this.zone = zone;
        PortOfBoth port = PortOfBoth.open();
        this.streams = port.streams();
        this.datagrams = port.datagrams();
        start("dns-udp", this::answerDatagrams);
        start("dns-tcp", this::answerStreams);
    }

    /** As {@code ecluse.dns.servers} has it. */
    public String address() {
        return "127.0.0.1:" + streams.getLocalPort();
    }

    /** Whether it hears questions and says nothing, as a machine that hangs. */
    public void setDead(boolean state) {
        dead = state;
    }

    @Override
    public void close() throws IOException {
        datagrams.close();
        streams.close();
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void answerDatagrams() {
        byte[] buffer = new byte[4096];
        while (!datagrams.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                datagrams.receive(packet);
                if (dead) {
                    continue;
                }
                Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                int room = query.getOPT() == null ? 512 : query.getOPT().getPayloadSize();
                byte[] wire = reply(query).toWire(room);
                datagrams.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
            } catch (SocketException e) {
                return; // closed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void answerStreams() {
        while (!streams.isClosed()) {
            try (Socket socket = streams.accept()) {
                if (dead) {
                    continue;
                }
                socket.setSoTimeout(5_000);
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] query = in.readNBytes(in.readUnsignedShort());
                byte[] wire = reply(new Message(query)).toWire();
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(wire.length);
                out.write(wire);
                out.flush();
            } catch (SocketException e) {
                return; // closed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Message reply(Message query) throws TextParseException {
        Record question = query.getQuestion();
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.RD);
        reply.getHeader().setFlag(Flags.RA);
        reply.addRecord(question, Section.QUESTION);
        String type = Type.string(question.getType());
        Name name = question.getName();
        for (int i = 0; i < LONGEST_ALIAS_CHAIN; i++) {
            Optional<DnsAnswer<Object>> answer = zone.served(plain(name), type);
            if (answer.isEmpty()) {
                reply.getHeader().setRcode(Rcode.SERVFAIL);
                return reply;
            }
            for (Object record : answer.get().records()) {
                reply.addRecord(record(name, question.getType(), record), Section.ANSWER);
            }
            Optional<Name> alias = answer.get().status() == Status.FOUND ? Optional.empty() : alias(name);
            if (alias.isEmpty()) {
                boolean none = answer.get().status() == Status.NO_SUCH_NAME;
                reply.getHeader().setRcode(none ? Rcode.NXDOMAIN : Rcode.NOERROR);
                return reply;
            }
            reply.addRecord(new CNAMERecord(name, DClass.IN, TTL, alias.get()), Section.ANSWER);
            name = alias.get();
        }
        reply.getHeader().setRcode(Rcode.SERVFAIL);
        return reply;
    }

    private Optional<Name> alias(Name name) throws TextParseException {
        Optional<DnsAnswer<Object>> answer = zone.served(plain(name), "CNAME");
        return answer.isPresent() && answer.get().status() == Status.FOUND
                ? Optional.of(name((String) answer.get().records().get(0)))
                : Optional.empty();
    }

    private static Record record(Name name, int type, Object record) throws TextParseException {
        return switch (type) {
            case Type.TXT -> new TXTRecord(name, DClass.IN, TTL, strings((String) record));
            case Type.A -> new ARecord(name, DClass.IN, TTL, (InetAddress) record);
            case Type.AAAA -> new AAAARecord(name, DClass.IN, TTL, (InetAddress) record);
            case Type.PTR -> new PTRRecord(name, DClass.IN, TTL, name((String) record));
            case Type.MX -> new MXRecord(name, DClass.IN, TTL, ((Mx) record).preference(), name(((Mx) record).host()));
            default -> throw new IllegalArgumentException(Type.string(type));
        };
    }

    /** At most 255 octets each (RFC 1035 section 3.3), in the notation of zone files. */
    private static List<String> strings(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        List<String> strings = new ArrayList<>();
        for (int from = 0; from == 0 || from < octets.length; from += 255) {
            StringBuilder part = new StringBuilder();
            for (byte octet : Arrays.copyOfRange(octets, from, Math.min(octets.length, from + 255))) {
                part.append(String.format("\\%03d", octet & 0xff));
            }
            strings.add(part.toString());
        }
        return strings;
    }

    /** Labels as they are, not in the notation of zone files. */
    private static String plain(Name name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.labels() - 1; i++) {
            byte[] label = name.getLabel(i);
            text.append(i == 0 ? "" : ".").append(new String(label, 1, label[0] & 0xff, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    /** The root if nothing is written. */
    private static Name name(String written) throws TextParseException {
        return written.isEmpty() ? Name.root : Name.fromString(written, Name.root);
    }
}
