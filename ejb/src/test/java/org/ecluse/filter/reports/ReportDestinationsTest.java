package org.ecluse.filter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.ecluse.filter.DmarcVerdict.Request;
import org.ecluse.filter.PublishedPolicy;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.Test;

/** Nobody gets reports about others without having agreed (RFC 9990 section 4). */
@Covers("R1.11")
class ReportDestinationsTest {
    private static final String ASKED = "example.com._report._dmarc.collector.example";

    private final FakeDns dns = new FakeDns();

    @Test
    void theOwnersOwnAddressNeedsNoConsent() {
        assertThat(confirmed("mailto:dmarc@example.com,mailto:dmarc@reports.example.com"))
                .containsExactly("dmarc@example.com", "dmarc@reports.example.com");
        assertThat(dns.queries()).isZero();
    }

    @Test
    void anotherDomainMustHaveAgreed() {
        assertThat(found("mailto:r@collector.example").refused()).hasSize(1);
        dns.txt(ASKED, "v=DMARC1");
        assertThat(confirmed("mailto:r@collector.example")).containsExactly("r@collector.example");
    }

    @Test
    void anotherTextIsNoConsent() {
        dns.txt(ASKED, "v=spf1 -all").txt(ASKED, "v=DMARC2").txt(ASKED, "DMARC1");
        assertThat(found("mailto:r@collector.example").refused()).hasSize(1);
    }

    @Test
    void silenceIsNoConsentButIsAskedAgain() {
        dns.timeout(ASKED);
        ReportDestinations.Found found = found("mailto:r@collector.example");
        assertThat(found.confirmed()).isEmpty();
        assertThat(found.unsure()).hasSize(1);
    }

    @Test
    void theConsentingDomainMayNameAnotherAddressOfItsOwn() {
        dns.txt(ASKED, "v=DMARC1; rua=mailto:other@collector.example");
        assertThat(confirmed("mailto:r@collector.example")).containsExactly("other@collector.example");
    }

    @Test
    void theConsentingDomainCannotPointAtAThird() {
        dns.txt(ASKED, "v=DMARC1; rua=mailto:victim@third.example");
        assertThat(found("mailto:r@collector.example").confirmed()).isEmpty();
    }

    @Test
    void aNameTooLongForTheDnsIsNotAsked() {
        String label = "a".repeat(60);
        String target = label + "." + label + "." + label + ".example";
        PublishedPolicy policy = policy(label + ".example.com", "mailto:r@" + target);
        assertThat(new ReportDestinations(dns).of(policy).refused()).hasSize(1);
        assertThat(dns.queries()).isZero();
    }

    private List<String> confirmed(String rua) {
        return found(rua).confirmed().stream().map(uri -> uri.to().toString()).toList();
    }

    private ReportDestinations.Found found(String rua) {
        return new ReportDestinations(dns).of(policy("example.com", rua));
    }

    private static PublishedPolicy policy(String domain, String rua) {
        return new PublishedPolicy(domain, Request.NONE, Optional.empty(), Optional.empty(), false, false, false, rua);
    }
}
