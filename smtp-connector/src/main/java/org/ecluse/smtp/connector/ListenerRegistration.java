package org.ecluse.smtp.connector;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.ecluse.smtp.session.SmtpServer;

/** Shows a port in JMX while it is open. */
record ListenerRegistration(SmtpServer server, ObjectName name) implements SmtpListenerMXBean {

    private static final System.Logger LOG = System.getLogger(ListenerRegistration.class.getName());

    static ListenerRegistration of(SmtpServer server) throws IOException {
        try {
            ObjectName name = new ObjectName("org.ecluse:type=SmtpListener,port=" + server.port());
            ListenerRegistration registration = new ListenerRegistration(server, name);
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            // A listener that was killed half-way in this process may have left its name.
            if (beans.isRegistered(name)) beans.unregisterMBean(name);
            beans.registerMBean(new StandardMBean(registration, SmtpListenerMXBean.class, true), name);
            return registration;
        } catch (JMException e) {
            throw new IOException("the port cannot be shown in JMX", e);
        }
    }

    void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException e) {
            LOG.log(Level.WARNING, "JMX still shows " + name, e);
        }
    }

    @Override
    public String getRole() {
        return server.settings().role();
    }

    @Override
    public int getPort() {
        return server.port();
    }

    @Override
    public boolean isListening() {
        return server.isListening();
    }

    @Override
    public int getOpenSessions() {
        return server.openSessions();
    }

    @Override
    public int getMaxSessions() {
        return server.settings().limits().maxSessions();
    }

    @Override
    public long getAcceptedConnections() {
        return server.acceptedConnections();
    }

    @Override
    public long getRefusedConnections() {
        return server.refusedConnections();
    }

    @Override
    public long getMessages() {
        return server.messages();
    }

    @Override
    public long getSpooledMemoryBytes() {
        return server.spooledMemoryBytes();
    }
}
