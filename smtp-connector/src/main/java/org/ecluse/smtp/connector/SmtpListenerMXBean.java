package org.ecluse.smtp.connector;

/** What health checks and metrics may ask of a port, as {@code org.ecluse:type=SmtpListener,port=…}. */
public interface SmtpListenerMXBean {

    /** {@code mx}, {@code relay} or {@code submission}. */
    String getRole();

    /** The bound port. */
    int getPort();

    boolean isListening();

    /** Sessions now. */
    int getOpenSessions();

    /** Sessions that are possible at once. */
    int getMaxSessions();

    /** Connections that became sessions, since the port was opened. */
    long getAcceptedConnections();

    /** Connections refused for lack of sessions or threads, since the port was opened. */
    long getRefusedConnections();

    /** Messages answered 250, since the port was opened. */
    long getMessages();

    /** Memory that spooled bodies hold now. */
    long getSpooledMemoryBytes();
}
