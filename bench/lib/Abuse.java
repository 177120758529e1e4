import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients for bench/abuse, started as a source file. Loopback only.
 *
 * <pre>
 * send PORT MAILS SESSIONS BYTES    honest mail from 127.0.0.1, a connection each; whoever is turned away tries again
 * abuse PORT SECONDS IDLE SLOW BAD  idle openers from 127.0.1.x, slow writers from 127.0.2.x, floods of bad commands from 127.0.3.x
 * </pre>
 */
final class Abuse {

    private static final int SECOND_MILLIS = 1000;

    private Abuse() {}

    public static void main(String[] arguments) throws Exception {
        int[] numbers = new int[arguments.length];
        for (int i = 1; i < arguments.length; i++) numbers[i] = Integer.parseInt(arguments[i]);
        if (arguments[0].equals("send")) send(numbers[1], numbers[2], numbers[3], numbers[4]);
        else new Attack(numbers[1]).run(numbers[2], numbers[3], numbers[4], numbers[5]);
    }

    private static void send(int port, int mails, int sessions, int bytes) throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger turnedAway = new AtomicInteger();
        String body = body(bytes);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            Thread thread = new Thread(() -> {
                while (next.getAndIncrement() < mails) {
                    while (!sendOne(port, body)) {
                        turnedAway.incrementAndGet();
                        pause(50);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) thread.join();
        System.out.println(turnedAway.get());
    }

    private static String body(int bytes) {
        String header = "From: sender@example.org\r\nTo: alice@demo.ecluse.test\r\nSubject: the minutes\r\n"
                + "Date: Sun, 22 Nov 2026 09:00:00 +0000\r\nMessage-ID: <bench@example.org>\r\n\r\n";
        String line = "Dear Alice, the minutes of Tuesday are ready and wait for you.\r\n";
        return header + line.repeat(Math.max(1, (bytes - header.length()) / line.length())) + ".\r\n";
    }

    /** Whether the mail was accepted. */
    private static boolean sendOne(int port, String body) {
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60 * SECOND_MILLIS);
            socket.connect(new InetSocketAddress("127.0.0.1", port), 60 * SECOND_MILLIS);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            return says(in, "220")
                    && asks(in, out, "EHLO client.example.org\r\n", "250")
                    && asks(in, out, "MAIL FROM:<sender@example.org>\r\n", "250")
                    && asks(in, out, "RCPT TO:<alice@demo.ecluse.test>\r\n", "250")
                    && asks(in, out, "DATA\r\n", "354")
                    && asks(in, out, body, "250")
                    && (asks(in, out, "QUIT\r\n", "221") || true);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean asks(BufferedReader in, OutputStream out, String text, String code) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        return says(in, code);
    }

    private static boolean says(BufferedReader in, String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') line = in.readLine();
        return line != null && line.startsWith(code);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One thread that holds all bad clients; each that is thrown out comes back after a pause. */
    private static final class Attack {
        private final int port;
        private final Selector selector;
        private final ByteBuffer heard = ByteBuffer.allocate(8192);
        private final List<Client> clients = new ArrayList<>();
        private long connections;
        private long cutOff;

        Attack(int port) throws IOException {
            this.port = port;
            selector = Selector.open();
        }

        void run(int seconds, int idle, int slow, int bad) throws IOException {
            for (int i = 0; i < idle; i++) clients.add(new Client("127.0.1." + (1 + i % 250), Kind.IDLE));
            for (int i = 0; i < slow; i++) {
                clients.add(new Client("127.0.2." + (1 + i % 250), i % 2 == 0 ? Kind.SLOW_COMMAND : Kind.SLOW_BODY));
            }
            for (int i = 0; i < bad; i++) clients.add(new Client("127.0.3." + (1 + i % 250), Kind.BAD_COMMANDS));
            long end = System.currentTimeMillis() + seconds * (long) SECOND_MILLIS;
            boolean told = false;
            while (System.currentTimeMillis() < end) {
                long now = System.currentTimeMillis();
                for (Client client : clients) client.tick(now);
                selector.select(20);
                for (SelectionKey key : selector.selectedKeys()) ((Client) key.attachment()).happened(key);
                selector.selectedKeys().clear();
                if (!told && connections >= clients.size()) {
                    System.out.println("in place"); // everybody has knocked once
                    told = true;
                }
            }
            for (Client client : clients) client.close(0);
            System.out.println(connections + " connections, " + cutOff + " ended by the server");
        }

        private enum Kind {
            IDLE(1000),
            SLOW_COMMAND(1000),
            SLOW_BODY(1000),
            BAD_COMMANDS(200);

            private final int comesBackAfterMillis;

            Kind(int comesBackAfterMillis) {
                this.comesBackAfterMillis = comesBackAfterMillis;
            }
        }

        private final class Client {
            private final InetSocketAddress from;
            private final Kind kind;
            private SocketChannel channel;
            private long openAt = System.currentTimeMillis();
            private long writeAt;
            private int written;

            Client(String from, Kind kind) throws IOException {
                this.from = new InetSocketAddress(InetAddress.getByName(from), 0);
                this.kind = kind;
            }

            void tick(long now) {
                try {
                    if (channel == null) {
                        if (now >= openAt) open();
                    } else if (channel.isConnected() && now >= writeAt && kind != Kind.IDLE) {
                        write(now);
                    }
                } catch (IOException e) {
                    cutOff++;
                    close(kind.comesBackAfterMillis);
                }
            }

            private void open() throws IOException {
                connections++;
                written = 0;
                writeAt = Long.MAX_VALUE;
                channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                channel.bind(from);
                if (!channel.connect(new InetSocketAddress("127.0.0.1", port))) {
                    channel.register(selector, SelectionKey.OP_CONNECT, this);
                } else {
                    channel.register(selector, SelectionKey.OP_READ, this);
                }
            }

            private void write(long now) throws IOException {
                String text = switch (kind) {
                    case SLOW_COMMAND -> "N";
                    case SLOW_BODY -> written == 0
                            ? "EHLO c.example\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<alice@demo.ecluse.test>\r\nDATA\r\n"
                            : "x";
                    case BAD_COMMANDS -> "NONSENSE IS WHAT THIS IS\r\n".repeat(20);
                    case IDLE -> "";
                };
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
                written += text.length();
                writeAt = kind == Kind.BAD_COMMANDS ? Long.MAX_VALUE : now + SECOND_MILLIS;
            }

            void happened(SelectionKey key) {
                try {
                    if (key.isConnectable() && channel.finishConnect()) key.interestOps(SelectionKey.OP_READ);
                    if (key.isReadable()) read();
                } catch (IOException e) {
                    cutOff++;
                    close(kind.comesBackAfterMillis);
                }
            }

            private void read() throws IOException {
                heard.clear();
                if (channel.read(heard) < 0) {
                    cutOff++;
                    close(kind.comesBackAfterMillis);
                } else if (writeAt == Long.MAX_VALUE && written == 0) {
                    writeAt = 0; // the banner is here
                }
            }

            void close(int pauseMillis) {
                openAt = System.currentTimeMillis() + pauseMillis;
                if (channel == null) return;
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                channel = null;
            }
        }
    }
}
