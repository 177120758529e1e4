package org.ecluse.dns;

import java.net.InetAddress;
import java.util.Objects;
import java.util.function.Function;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.dns.DnsLookup.Mx;

/**
 * What is asked of the DNS: one record type of one name.
 *
 * @param <T> what a record of the type is read as
 */
public final class DnsQuestion<T> {
    private final Kind kind;
    private final String name;
    private final Function<DnsLookup, DnsAnswer<T>> waiting;

    /** The record types that the product asks for. */
    public enum Kind {
        TXT,
        A,
        AAAA,
        MX,
        PTR
    }

    private DnsQuestion(Kind kind, String name, Function<DnsLookup, DnsAnswer<T>> waiting) {
        this.kind = kind;
        this.name = Objects.requireNonNull(name, "name");
        this.waiting = waiting;
    }

    public static DnsQuestion<String> txt(String name) {
        return new DnsQuestion<>(Kind.TXT, name, dns -> dns.txt(name));
    }

    public static DnsQuestion<InetAddress> a(String name) {
        return new DnsQuestion<>(Kind.A, name, dns -> dns.a(name));
    }

    public static DnsQuestion<InetAddress> aaaa(String name) {
        return new DnsQuestion<>(Kind.AAAA, name, dns -> dns.aaaa(name));
    }

    /** Addresses of {@code name} in the family of {@code client}. */
    public static DnsQuestion<InetAddress> addresses(String name, InetAddress client) {
        return client.getAddress().length == 4 ? a(name) : aaaa(name);
    }

    public static DnsQuestion<Mx> mx(String name) {
        return new DnsQuestion<>(Kind.MX, name, dns -> dns.mx(name));
    }

    public static DnsQuestion<String> ptr(InetAddress address) {
        return new DnsQuestion<>(Kind.PTR, address.getHostAddress(), dns -> dns.ptr(address));
    }

    public Kind kind() {
        return kind;
    }

    /** The name asked for; with PTR the address in text. */
    public String name() {
        return name;
    }

    /** Asks and waits. */
    public DnsAnswer<T> ask(DnsLookup dns) {
        return waiting.apply(dns);
    }
}
