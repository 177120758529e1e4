package org.ecluse.server.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;
import org.ecluse.dns.DnsQuestion;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.PortOfBoth;
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
import org.xbill.DNS.Type;

/** Against a real name server on loopback, played by a thread. */
@Covers("R1.11")
@Timeout(20)
class DnsJavaLookupTest {
    private static final Map<String, List<String>> ZONE = Map.of(
            "example.com. TXT", List.of("\"v=spf1 \" \"-all\"", "\"caf\\195\\169\""),
            "example.com. MX", List.of("20 b.example.com.", "10 a.example.com."),
            "null.example.com. MX", List.of("0 ."),
            "a.example.com. A", List.of("192.0.2.1", "192.0.2.2"),
            "slow.example.com. A", List.of("192.0.2.9"),
            "alias.example.com. CNAME", List.of("a.example.com."),
            "loop.example.com. CNAME", List.of("loop.example.com."),
            "giant.example.com. TXT",
                    IntStream.range(0, 25)
                            .mapToObj(i -> '"' + (i + "x".repeat(198)) + '"')
                            .toList(),
            "1.2.0.192.in-addr.arpa. PTR", List.of("a.example.com."));

    private final Set<String> refusing = ConcurrentHashMap.newKeySet();
    private final Set<String> refusedOnce = ConcurrentHashMap.newKeySet();

    private static final Duration TRY = Duration.ofMillis(200);
    private static final Duration TOTAL = Duration.ofSeconds(4);
    private static final Clock CLOCK = Clock.systemUTC();

    private final AtomicInteger queries = new AtomicInteger();
    private DatagramSocket socket;
    private ServerSocket stream;
    private DnsLookup lookup;

    @BeforeEach
    void serve() throws Exception {
        PortOfBoth port = PortOfBoth.open();
        socket = port.datagrams();
        stream = port.streams();
        start(this::answer, "name-server");
        start(this::answerByTcp, "name-server-tcp");
        lookup = new DnsJavaLookup(List.of("127.0.0.1:" + socket.getLocalPort()), TRY, TOTAL, CLOCK);
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        stream.close();
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
                    TRY,
                    TOTAL,
                    CLOCK);
            assertThat(two.a("a.example.com").records()).hasSize(2);
        }
    }

    @Test
    void asksTheNextServerWhenOneRefuses() throws Exception {
        String here = "127.0.0.1:" + socket.getLocalPort();
        refusing.add("a.example.com.");
        assertThat(lookup.a("a.example.com").status()).isEqualTo(Status.TEMPORARY_ERROR);
        // The second time the same server is asked as another one: it answers.
        refusing.clear();
        refusedOnce.add("a.example.com.");
        DnsLookup two = new DnsJavaLookup(List.of(here, here), TRY, TOTAL, CLOCK);
        assertThat(two.a("a.example.com").records()).hasSize(2);
    }

    @Test
    void asksTheSameQuestionOnceWhileItIsUnderWay() {
        List<CompletableFuture<DnsAnswer<InetAddress>>> asked = Stream.generate(
                        () -> lookup.askLater(DnsQuestion.a("slow.example.com")).toCompletableFuture())
                .limit(50)
                .toList();
        assertThat(asked)
                .allSatisfy(answer -> assertThat(answer.join().records()).hasSize(1));
        assertThat(queries.get()).isLessThanOrEqualTo(2); // a retry of the one question at most
    }

    @Test
    void aDeadResolverCostsNobodyTime() throws Exception {
        try (DatagramSocket deaf = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            MovingClock clock = new MovingClock(Instant.EPOCH);
            DnsJavaLookup dead = new DnsJavaLookup(
                    List.of("127.0.0.1:" + deaf.getLocalPort()), Duration.ofMillis(30), Duration.ofMillis(100), clock);
            assertThat(dead.isAlive()).isTrue();
            CompletableFuture.allOf(IntStream.range(0, 25)
                            .mapToObj(i -> dead.askLater(DnsQuestion.txt(i + ".example.com"))
                                    .toCompletableFuture())
                            .toArray(CompletableFuture[]::new))
                    .join();
            assertThat(dead.isAlive()).isFalse();
            // One question a second finds out whether it came back; all others are answered at once.
            CompletionStage<DnsAnswer<String>> probe = dead.askLater(DnsQuestion.txt("probe.example.com"));
            assertThat(dead.askLater(DnsQuestion.txt("other.example.com")).toCompletableFuture())
                    .isCompletedWithValue(DnsAnswer.temporaryError());
            assertThat(probe.toCompletableFuture().join().status()).isEqualTo(Status.TEMPORARY_ERROR);
        }
    }

    @Test
    void neverHasMoreThanABoundedNumberOfQuestionsUnderWay() throws Exception {
        try (DatagramSocket deaf = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            DnsJavaLookup busy = new DnsJavaLookup(
                    List.of("127.0.0.1:" + deaf.getLocalPort()), Duration.ofSeconds(3), Duration.ofSeconds(4), CLOCK);
            for (int i = 0; i < 2_001; i++) {
                busy.askLater(DnsQuestion.a(i + ".example.com"));
            }
            assertThat(busy.askLater(DnsQuestion.a("more.example.com")).toCompletableFuture())
                    .isCompletedWithValue(DnsAnswer.temporaryError());
        }
    }

    @Test
    void followsAliasesWithinABound() {
        assertThat(lookup.a("alias.example.com").records()).hasSize(2);
        assertThat(lookup.a("loop.example.com").status()).isEqualTo(Status.TEMPORARY_ERROR);
    }

    @Test
    void keepsNoGiantAnswer() {
        assertThat(lookup.txt("giant.example.com").records()).hasSize(25);
        int asked = queries.get();
        lookup.txt("giant.example.com");
        assertThat(queries.get()).isGreaterThan(asked);
    }

    @Test
    void refusesAServerThatIsNone() {
        assertThatThrownBy(() -> new DnsJavaLookup(List.of("127.0.0.1:dns"), TRY, TOTAL, CLOCK))
                .isInstanceOf(UnknownHostException.class);
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void answerByTcp() {
        while (!stream.isClosed()) {
            try (Socket client = stream.accept()) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                Message query = new Message(in.readNBytes(in.readUnsignedShort()));
                queries.incrementAndGet();
                byte[] wire = reply(query, query.getQuestion()).toWire();
                DataOutputStream out = new DataOutputStream(client.getOutputStream());
                out.writeShort(wire.length);
                out.write(wire);
                out.flush();
                in.read(); // until the client has it and closes
            } catch (SocketException e) {
                return; // closed by the test's end
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
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
                byte[] wire = reply(query, question).toWire(1232); // truncated when longer
                socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
            } catch (SocketException e) {
                return; // closed by the test's end
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Message reply(Message query, Record question) throws IOException {
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
        if (refusing.contains(name) || refusedOnce.remove(name)) {
            reply.getHeader().setRcode(Rcode.REFUSED);
            return reply;
        }
        int answered = ZONE.containsKey(name + " CNAME") ? Type.CNAME : question.getType();
        List<String> records = ZONE.getOrDefault(name + " " + Type.string(answered), List.of());
        for (String record : records) {
            reply.addRecord(Record.fromString(question.getName(), answered, 1, 60, record, Name.root), Section.ANSWER);
        }
        if (records.isEmpty() && ZONE.keySet().stream().noneMatch(key -> key.startsWith(name + " "))) {
            reply.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        return reply;
    }
}
