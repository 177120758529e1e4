package org.ecluse.server.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Against a real name server on loopback, played by a thread. */
@Covers("R1.11")
@Timeout(20)
class DnsJavaLookupTest {
    private static final Map<String, List<String>> ZONE = Map.of(
            "example.com. TXT", List.of("\"v=spf1 \" \"-all\"", "\"caf\\195\\169\""),
            "example.com. MX", List.of("20 b.example.com.", "10 a.example.com."),
            "null.example.com. MX", List.of("0 ."),
            "a.example.com. A", List.of("192.0.2.1", "192.0.2.2"),
            "1.2.0.192.in-addr.arpa. PTR", List.of("a.example.com."));

    private final AtomicInteger queries = new AtomicInteger();
    private DatagramSocket socket;
    private DnsLookup lookup;

    @BeforeEach
    void serve() throws Exception {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread server = new Thread(this::answer, "name-server");
        server.setDaemon(true);
        server.start();
        lookup = new DnsJavaLookup(List.of("127.0.0.1:" + socket.getLocalPort()), Duration.ofMillis(300));
    }

    @AfterEach
    void stop() {
        socket.close();
    }

    @Test
    void readsRecordsAsTheyAre() throws Exception {
        assertThat(lookup.txt("example.com").records()).containsExactlyInAnyOrder("v=spf1 -all", "caf\u00c3\u00a9");
        assertThat(lookup.mx("Example.com.").records())
                .containsExactly(new DnsLookup.Mx(10, "a.example.com"), new DnsLookup.Mx(20, "b.example.com"));
        assertThat(lookup.mx("null.example.com").records()).containsExactly(new DnsLookup.Mx(0, "."));
        assertThat(lookup.a("a.example.com").records()).hasSize(2);
        assertThat(lookup.ptr(InetAddress.getByName("192.0.2.1")).records()).containsExactly("a.example.com");
    }

    @Test
    void tellsNoNameFromNoRecordFromNoAnswer() {
        assertThat(lookup.a("nothing.example.com")).isEqualTo(new DnsAnswer<>(Status.NO_SUCH_NAME, List.of()));
        assertThat(lookup.aaaa("a.example.com")).isEqualTo(new DnsAnswer<>(Status.NO_DATA, List.of()));
        assertThat(lookup.a("servfail.example.com").status()).isEqualTo(Status.TEMPORARY_ERROR);
        assertThat(lookup.a("silent.example.com").status()).isEqualTo(Status.TEMPORARY_ERROR);
        assertThat(lookup.a("x".repeat(64) + ".example.com").status()).isEqualTo(Status.NO_SUCH_NAME);
    }

    @Test
    void keepsAnswersForTheirTimeToLive() {
        lookup.a("a.example.com");
        int asked = queries.get();
        lookup.a("a.example.com");
        assertThat(queries).hasValue(asked);
    }

    @Test
    void asksTheNextServerWhenOneIsSilent() throws Exception {
        try (DatagramSocket deaf = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            DnsLookup two = new DnsJavaLookup(
                    List.of("127.0.0.1:" + deaf.getLocalPort(), "127.0.0.1:" + socket.getLocalPort()),
                    Duration.ofMillis(300));
            assertThat(two.a("a.example.com").records()).hasSize(2);
        }
    }

    @Test
    void refusesAServerThatIsNone() {
        assertThatThrownBy(() -> new DnsJavaLookup(List.of("127.0.0.1:dns"), Duration.ofSeconds(1)))
                .isInstanceOf(UnknownHostException.class);
    }

    private void answer() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                queries.incrementAndGet();
                Message query = new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
                Record question = query.getQuestion();
                if (question.getName().toString().startsWith("silent")) {
                    continue;
                }
                byte[] wire = reply(query, question).toWire();
                socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
            } catch (SocketException e) {
                return; // closed by the test's end
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Message reply(Message query, Record question) throws IOException {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.RD);
        reply.getHeader().setFlag(Flags.RA);
        reply.addRecord(question, Section.QUESTION);
        String name = question.getName().toString().toLowerCase(java.util.Locale.ROOT);
        if (name.startsWith("servfail")) {
            reply.getHeader().setRcode(Rcode.SERVFAIL);
            return reply;
        }
        String type = org.xbill.DNS.Type.string(question.getType());
        List<String> records = ZONE.getOrDefault(name + " " + type, List.of());
        for (String record : records) {
            reply.addRecord(
                    Record.fromString(question.getName(), question.getType(), 1, 60, record, Name.root),
                    Section.ANSWER);
        }
        if (records.isEmpty() && ZONE.keySet().stream().noneMatch(key -> key.startsWith(name + " "))) {
            reply.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        return reply;
    }
}
