package org.ecluse.server.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.virus.EngineVersion;
import org.ecluse.filter.virus.HashList;
import org.ecluse.filter.virus.ScanAnswer;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.filter.virus.VirusScanner;
import org.ecluse.mail.Budget;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.ReversePath;
import org.ecluse.pipeline.StageCatalogue;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.server.banner.BannerLedger;
import org.ecluse.server.banner.BannerOffer;
import org.ecluse.server.banner.RecipientLearning;
import org.ecluse.server.campaign.NoCampaigns;
import org.ecluse.server.digest.MailWishes;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.server.directory.DomainFacts;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.directory.KnownAddressRow;
import org.ecluse.server.directory.RecipientCheck;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.server.directory.UnknownRecipients;
import org.ecluse.server.disposition.LazyWrites;
import org.ecluse.server.disposition.OutcomeRecorder;
import org.ecluse.server.disposition.PendingScans;
import org.ecluse.server.dnslist.DnsListKit;
import org.ecluse.server.domains.NoDomains;
import org.ecluse.server.learning.OwnLearning;
import org.ecluse.server.learning.OwnModels;
import org.ecluse.server.notice.NoticeLedger;
import org.ecluse.server.ownmail.OwnMailRecorder;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.server.policy.PolicyRevisionRow;
import org.ecluse.server.policy.PolicySnapshots;
import org.ecluse.server.policy.PolicySnapshotsKit;
import org.ecluse.server.quarantine.QuarantineRows;
import org.ecluse.server.queue.DeliveryEngine;
import org.ecluse.server.queue.DeliveryQueue;
import org.ecluse.server.reports.DmarcCollector;
import org.ecluse.server.reports.DmarcLedger;
import org.ecluse.server.reports.ReportInbox;
import org.ecluse.server.scanning.ScanExecutor;
import org.ecluse.server.scanning.SenderAuthentication;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.server.store.FileMessageStore;
import org.ecluse.server.tracking.ContentNeed;
import org.ecluse.server.tracking.ContentRemoval;
import org.ecluse.server.tracking.KnownMessages;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsReader;
import org.ecluse.smtp.listener.SmtpSender;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestPersistence;
import org.ecluse.testkit.UnpackedFile;
import org.ecluse.verdict.Reply;

/** A service that has taken mail: rows on H2, content in files, judged by the shipped stages, wired as the container does. */
final class KeptMail {
    /** Nothing is asked of the DNS: the sender's facts are what a test says. */
    private static final Map<String, String> SETTINGS = Map.of(
            "ecluse.demo", "true",
            "ecluse.authentication.enabled", "false",
            "ecluse.dmarc-reports.enabled", "true");

    static final Instant START = Instant.parse("2026-03-02T04:00:00Z");
    static final String CLEAN = "From: Ada <ada@example.org>\r\nTo: ann@demo.example\r\nSubject: Minutes\r\n"
            + "Date: Mon, 2 Mar 2026 04:00:00 +0000\r\nMessage-ID: <1@example.org>\r\n\r\nThe minutes are ready.\r\n";

    final TestPersistence persistence;
    final MovingClock clock = new MovingClock(START);
    final FakeEngine engine = new FakeEngine();
    final MessageStore store;
    final StoredMailIntake intake;
    final StoredMailRecovery recovery;
    final SecondLook secondLook;
    final PendingScans pendingScans;
    final RecipientDirectory directory;
    /** As if the database went down when a banner is ordered. */
    boolean bannersFail;

    private final PolicySnapshots snapshots;
    final NoDomains domains = new NoDomains();
    private final Judge judge;
    private final Keeper keeper;
    final DmarcCollector dmarc;
    final CustomerRow customer;
    final DomainRow domain;

    KeptMail(Path data) {
        this(data, TestPersistence.empty());
    }

