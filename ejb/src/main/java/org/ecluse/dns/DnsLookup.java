package org.ecluse.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks the DNS, bounded in time and number; answers are cached with their TTLs. Names are in A-labels; a trailing dot does not
 * matter. No method throws for what the DNS does or fails to do.
 */
public interface DnsLookup {
    /** Strings of each TXT record, joined, as ISO-8859-1 text (RFC 7208 section 3.3). */
    DnsAnswer<String> txt(String name);

    /** A records of {@code name}. */
    DnsAnswer<InetAddress> a(String name);

    /** AAAA records of {@code name}. */
    DnsAnswer<InetAddress> aaaa(String name);

    /** MX hosts by preference; a null MX (RFC 7505) is one record with the host ".". */
    DnsAnswer<Mx> mx(String name);

    /** Names of an address. */
    DnsAnswer<String> ptr(InetAddress address);

    /** Asks without waiting; the stage never completes exceptionally. One that can only wait answers at once. */
    default <T> CompletionStage<DnsAnswer<T>> askLater(DnsQuestion<T> question) {
        return CompletableFuture.completedFuture(question.ask(this));
    }

    /** Forgets what is cached of {@code name}: the next question about it goes out. */
    default void forget(String name) {}

    /** One MX record. */
    record Mx(int preference, String host) {}

    /** An answer: records (possibly none), no such name, or no usable answer in time. */
    record DnsAnswer<T>(Status status, List<T> records) {
        /** How the look-up ended. */
        public enum Status {
            FOUND,
            /** NXDOMAIN, or the name has no record of the type: {@code records} is empty. */
            NO_DATA,
            NO_SUCH_NAME,
            /** Time-out, SERVFAIL or malformed: ask again later. */
            TEMPORARY_ERROR
        }

        public DnsAnswer {
            records = List.copyOf(records);
        }

        /** No answer came, or none that can be used. */
        public static <T> DnsAnswer<T> temporaryError() {
            return new DnsAnswer<>(Status.TEMPORARY_ERROR, List.of());
        }
    }
}
