package org.ecluse.filter.authentication.spf;

import java.net.InetAddress;

/**
 * What check_host is asked about (RFC 7208 section 4.1).
 *
 * @param client address of the SMTP client
 * @param sender MAIL FROM, or {@code postmaster@<helo>} for the null reverse-path (section 2.4)
 * @param domain right of the sender's @
 * @param helo argument of HELO or EHLO
 */
record SpfIdentity(InetAddress client, String sender, String domain, String helo) {
    static SpfIdentity of(InetAddress client, String mailFrom, String helo) {
        String address = mailFrom.isEmpty() ? helo : mailFrom;
        int at = address.lastIndexOf('@');
        String local = at <= 0 ? "postmaster" : address.substring(0, at);
        String domain = withoutDot(address.substring(at + 1));
        return new SpfIdentity(client, local + "@" + domain, domain, helo);
    }

    String localPart() {
        return sender.substring(0, sender.lastIndexOf('@'));
    }

    boolean isIpv4() {
        return client.getAddress().length == 4;
    }

    int addressBits() {
        return client.getAddress().length * 8;
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
