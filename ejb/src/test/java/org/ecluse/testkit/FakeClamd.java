package org.ecluse.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A clamd that answers as a test says (clamd(8)), on a free loopback port or a Unix socket. Commands in the {@code z} form only. */
public final class FakeClamd implements AutoCloseable {
    public static final String VERSION = "ClamAV 1.4.6/27500/Mon Mar  2 09:40:11 2026";

    /** What is done with a connection after its command {@code zINSTREAM} was read. */
    public interface Scan {
        void serve(Wire wire) throws IOException, InterruptedException;
    }

    /** One connection as the daemon sees it. */
    public final class Wire {
        private final DataInputStream in;
        private final OutputStream out;

        private Wire(InputStream in, OutputStream out) {
            this.in = new DataInputStream(in);
            this.out = out;
        }

        /** Reads chunks up to the empty one that ends a stream. */
        public void readStream() throws IOException {
            for (int length = in.readInt(); length > 0; length = in.readInt()) {
                received.add(in.readNBytes(length));
            }
        }

        public void readOctets(int count) throws IOException {
            in.readNBytes(count);
        }

        public void say(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** Returns when the test is over. */
        public void hang() throws InterruptedException {
            closed.await(1, TimeUnit.MINUTES);
        }
    }

    private final ServerSocketChannel listener;
    private final String address;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Scan scan = answering("stream: OK\0");
    private volatile String version = VERSION + "\0";

    private FakeClamd(ServerSocketChannel listener, String address) {
        this.listener = listener;
        this.address = address;
        threads.execute(this::accept);
    }

    public static FakeClamd tcp() throws IOException {
        ServerSocketChannel listener =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        return new FakeClamd(listener, "127.0.0.1:" + ((InetSocketAddress) listener.getLocalAddress()).getPort());
    }

    /** @param socket does not exist yet; short, for a socket's path has at most 107 bytes */
    public static FakeClamd unix(Path socket) throws IOException {
        Files.deleteIfExists(socket);
        return new FakeClamd(
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket)),
                "unix:" + socket);
    }

    /** Takes the whole stream, then says {@code reply}. */
    public static Scan answering(String reply) {
        return wire -> {
            wire.readStream();
            wire.say(reply);
        };
    }

    public FakeClamd scan(Scan behaviour) {
        scan = behaviour;
        return this;
    }

    /** @param reply with its NUL, if it has one */
    public FakeClamd version(String reply) {
        version = reply;
        return this;
    }

    /** As the setting {@code ecluse.scan.clamd} has it. */
    public String address() {
        return address;
    }

    /** Content of all chunks so far. */
    public byte[] received() {
        byte[] all = new byte[received.stream().mapToInt(chunk -> chunk.length).sum()];
        int at = 0;
        for (byte[] chunk : received) {
            System.arraycopy(chunk, 0, all, at, chunk.length);
            at += chunk.length;
        }
        return all;
    }

    public List<String> commands() {
        return List.copyOf(commands);
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                SocketChannel connection = listener.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return; // closed by the test
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            Wire wire = new Wire(Channels.newInputStream(connection), Channels.newOutputStream(connection));
            String command = command(wire.in);
            commands.add(command);
            if (command.equals("zVERSION")) {
                wire.say(version);
            } else if (command.equals("zINSTREAM")) {
                scan.serve(wire);
            } else {
                wire.say("UNKNOWN COMMAND\0");
            }
        } catch (IOException e) {
            commands.add("broken off: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String command(InputStream in) throws IOException {
        StringBuilder command = new StringBuilder();
        for (int c = in.read(); c > 0; c = in.read()) {
            command.append((char) c);
        }
        return command.toString();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        threads.shutdownNow();
    }
}
