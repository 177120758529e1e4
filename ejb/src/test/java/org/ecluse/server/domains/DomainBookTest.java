package org.ecluse.server.domains;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.learning.Tokenizer;
import org.ecluse.filter.reputation.DomainStanding;
import org.ecluse.filter.reputation.Observation;
import org.ecluse.filter.reputation.WatchedDomains;
import org.ecluse.settings.SettingsReader;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestCaches;
import org.ecluse.verdict.Finding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DomainBookTest {
    private static final List<String> LINK = List.of("l pills.example");
    private static final List<String> SENDER = List.of("s shop.example");

    private final TestCaches caches = new TestCaches();
    private final MovingClock clock = new MovingClock(Instant.parse("2026-03-02T10:00:00Z"));
    private final DomainBook book = new DomainBook();

    @BeforeEach
    void open() {
        book.cache = caches.memory("domains", 1000);
        book.clock = clock;
        book.settings = new SettingsReader(
                        key -> Optional.ofNullable(Map.of("ecluse.demo", "true").get(key)))
                .read();
    }

    @AfterEach
    void close() {
        caches.close();
    }

    @Test
    void whereSpamLeadsIsFoundAndExplained() {
        see(LINK, Observation.SPAM, 6, 1);
        assertThat(book.findings(LINK)).extracting(Finding::symbol).containsExactly(DomainStanding.LINK_BAD);
        assertThat(book.findings(LINK).get(0).detail()).isEqualTo("pills.example: SPAM=6");
    }

    @Test
    void fiveMailsAreTooLittle() {
        see(LINK, Observation.SPAM, 5, 1);
        assertThat(book.findings(LINK)).isEmpty();
    }

    @Test
    void twoVirusesAreTooFewMailsWhateverTheyWeigh() {
        see(LINK, Observation.VIRUS, 4, 1);
        assertThat(book.findings(LINK)).isEmpty();
    }

    @Test
    void oneCustomersMailCountsBoundedAndTwoCountMore() {
        see(LINK, Observation.SPAM, 100, 1);
        double one = units(LINK);
        assertThat(one).isLessThan(2);
        see(LINK, Observation.SPAM, 100, 2);
        assertThat(units(LINK)).isGreaterThan(one).isLessThanOrEqualTo(3);
    }

    @Test
    void aBigHostThatGoodMailLinksToAsWellIsNoSign() {
        see(LINK, Observation.SPAM, 30, 1);
        see(LINK, Observation.GOOD_MAIL, 300, 1);
        assertThat(book.findings(LINK)).isEmpty();
        see(LINK, Observation.GOOD_MAIL, 300, 2);
        assertThat(book.findings(LINK)).as("and never a good one").isEmpty();
    }

    @Test
    void aProvenSenderOfGoodMailIsKnown() {
        see(SENDER, Observation.GOOD_MAIL, 11, 1);
        assertThat(book.findings(SENDER)).isEmpty();
        see(SENDER, Observation.GOOD_MAIL, 1, 1);
        assertThat(book.findings(SENDER)).extracting(Finding::symbol).containsExactly(DomainStanding.SENDER_GOOD);
        see(SENDER, Observation.SPAM, 1, 1);
        assertThat(book.findings(SENDER)).as("one spam ends it").isEmpty();
    }

    @Test
    void itFades() {
        see(LINK, Observation.SPAM, 10, 1);
        assertThat(book.findings(LINK)).isNotEmpty();
        clock.forward(Duration.ofDays(7));
        assertThat(book.findings(LINK)).isEmpty();
    }

    @Test
    void ofManyLinksTheWorstCounts() {
        List<String> both = List.of("l pills.example", "l casino.example");
        see(List.of("l casino.example"), Observation.SPAM, 7, 1);
        see(LINK, Observation.SPAM, 9, 1);
        assertThat(book.findings(both)).hasSize(1);
        assertThat(book.findings(both).get(0).detail()).startsWith("pills.example");
    }

    @Test
    void onlyProvenSendersAreRememberedAndNoOwnOrFreeDomain() {
        MailTransaction mail = Mails.transaction(Mails.raw("From: <a@mail.shop.example>\nTo: anna@demo.example\n"
                + "Subject: Hello\nContent-Type: text/plain\n\nhttps://www.pills.example/x https://a.pills.example/y"
                + " https://img.shop.example/z https://www.demo.example/ https://192.0.2.7/ https://gmail.com/x\n"));
        assertThat(WatchedDomains.of(mail)).as("before it was taken apart").isEmpty();
        assertThat(WatchedDomains.of(takenApart(mail))).containsExactly("l pills.example");
        DmarcVerdict pass = new DmarcVerdict(
                DmarcVerdict.Result.PASS,
                "mail.shop.example",
                "shop.example",
                DmarcVerdict.Request.NONE,
                false,
                true,
                false,
                "");
        assertThat(WatchedDomains.of(takenApart(
                        Mails.authenticated(mail, new MessageAuthentication(List.of(), ArcVerdict.NONE, pass)))))
                .containsExactly("s shop.example", "l pills.example");
    }

    private static MailTransaction takenApart(MailTransaction mail) {
        mail.tokens().keep(Tokenizer.of(mail, List.of()));
        return mail;
    }

    private double units(List<String> names) {
        return book.findings(names).get(0).multiplier();
    }

    private void see(List<String> names, Observation what, int times, long customer) {
        for (int i = 0; i < times; i++) {
            book.see(names, what, customer);
            if (i % 20 == 19) {
                book.look();
            }
        }
        book.look();
    }
}