    KeptMail(Path data, TestPersistence persistence) {
        this.persistence = persistence;
        try {
            store = new FileMessageStore(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerSettings settings = new SettingsReader(key -> Optional.ofNullable(SETTINGS.get(key))).read();
        FilterPipeline pipeline = StageCatalogue.pipeline(
                List.of(engine), new SignatureScanner(new HashList(Map.of())), "mx.service.example");
        judge = persistence.wire(
                new Judge(),
                UnpackedFile.reader(),
                persistence.wire(new SenderAuthentication(), new FakeDns(), DnsListKit.none(), settings, clock),
                pipeline,
                persistence.wire(new OwnLearning(), persistence.wire(new OwnModels(), clock)),
                persistence.wire(new RecipientLearning()),
                new NoCampaigns(),
                domains,
                settings,
                clock);
        DeliveryQueue queue = persistence.wire(new DeliveryQueue(), new DeliveryEngine());
        OutcomeRecorder recorder = persistence.wire(new OutcomeRecorder(), queue, clock);
        LazyWrites lazyWrites = persistence.wire(new LazyWrites());
        ReportInbox inbox = persistence.wire(new ReportInbox(), store, clock);
        dmarc = persistence.wire(
                new DmarcCollector(),
                persistence.wire(new DmarcLedger(), persistence.wire(new OwnMailRecorder(), queue, clock), clock),
                settings);
        NoticeDesk desk = persistence.wire(
                new NoticeDesk(),
                persistence.wire(new NoticeLedger(), persistence.wire(new OwnMailRecorder(), queue, clock), clock),
                settings);
        BannerDesk banners = persistence.wire(new BannerDesk(), bannerLedger());
        directory = persistence.wire(new RecipientDirectory());
        MailWishes wishes = persistence.wire(new MailWishes(), directory, settings, clock);
        keeper = persistence.wire(new Keeper(), store, recorder, lazyWrites, dmarc, inbox, desk, banners, wishes);
        snapshots = PolicySnapshotsKit.on(persistence, clock);
        intake = persistence.wire(
                new StoredMailIntake(),
                store,
                directory,
                lazyWrites,
                snapshots,
                judge,
                recorder,
                persistence.wire(new OwnMailRecorder(), queue, clock),
                banners,
                inbox);
        recovery = persistence.wire(
                new StoredMailRecovery(), store, persistence.wire(new KnownMessages()), intake, settings, clock);
        pendingScans = persistence.wire(new PendingScans(), recorder, persistence.wire(new QuarantineRows()), clock);
        ContentRemoval removal = persistence.wire(new ContentRemoval(), store, persistence.wire(new ContentNeed()));
        secondLook = persistence.wire(
                new SecondLook(),
                pendingScans,
                store,
                directory,
                snapshots,
                new ScansAtOnce(),
                judge,
                lazyWrites,
                removal,
                desk,
                banners,
                clock);
        secondLook.begin();
        customer = persistence.saved(new CustomerRow("Demo", "fr", "Europe/Paris", START));
        domain = domain("demo.example");
    }

    private BannerLedger bannerLedger() {
        BannerLedger real = persistence.wire(new BannerLedger(), persistence.wire(new AuditTrail(), clock), clock);
        return new BannerLedger() {
            @Override
            public void offer(List<BannerOffer> offers, int[] tokens, Instant receivedAt) {
                if (bannersFail) {
                    throw new IllegalStateException("the database is down");
                }
                real.offer(offers, tokens, receivedAt);
            }
        };
    }

    DomainRow domain(String name) {
        return persistence.saved(new DomainRow(
                customer.id(), name, RecipientCheck.LIST, UnknownRecipients.REFUSE, null, true, true, START));
    }

    KnownAddressRow address(String address) {
        return persistence.saved(new KnownAddressRow(customer.id(), domain.id(), address, null, null, START));
    }

    void publish(DomainRow scope, FilterPolicy policy) {
        persistence.inTransaction(() -> {
            persistence
                    .entityManager()
                    .persist(new PolicyRevisionRow(
                            customer.id(),
                            scope.id(),
                            PolicyDocument.toJson(policy).toString(),
                            "test",
                            START));
            persistence
                    .entityManager()
                    .createQuery(
                            "update CustomerRow c set c.configVersion = c.configVersion + 1 where c.id = :customer")
                    .setParameter("customer", customer.id())
                    .executeUpdate();
        });
    }

    /** Puts the message into the store only, as a crash between content and row leaves it. */
    MessageId stored(String content, SenderFacts sender, StoredEnvelope.Recipient... recipients) {
        MessageId id = MessageId.create(clock);
        try {
            store.keep(
                    id,
                    new StoredEnvelope(
                            "INBOUND",
                            clock.instant(),
                            "ada@example.org",
                            List.of(recipients),
                            "192.0.2.1",
                            "mail.example.org",
                            false,
                            "ESMTP",
                            "",
                            "",
                            List.of(),
                            Optional.of(sender)),
                    BytesMessage.of(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return id;
    }

    /** Takes a message as a session brings it; the reply to its end. {@code discarded} recipients do not exist. */
    Reply taken(MessageId id, String content, SenderFacts sender, List<String> recipients, List<String> discarded)
            throws Exception {
        return taken(id, content, sender, recipients, discarded, MessageAuthentication.NONE);
    }

    /** As above, with what is to be told of its sender. */
    Reply taken(
            MessageId id,
            String content,
            SenderFacts sender,
            List<String> recipients,
            List<String> discarded,
            MessageAuthentication proof)
            throws Exception {
        List<Submission.Addressee> addressees = new ArrayList<>();
        for (String recipient : recipients) {
            EmailAddress address = EmailAddress.parse(recipient).orElseThrow();
            DomainFacts facts = directory.domain(address.domain()).orElseThrow();
            addressees.add(new Submission.Addressee(
                    new AcceptedRecipient(
                            address, address, facts, Optional.empty(), discarded.contains(recipient), "", ""),
                    snapshots.of(facts, address, Optional.empty())));
        }
        Submission submission = new Submission(
                id,
                Mails.session("192.0.2.1"),
                ReversePath.of(EmailAddress.parse("ada@example.org")),
                sender,
                List.of(),
                addressees,
                BytesMessage.of(content),
                clock.instant());
        SmtpSender given = new SmtpSender(
                "ada@example.org", OptionalLong.empty(), false, false, Optional.empty(), Optional.empty());
        Judgement judged = judge.judge(submission);
        SenderAuthentication.Established established = new SenderAuthentication.Established(
                sender, proof, judged.established().results());
        return keeper.keep(
                submission,
                new Judgement(
                        judged.parsed(),
                        established,
                        judged.content(),
                        judged.plan(),
                        judged.domains(),
                        judged.tokens()),
                given);
    }

    static StoredEnvelope.Recipient to(String address) {
        return new StoredEnvelope.Recipient(address, "", "");
    }

    static SenderFacts spf(SenderFacts.SpfResult result) {
        return new SenderFacts(result, Optional.of("example.org"), SenderFacts.ReverseName.UNKNOWN, Optional.empty());
    }

    /** Rows of a native query, columns joined with blanks; null is "-". */
    List<String> read(String sql) {
        return persistence.inTransaction(() -> {
            List<String> rows = new ArrayList<>();
            for (Object row : persistence.entityManager().createNativeQuery(sql).getResultList()) {
                Object[] columns = row instanceof Object[] several ? several : new Object[] {row};
                rows.add(String.join(
                        " ",
                        Arrays.stream(columns)
                                .map(column -> column == null ? "-" : column.toString())
                                .toList()));
            }
            return rows;
        });
    }

    void run(String sql) {
        persistence.inTransaction(
                () -> persistence.entityManager().createNativeQuery(sql).executeUpdate());
    }

    /** An engine that says what the test wants. */
    static final class FakeEngine implements VirusScanner {
        private static final EngineVersion VERSION = new EngineVersion("fake", "1", Optional.empty());
        private volatile ScanAnswer answer = new ScanAnswer.Clean(VERSION);

        void silent() {
            answer = new ScanAnswer.Unavailable("down");
        }

        void clean() {
            answer = new ScanAnswer.Clean(VERSION);
        }

        void infected() {
            answer = new ScanAnswer.Infected(VERSION, "Test.Virus");
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public ScanAnswer scan(RawMessage raw, ParsedMessage parsed, Budget budget) {
            return answer;
        }
    }

    /** Scans in the caller's thread. */
    private static final class ScansAtOnce extends ScanExecutor {
        @Override
        public <T> T run(Runnable beforeStart, Callable<T> work) throws ExecutionException {
            beforeStart.run();
            try {
                return work.call();
            } catch (Exception e) {
                throw new ExecutionException(e);
            }
        }
    }
}
