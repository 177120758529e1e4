package org.ecluse.filter.authentication.dmarc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;
import org.ecluse.dns.DnsQuestion;
import org.ecluse.filter.authentication.dmarc.DmarcRecord.Psd;

/** Finds policy records and organizational domains (RFC 9989 section 4.10), each name asked for once. For one message, one thread. */
final class PolicyRecords {
    /** A longer author domain is shortened to this many labels, so that a walk takes eight queries at most. */
    private static final int LONGEST_PARENT = 7;

    private final DnsLookup dns;
    private final Map<String, CompletableFuture<DnsAnswer<String>>> asked = new HashMap<>();

    /** A record and the domain at which it stands. */
    record Published(String domain, DmarcRecord record) {}

    PolicyRecords(DnsLookup dns) {
        this.dns = dns;
    }

    /** Asks without waiting for what {@link #policyFor} will most likely need. */
    void expect(String authorDomain) {
        ask(authorDomain);
    }

    /** The record that applies to an author domain: its own, else its organizational domain's, else its public suffix's (section 4.10.1). */
    Optional<Published> policyFor(String authorDomain) throws NoAnswerException {
        Optional<DmarcRecord> own = at(authorDomain);
        if (own.isPresent()) {
            return Optional.of(new Published(authorDomain, own.get()));
        }
        List<Published> walk = walk(authorDomain);
        String organization = organizationalDomain(authorDomain, walk);
        return walk.stream()
                .filter(found -> found.domain().equals(organization))
                .findFirst()
                .or(() -> walk.stream()
                        .filter(found -> found.record().psd() == Psd.YES)
                        .findFirst());
    }

    /** Top of the names under one administration with {@code domain} (section 4.10.2). */
    String organizationalDomain(String domain) throws NoAnswerException {
        return organizationalDomain(domain, walk(domain));
    }

    /** False if the DNS says that there is no such name (section 3.2.13, RFC 8020). */
    boolean exists(String domain) throws NoAnswerException {
        return answered(domain, dns.a(domain)).status() != Status.NO_SUCH_NAME;
    }

    private static String organizationalDomain(String start, List<Published> walk) {
        for (Published found : walk) {
            if (found.record().psd() == Psd.NO) {
                return found.domain();
            }
            if (found.record().psd() == Psd.YES && !found.domain().equals(start)) {
                return oneLabelBelow(found.domain(), start);
            }
        }
        return walk.isEmpty() ? start : walk.get(walk.size() - 1).domain();
    }

    /** The records from {@code start} upwards, until one says whether its domain is a public suffix. */
    private List<Published> walk(String start) throws NoAnswerException {
        List<Published> found = new ArrayList<>();
        String domain = start;
        while (!domain.isEmpty()) {
            Optional<DmarcRecord> record = at(domain);
            if (record.isPresent()) {
                found.add(new Published(domain, record.get()));
                if (record.get().psd() != Psd.UNSTATED) {
                    break;
                }
            }
            domain = parent(domain);
        }
        return found;
    }

    /** The one record of a domain; several are as none (section 4.10, step 2). */
    private Optional<DmarcRecord> at(String domain) throws NoAnswerException {
        DnsAnswer<String> answer = answered(name(domain), ask(domain).join()); // never fails, and ends in time
        List<DmarcRecord> records = answer.records().stream()
                .map(DmarcRecord::read)
                .flatMap(Optional::stream)
                .toList();
        return records.size() == 1 ? Optional.of(records.get(0)) : Optional.empty();
    }

    private CompletableFuture<DnsAnswer<String>> ask(String domain) {
        return asked.computeIfAbsent(
                domain, each -> dns.askLater(DnsQuestion.txt(name(each))).toCompletableFuture());
    }

    private static String name(String domain) {
        return "_dmarc." + domain;
    }

    /** The name that is asked for next, "" behind the last. */
    private static String parent(String domain) {
        String[] labels = domain.split("\\.", -1);
        int skipped = Math.max(1, labels.length - LONGEST_PARENT);
        return lastLabels(labels, labels.length - skipped);
    }

    private static String oneLabelBelow(String ancestor, String domain) {
        String[] labels = domain.split("\\.", -1);
        return lastLabels(labels, ancestor.split("\\.", -1).length + 1);
    }

    private static String lastLabels(String[] labels, int count) {
        return String.join(".", List.of(labels).subList(labels.length - count, labels.length));
    }

    private static <T> DnsAnswer<T> answered(String name, DnsAnswer<T> answer) throws NoAnswerException {
        if (answer.status() == Status.TEMPORARY_ERROR) {
            throw new NoAnswerException(name);
        }
        return answer;
    }
}
