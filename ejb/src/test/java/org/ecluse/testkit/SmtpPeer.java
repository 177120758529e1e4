package org.ecluse.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A next hop on a free loopback port that answers as a test's script says, and well where it says nothing. */
public final class SmtpPeer implements AutoCloseable {
    /** In place of a reply: the connection is closed. */
    public static final String DROP = "<drop>";

    /** In place of a reply: nothing comes until the peer is closed. */
    public static final String HANG = "<hang>";

    /** Key of {@link #on} for the banner, for content lines, and for the reply after the final dot. */
    public static final String BANNER = "<banner>";

    public static final String CONTENT = "<content>";
    public static final String DOT = "<dot>";

    /** A mail as it came, dots unstuffed. */
    public record Received(String from, List<String> recipients, String content, boolean tls) {}

    private static final int LIMIT_SECONDS = 10;

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<String>> scripts = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Future<?> accepting;
    private volatile List<String> capabilities = List.of("PIPELINING", "8BITMIME", "SIZE 50000000");
    private volatile Optional<SSLContext> tls = Optional.empty();

    public SmtpPeer() throws IOException {
        this(Ports.free());
    }

    public SmtpPeer(int port) throws IOException {
        listener = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        accepting = threads.submit(this::accept);
    }

    public SmtpPeer announce(String... words) {
        capabilities = List.of(words);
        return this;
    }

    public SmtpPeer tls(SSLContext context) {
        tls = Optional.of(context);
        return this;
    }

    /** The replies to the next commands that begin with {@code prefix}; the last one stays. */
    public SmtpPeer on(String prefix, String... replies) {
        scripts.put(prefix, new ArrayDeque<>(List.of(replies)));
        return this;
    }

    /** Back to good manners for commands that begin with {@code prefix}. */
    public SmtpPeer normal(String prefix) {
        scripts.remove(prefix);
        return this;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public List<Received> received() {
        return received;
    }

    public List<String> commands() {
        return commands;
    }

    public int connections() {
        return connections.get();
    }

    /** The highest number of connections that were open at once. */
    public int mostOpen() {
        return mostOpen.get();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        // Its system call holds the port open a moment longer: whoever connects now would be taken and heard by nobody.
        try {
            accepting.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the peer does not stop listening", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(socket));
            } catch (SocketException e) {
                return; // closed by the test's end
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void serve(Socket socket) {
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        Session session = new Session();
        try (socket) {
            socket.setTcpNoDelay(true);
            session.use(socket);
            session.run();
        } catch (Ended | IOException e) {
            commands.add("<ended: " + e.getMessage() + ">");
        } finally {
            session.ended();
        }
    }

    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended(String why) {
            super(why);
        }
    }

    private final class Session {
        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private String from = "";
        private List<String> recipients = new ArrayList<>();
        private boolean encrypted;
        private boolean inTransaction;
        private boolean ended;

        /** Before the client can know that it is over, so that its next connection is never counted beside this one. */
        void ended() {
            if (!ended) {
                ended = true;
                open.decrementAndGet();
            }
        }

        void use(Socket next) throws IOException {
            socket = next;
            in = new BufferedInputStream(next.getInputStream());
            out = next.getOutputStream();
        }

        void run() throws IOException {
            reply(scripted(BANNER, "220 peer.example ESMTP"));
            for (String line = line(); line != null; line = line()) {
                commands.add(line);
                String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO", "LHLO" -> reply(scripted(line, hello()));
                    case "MAIL" -> mail(line);
                    case "RCPT" -> rcpt(line);
                    case "DATA" -> data(line);
                    case "STARTTLS" -> startTls(line);
                    case "RSET" -> {
                        recipients = new ArrayList<>();
                        reply(scripted(line, "250 reset"));
                    }
                    case "QUIT" -> {
                        ended();
                        reply(scripted(line, "221 bye"));
                        return;
                    }
                    default -> reply(scripted(line, "250 ok"));
                }
            }
        }

        private String hello() {
            StringBuilder reply = new StringBuilder("250");
            for (String capability : capabilities) {
                reply.append(reply.length() == 3 ? "-peer.example\r\n250-" : "\r\n250-")
                        .append(capability);
            }
            int last = reply.lastIndexOf("250-");
            return last < 0
                    ? "250 peer.example"
                    : reply.replace(last, last + 4, "250 ").toString();
        }

        private void mail(String line) throws IOException {
            from = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            recipients = new ArrayList<>();
            String answer = scripted(line, "250 2.1.0 sender ok");
            inTransaction = answer.startsWith("2");
            reply(answer);
        }

        private void rcpt(String line) throws IOException {
            String answer = inTransaction ? scripted(line, "250 2.1.5 recipient ok") : "503 MAIL first";
            if (answer.startsWith("2")) {
                recipients.add(line.substring(line.indexOf('<') + 1, line.lastIndexOf('>')));
            }
            reply(answer);
        }

        private void data(String line) throws IOException {
            String answer = scripted(line, recipients.isEmpty() ? "554 no valid recipients" : "354 go on");
            reply(answer);
            if (!answer.startsWith("3")) {
                return;
            }
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            for (String text = line(); !".".equals(text); text = line()) {
                if (text == null) {
                    throw new Ended("closed in DATA");
                }
                String during = scripted(CONTENT, "");
                if (!during.isEmpty()) {
                    reply(during);
                }
                content.writeBytes(
                        (text.startsWith(".") ? text.substring(1) : text).getBytes(StandardCharsets.ISO_8859_1));
                content.writeBytes(new byte[] {'\r', '\n'});
            }
            String end = scripted(DOT, "250 2.0.0 taken");
            if (!end.equals(DROP) && !end.startsWith("2")) {
                reply(end);
                return;
            }
            received.add(new Received(
                    from, List.copyOf(recipients), content.toString(StandardCharsets.ISO_8859_1), encrypted));
            recipients = new ArrayList<>();
            reply(end);
        }

        private void startTls(String line) throws IOException {
            reply(scripted(line, "220 go ahead"));
            if (tls.isPresent()) {
                SSLSocket secured = (SSLSocket) tls.get().getSocketFactory().createSocket(socket, null, false);
                secured.setUseClientMode(false);
                secured.startHandshake();
                encrypted = true;
                use(secured);
            } else {
                out.write("this is no TLS at all\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                throw new Ended("no TLS");
            }
        }

        private String scripted(String line, String normal) {
            for (Map.Entry<String, Deque<String>> script : scripts.entrySet()) {
                if (line.startsWith(script.getKey())) {
                    Deque<String> replies = script.getValue();
                    synchronized (replies) {
                        return replies.size() > 1 ? replies.poll() : replies.peek();
                    }
                }
            }
            return normal;
        }

        private void reply(String text) throws IOException {
            if (text.equals(DROP)) {
                throw new Ended("dropped");
            }
            if (text.equals(HANG)) {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new Ended("hung");
            }
            out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** A line without its CRLF; a bare LF or CR would be a fault of the client and stays in. */
        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int before = -1;
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                if (before == '\r' && octet == '\n') {
                    byte[] bytes = line.toByteArray();
                    return new String(bytes, 0, bytes.length - 1, StandardCharsets.ISO_8859_1);
                }
                line.write(octet);
                before = octet;
            }
            return null;
        }
    }
}
