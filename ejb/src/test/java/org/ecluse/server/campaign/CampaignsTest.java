package org.ecluse.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.campaign.Campaign;
import org.ecluse.filter.campaign.Sketch;
import org.ecluse.filter.learning.OwnTokens;
import org.ecluse.filter.learning.Tokenizer;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsReader;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestCaches;
import org.ecluse.verdict.Finding;
import org.infinispan.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignsTest {
    private static final List<String> GREETINGS =
            List.of("Dear friend", "Hello my dear", "Good day", "Greetings to you");
    private static final List<String> SUMS = List.of("ten million dollars", "4,500,000 USD", "eight million pounds");
    private static final List<String> NAMES = List.of("Barrister James Cole", "Mrs Helen Ford", "Dr Musa Bello");
    private static final List<String> ENDS = List.of("Yours faithfully", "God bless you", "With best wishes");
    private static final String LETTER =
            "%s,\nI am writing to you with great respect about the estate of a late client of our"
                    + " chamber who left a deposit of %s in a security company before the accident in which his whole family died."
                    + " As you bear the same family name I want to present you as next of kin so that the fund is released to your"
                    + " account without further delay. You keep forty percent for your assistance while the rest is for me and the"
                    + " orphans. Kindly send your full name, telephone number, occupation and bank particulars so that the documents"
                    + " can be prepared at the high court. This transaction is free of any risk and must remain strictly confidential"
                    + " between the two of us until everything is concluded.\n%s,\n%s\n";

    private static final SenderFacts NOTHING_PROVEN = new SenderFacts(
            SenderFacts.SpfResult.NONE, Optional.empty(), SenderFacts.ReverseName.UNKNOWN, Optional.empty());

    private final TestCaches caches = new TestCaches();
    private final SplittableRandom random = new SplittableRandom(3);
    private Cache<String, String> cache;
    private Campaigns campaigns;
    private MovingClock clock;

    @BeforeEach
    void open() {
        cache = caches.memory("campaigns", 10_000);
        clock = new MovingClock(Instant.parse("2026-03-02T10:00:00Z"));
        ServerSettings settings = new SettingsReader(
                        key -> Optional.ofNullable(Map.of("ecluse.demo", "true").get(key)))
                .read();
        campaigns = new Campaigns();
        campaigns.cache = cache;
        campaigns.settings = settings;
        campaigns.clock = clock;
    }

    @AfterEach
    void close() {
        caches.close();
    }

    @Test
    void variationsOfOneLetterFromUnrelatedSidesAreACampaign() {
        List<Finding> last = List.of();
        for (int i = 0; i < 10; i++) {
            last = campaigns.findings(mail("s" + i + ".example", "198.18." + i + ".7", letter()));
        }
        assertThat(last).extracting(Finding::symbol).containsExactly(Campaign.SPREAD);
        assertThat(last.get(0).multiplier()).isBetween(1.0, 3.0);
        assertThat(Integer.parseInt(last.get(0).detail())).isBetween(5, 10);
    }

    @Test
    void fourSidesAreChance() {
        for (int i = 0; i < 4; i++) {
            assertThat(campaigns.findings(mail("s" + i + ".example", "198.18." + i + ".7", letter())))
                    .isEmpty();
        }
    }

    @Test
    void oneSenderMayWriteToAsManyAsItWants() {
        for (int i = 0; i < 40; i++) {
            assertThat(campaigns.findings(mail("shop.example", "198.18." + i + ".7", letter())))
                    .as("from many servers of one domain")
                    .isEmpty();
        }
    }

    @Test
    void oneServiceMayWriteForManyDomains() {
        for (int i = 0; i < 40; i++) {
            assertThat(campaigns.findings(mail("shop" + i + ".example", "198.18.0." + i, letter())))
                    .as("from one network for many shops")
                    .isEmpty();
        }
    }

    @Test
    void whoIsProvenIsNoCampaign() {
        for (int i = 0; i < 20; i++) {
            String domain = "s" + i + ".example";
            MailTransaction mail = mail(domain, "198.18." + i + ".7", letter());
            assertThat(campaigns.findings(proven(mail, domain))).isEmpty();
        }
        assertThat(cache).as("nothing is remembered of them").isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied\n",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n--b\n"
            })
    void answersOfProgramsAreAlikeTheWorldOver(String header) {
        for (int i = 0; i < 20; i++) {
            assertThat(campaigns.findings(mail("s" + i + ".example", "198.18." + i + ".7", header, letter())))
                    .isEmpty();
        }
    }

    @Test
    void aShortGreetingIsLikeManyOthers() {
        for (int i = 0; i < 20; i++) {
            assertThat(campaigns.findings(
                            mail("s" + i + ".example", "198.18." + i + ".7", "Thank you, see you on Monday!")))
                    .isEmpty();
        }
    }

    @Test
    void whatCameYesterdayIsNoCampaignOfToday() {
        String text = letter();
        for (int i = 0; i < 4; i++) {
            campaigns.findings(mail("s" + i + ".example", "198.18." + i + ".7", text));
        }
        assertThat(cache).isNotEmpty();
        cache.forEach((key, value) -> assertThat(
                        cache.getAdvancedCache().getCacheEntry(key).getLifespan())
                .as("also when more of it comes, it goes six hours after the first")
                .isLessThanOrEqualTo(Duration.ofHours(6).toMillis()));
        clock.forward(Duration.ofHours(5));
        campaigns.findings(mail("s4.example", "198.18.4.7", text));
        assertThat(cache.getAdvancedCache().cacheEntrySet().stream()
                        .filter(entry -> entry.getValue().split(",", -1).length > 4)
                        .mapToLong(entry -> entry.getLifespan())
                        .max()
                        .orElse(0))
                .isBetween(1L, Duration.ofHours(1).toMillis());
    }

    @Test
    void whatTwoCustomersReportedCountsForAThirdAndOneAloneDoesNot() {
        Sketch sketch = sketch(mail("s1.example", "198.18.1.7", letter()));
        campaigns.report(sketch, 1, true);
        assertThat(campaigns.findings(mail("s2.example", "198.18.2.7", letter())))
                .isEmpty();
        campaigns.report(sketch, 2, true);
        assertThat(reported()).isTrue();
        campaigns.report(sketch, 3, false);
        assertThat(reported()).as("a third wants such mail").isFalse();
        campaigns.takeBack(sketch, 3);
        assertThat(reported()).isTrue();
        campaigns.takeBack(sketch, 2);
        assertThat(reported()).isFalse();
    }

    /** Of many variations, for chance decides how much each has in common with the reported one. */
    private boolean reported() {
        int found = 0;
        for (int i = 0; i < 20; i++) {
            if (campaigns.findings(mail("s3.example", "198.18.3.7", letter())).stream()
                    .anyMatch(finding -> finding.symbol().equals(Campaign.REPORTED))) {
                found++;
            }
        }
        assertThat(found == 0 || found >= 12).as(found + " of 20").isTrue();
        return found > 0;
    }

    private String letter() {
        return LETTER.formatted(any(GREETINGS), any(SUMS), any(ENDS), any(NAMES));
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private MailTransaction mail(String domain, String client, String text) {
        return mail(domain, client, "", text);
    }

    private static MailTransaction mail(String domain, String client, String header, String text) {
        String id = Integer.toHexString((domain + client + text).hashCode());
        MailTransaction mail = Mails.transaction(
                Mails.raw(
                        "From: Someone <someone@" + domain + ">\nTo: anna@demo.example\nSubject: Confidential business "
                                + id + "\nMessage-ID: <" + id + "@" + domain + ">\n" + header + "\n" + text),
                "someone@" + domain,
                client,
                NOTHING_PROVEN);
        mail.tokens().keep(Tokenizer.of(mail, List.of()));
        return mail;
    }

    private static Sketch sketch(MailTransaction mail) {
        return Sketch.of(mail.tokens().found().orElseThrow(), OwnTokens::isWord).orElseThrow();
    }

    private static MailTransaction proven(MailTransaction mail, String domain) {
        DmarcVerdict pass = new DmarcVerdict(
                DmarcVerdict.Result.PASS, domain, domain, DmarcVerdict.Request.NONE, false, true, false, "");
        MailTransaction proven =
                Mails.authenticated(mail, new MessageAuthentication(new ArrayList<>(), ArcVerdict.NONE, pass));
        proven.tokens().keep(mail.tokens().found().orElseThrow());
        return proven;
    }
}
