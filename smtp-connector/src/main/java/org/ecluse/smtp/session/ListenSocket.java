package org.ecluse.smtp.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The listening socket given to SubEthaSMTP. Accepted sockets send without delay (Nagle's algorithm made one connection
 * 300 times slower) and never ask DNS for the client's name. It can be closed to clients while the library's thread
 * still waits in {@link #accept}: the library itself knows only "close everything at once".
 */
final class ListenSocket extends ServerSocket {

    /** What has to be done once the port is ours and nobody is accepted yet. */
    interface Claim {
        void bound(int port) throws IOException;
    }

    /** Who is not even let in, asked before anything is made for the connection. */
    interface Doorkeeper {
        Optional<DoorRefusal> refusal(InetAddress peer);

        /** Says why, now or later, and closes the connection. */
        void turnAway(Socket client, DoorRefusal why);
    }

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Claim claim;
    private final Doorkeeper doorkeeper;
    private volatile boolean retired;

    ListenSocket(Claim claim, Doorkeeper doorkeeper) throws IOException {
        this.claim = claim;
        this.doorkeeper = doorkeeper;
        setReuseAddress(true);
    }

    @Override
    public void bind(SocketAddress address, int backlog) throws IOException {
        super.bind(address, backlog);
        claim.bound(getLocalPort());
    }

    /**
     * The next connection that is let in. Whoever knocks in vain hears why and is gone before a session is made: thousands
     * of such knocks a second must leave the processor to those who are in.
     */
    @Override
    public Socket accept() throws IOException {
        while (!retired) {
            try {
                ClientSocket socket = new ClientSocket();
                implAccept(socket);
                Optional<DoorRefusal> refusal = doorkeeper.refusal(socket.getInetAddress());
                if (refusal.isPresent()) {
                    doorkeeper.turnAway(socket, refusal.get());
                    continue;
                }
                socket.setTcpNoDelay(true);
                return socket;
            } catch (SocketException e) {
                if (!retired) throw e;
            }
        }
        awaitClose();
        throw new SocketException("closed");
    }

    /** Clients can no longer connect; {@link #accept} blocks until {@link #close}. */
    void retire() throws IOException {
        retired = true;
        super.close();
    }

    @Override
    public void close() throws IOException {
        retired = true;
        super.close();
        closed.countDown();
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A socket whose peer address carries its own digits as its name. */
    private static final class ClientSocket extends Socket {
        @Override
        public InetAddress getInetAddress() {
            InetAddress peer = super.getInetAddress();
            if (peer == null) return null;
            try {
                return InetAddress.getByAddress(peer.getHostAddress(), peer.getAddress());
            } catch (UnknownHostException e) {
                throw new IllegalStateException("an address of " + peer.getAddress().length + " octets", e);
            }
        }
    }
}
