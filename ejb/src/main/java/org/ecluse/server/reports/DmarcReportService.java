package org.ecluse.server.reports;

import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ecluse.dns.BoundedLookup;
import org.ecluse.dns.DnsLookup;
import org.ecluse.filter.authentication.dkim.DkimSigner;
import org.ecluse.filter.authentication.keys.PemPrivateKey;
import org.ecluse.filter.authentication.keys.SigningKey;
import org.ecluse.filter.reports.AggregateReport;
import org.ecluse.filter.reports.ReportDestinations;
import org.ecluse.filter.reports.ReportUri;
import org.ecluse.mail.Budget;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.settings.ServerSettings;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;

/**
 * Makes the report about one domain's day for its owner: read, ask who may have it, compose, store the content, then one commit.
 * Nothing is sent here, the queue does that.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DmarcReportService {
    /** Two hours between them: a name server may be away for a day. */
    private static final int MOST_TRIES = 12;

    private static final Duration SIGNING = Duration.ofSeconds(30);
    private static final Duration LOOKUPS = Duration.ofSeconds(30);

    @Inject
    DmarcLedger ledger;

    @Inject
    DnsLookup dns;

    @Inject
    MessageStore store;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    /** What became of a domain's day. */
    public enum Outcome {
        QUEUED,
        /** No destination agreed to get it, or it is too large for each. */
        NOT_WANTED,
        /** The DNS gave no answer; it stays due. */
        LATER,
        /** Somebody else was faster. */
        NOT_DUE,
        /** Logged; it stays due. */
        FAILED
    }

    public boolean anyDue() {
        return !waiting(0, 1).isEmpty();
    }

    /** Ids above {@code afterId}, in order, of days to report; none while this service does not report. */
    public List<Long> waiting(long afterId, int limit) {
        return settings.dmarcReports().enabled() ? ledger.due(clock.instant(), afterId, limit) : List.of();
    }

    /** Queues the report of a day, at most once. */
    public Outcome report(long dayId) {
        try {
            return make(dayId);
        } catch (IOException | EJBException e) {
            ServerLog.LOG.dmarcReportFailed(dayId, e);
            return Outcome.FAILED;
        }
    }

    private Outcome make(long dayId) throws IOException {
        Optional<DmarcDraft> found = ledger.draft(dayId);
        if (found.isEmpty()) {
            return Outcome.NOT_DUE;
        }
        DmarcDraft draft = found.get();
        ReportDestinations.Found destinations =
                new ReportDestinations(new BoundedLookup(dns, LOOKUPS, ReportUri.MOST)).of(draft.policy());
        boolean waits = !destinations.unsure().isEmpty() && draft.tries() + 1 < MOST_TRIES;
        if (waits) {
            ledger.later(draft, MOST_TRIES);
            return Outcome.LATER;
        }
        if (draft.rows().isEmpty() || destinations.confirmed().isEmpty()) {
            ledger.close(dayId, false);
            return Outcome.NOT_WANTED;
        }
        return send(draft, destinations.confirmed());
    }

    private Outcome send(DmarcDraft draft, List<ReportUri> destinations) throws IOException {
        String domain = settings.service().domain();
        String from = "dmarc-reports@" + domain;
        AggregateReport report = report(draft);
        AggregateMail composer = new AggregateMail(from, "postmaster@" + domain);
        Instant now = clock.instant();
        byte[] octets = signed(composer.compose(report, addresses(destinations), now));
        List<ReportUri> fitting = destinations.stream()
                .filter(uri -> octets.length <= uri.mostBytes())
                .toList();
        if (fitting.isEmpty()) {
            ledger.close(draft.dayId(), true);
            return Outcome.NOT_WANTED;
        }
        Octets mail = new Octets(
                fitting.size() == destinations.size()
                        ? octets
                        : signed(composer.compose(report, addresses(fitting), now)));
        return queue(draft, from, report, mail, envelope(from, fitting, now)) ? Outcome.QUEUED : Outcome.NOT_DUE;
    }

    /** With a signature of the service's domain, if it has a key. */
    private byte[] signed(byte... mail) throws IOException {
        Optional<ServerSettings.DmarcReports.DkimKey> dkim =
                settings.dmarcReports().signature();
        if (dkim.isEmpty()) {
            return mail;
        }
        try {
            SigningKey key = new SigningKey(
                    new DomainName(settings.service().domain()),
                    dkim.get().selector(),
                    PemPrivateKey.parse(Files.readString(dkim.get().file())));
            Budget budget = Budget.of(SIGNING, Long.MAX_VALUE, Long.MAX_VALUE);
            byte[] field =
                    new DkimSigner(key, clock).sign(new Octets(mail), budget).getBytes(StandardCharsets.US_ASCII);
            byte[] signed = Arrays.copyOf(field, field.length + mail.length);
            System.arraycopy(mail, 0, signed, field.length, mail.length);
            return signed;
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the DKIM key of reports cannot be used: " + dkim.get().file(), e);
        }
    }

    private boolean queue(
            DmarcDraft draft, String from, AggregateReport report, RawMessage mail, StoredEnvelope envelope)
            throws IOException {
        MessageId id = MessageId.create(clock);
        store.keep(id, envelope, mail);
        boolean recorded = false;
        try {
            recorded = ledger.queue(draft.dayId(), id, envelope, from, report.subject(), mail.sizeBytes());
        } finally {
            if (!recorded) {
                // No row knows it. A crash right here leaves it to the next start, which removes reports without a row.
                store.remove(id);
            }
        }
        return recorded;
    }

    private AggregateReport report(DmarcDraft draft) {
        ServerSettings.Service service = settings.service();
        Instant begin = draft.day().atStartOfDay(ZoneOffset.UTC).toInstant();
        return new AggregateReport(
                service.productName() + " " + service.domain(),
                "postmaster@" + service.domain(),
                "dmarc." + draft.day() + "." + draft.policy().domain() + "@" + service.domain(),
                service.domain(),
                begin,
                begin.plus(Duration.ofDays(1)).minusSeconds(1),
                draft.policy(),
                draft.rows(),
                draft.leftOut());
    }

    private StoredEnvelope envelope(String from, List<ReportUri> destinations, Instant now) {
        return new StoredEnvelope(
                "REPORT",
                now,
                from,
                addresses(destinations).stream()
                        .map(address -> new StoredEnvelope.Recipient(address.toString(), "NEVER", ""))
                        .toList(),
                "", // no client brought it
                settings.service().hostName(),
                false);
    }

    private static List<EmailAddress> addresses(List<ReportUri> destinations) {
        return destinations.stream().map(ReportUri::to).toList();
    }

    /** A composed mail in memory. */
    private static final class Octets implements RawMessage {
        private final byte[] octets;

        Octets(byte... octets) {
            this.octets = octets;
        }

        @Override
        public long sizeBytes() {
            return octets.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(octets);
        }
    }
}
