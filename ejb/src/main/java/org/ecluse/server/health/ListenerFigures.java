package org.ecluse.server.health;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** What an SMTP port says of itself through its management bean. */
public record ListenerFigures(
        String role,
        int port,
        boolean listening,
        int openSessions,
        int maxSessions,
        long acceptedConnections,
        long refusedConnections,
        long messages) {

    /** All ports of this server; empty if none is open. */
    public static List<ListenerFigures> all() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        List<ListenerFigures> figures = new ArrayList<>();
        for (ObjectName name : beans.queryNames(pattern(), null)) {
            try {
                figures.add(read(beans, name));
            } catch (JMException e) {
                throw new IllegalStateException("the port went away: " + name, e);
            }
        }
        return figures;
    }

    private static ListenerFigures read(MBeanServer beans, ObjectName name) throws JMException {
        return new ListenerFigures(
                (String) beans.getAttribute(name, "Role"),
                (Integer) beans.getAttribute(name, "Port"),
                (Boolean) beans.getAttribute(name, "Listening"),
                (Integer) beans.getAttribute(name, "OpenSessions"),
                (Integer) beans.getAttribute(name, "MaxSessions"),
                (Long) beans.getAttribute(name, "AcceptedConnections"),
                (Long) beans.getAttribute(name, "RefusedConnections"),
                (Long) beans.getAttribute(name, "Messages"));
    }

    private static ObjectName pattern() {
        try {
            return new ObjectName("org.ecluse:type=SmtpListener,*");
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }
}
