package org.ecluse.filter.authentication.keys;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.mail.Budget;

/** The keys that one message asks for: each name once. Used by one thread at a time. */
public final class SignerKeys {
    /** A selector has one record; in a change of algorithms two. */
    private static final int MOST_RECORDS = 4;

    private final DnsLookup dns;
    private final KeyCache cache;
    private final Budget budget;
    private final Map<String, Answer> answers = new HashMap<>();

    public SignerKeys(DnsLookup dns, KeyCache cache, Budget budget) {
        this.dns = dns;
        this.cache = cache;
        this.budget = budget;
    }

    /**
     * What the DNS says of a signer.
     *
     * @param temporary no usable answer now, {@code records} is empty
     * @param records none if there is no key
     */
    public record Answer(boolean temporary, List<KeyRecord> records) {
        public Answer {
            records = List.copyOf(records);
        }
    }

    /**
     * Asks once for each name.
     *
     * @param name selector, {@code _domainkey} and domain, in A-labels
     */
    public Answer of(String name) {
        return answers.computeIfAbsent(name, this::ask);
    }

    private Answer ask(String name) {
        budget.check();
        DnsAnswer<String> answer = dns.txt(name);
        List<KeyRecord> records =
                answer.records().stream().limit(MOST_RECORDS).map(cache::record).toList();
        return new Answer(answer.status() == DnsAnswer.Status.TEMPORARY_ERROR, records);
    }
}
