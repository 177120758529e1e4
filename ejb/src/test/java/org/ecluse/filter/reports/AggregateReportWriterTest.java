package org.ecluse.filter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.DmarcVerdict.Request;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.PublishedPolicy;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ReversePath;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.ReportSchema;
import org.junit.jupiter.api.Test;

@Covers("R1.11")
class AggregateReportWriterTest {
    private static final PublishedPolicy POLICY = new PublishedPolicy(
            "example.com",
            Request.REJECT,
            Optional.of(Request.NONE),
            Optional.empty(),
            true,
            true,
            false,
            "mailto:dmarc@example.com");

    @Test
    void theReportIsInTheOrderOfTheSchema() throws Exception {
        AggregateReport report = report(observation(List.of(signature(DkimVerdict.Result.PASS, "example.com"))), 0);
        ReportSchema.check(AggregateReportWriter.xml(report));
        assertThat(xml(report))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<feedback xmlns=\"urn:ietf:params:xml:ns:dmarc-2.0\"><version>1.0</version>"
                        + "<report_metadata><org_name>Écluse &lt;mx&gt;</org_name><email>postmaster@mx.example</email>"
                        + "<report_id>1.example.com@mx.example</report_id>"
                        + "<date_range><begin>1700006400</begin><end>1700092799</end></date_range>"
                        + "<generator>Ecluse</generator></report_metadata>"
                        + "<policy_published><domain>example.com</domain><discovery_method>treewalk</discovery_method>"
                        + "<p>reject</p><sp>none</sp><testing>y</testing><adkim>s</adkim><aspf>r</aspf></policy_published>"
                        + "<record><row><source_ip>2001:db8::1</source_ip><count>7</count><policy_evaluated>"
                        + "<disposition>none</disposition><dkim>fail</dkim><spf>fail</spf>"
                        + "<reason><type>policy_test_mode</type></reason></policy_evaluated></row>"
                        + "<identifiers><envelope_from>bounce.example</envelope_from>"
                        + "<header_from>news.example.com</header_from></identifiers>"
                        + "<auth_results><dkim><domain>example.com</domain><selector>s1</selector><result>pass</result></dkim>"
                        + "<spf><domain>bounce.example</domain><scope>mfrom</scope><result>softfail</result></spf>"
                        + "</auth_results></record></feedback>");
    }

    @Test
    void whatWasLeftOutIsSaid() throws Exception {
        AggregateReport report = report(observation(List.of()), 12);
        assertThat(xml(report)).contains("<error>12 messages of further sources are not listed</error>");
        ReportSchema.check(AggregateReportWriter.xml(report));
    }

    /** A bounce has no sender, and its HELO name may be none that could be checked. */
    @Test
    void aBounceIsToldOfWithinTheSchemaToo() throws Exception {
        Observation bounce = new Observation(
                "192.0.2.1",
                new Treatment(Treatment.Applied.REJECT, Set.of(Treatment.Reason.LOCAL_POLICY)),
                false,
                false,
                "news.example.com",
                "",
                List.of("example.com s1 temperror"),
                "");
        ReportSchema.check(AggregateReportWriter.xml(report(bounce, 0)));
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        AggregateReport report = report(observation(List.of()), 0);
        ReceivedAggregate read = new AggregateReportReader(ReportBounds.USUAL, AggregateReportReaderTest.budget())
                .read(AggregateReportWriter.xml(report));
        assertThat(read)
                .isEqualTo(new ReceivedAggregate(
                        "Écluse <mx>",
                        "1.example.com@mx.example",
                        report.begin(),
                        report.end(),
                        "example.com",
                        List.of(new ReceivedAggregate.Row(
                                "2001:db8::1", 7, "none", false, false, "news.example.com"))));
    }

    @Test
    void theAttachmentIsGzip() throws IOException {
        AggregateReport report = report(observation(List.of()), 0);
        byte[] packed = AggregateReportWriter.gzipped(report);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                .isEqualTo(AggregateReportWriter.xml(report));
        assertThat(report.fileName()).isEqualTo("mx.example!example.com!1700006400!1700092799.xml.gz");
        assertThat(report.subject())
                .isEqualTo("Report Domain: example.com Submitter: mx.example Report-ID: <1.example.com@mx.example>");
    }

    @Test
    void signaturesThatProveTheAuthorComeFirstAndFourAreTold() {
        Observation seen = observation(List.of(
                signature(DkimVerdict.Result.FAIL, "a.example"),
                signature(DkimVerdict.Result.PASS, "b.example"),
                signature(DkimVerdict.Result.PASS, "example.com"),
                signature(DkimVerdict.Result.PASS, "news.example.com"),
                signature(DkimVerdict.Result.FAIL, "c.example"),
                signature(DkimVerdict.Result.FAIL, "")));
        assertThat(seen.dkim())
                .containsExactly(
                        "news.example.com s1 pass", "example.com s1 pass", "b.example s1 pass", "a.example s1 fail");
    }

    @Test
    void noReportIsWantedWithoutAnAddress() {
        assertThat(Observation.isWanted(verdict(DmarcVerdict.Result.FAIL, "mailto:a@example.com")))
                .isTrue();
        assertThat(Observation.isWanted(verdict(DmarcVerdict.Result.FAIL, "https://example.com/")))
                .isFalse();
        assertThat(Observation.isWanted(verdict(DmarcVerdict.Result.PERMERROR, "mailto:a@example.com")))
                .isFalse();
        assertThat(Observation.isWanted(DmarcVerdict.NONE)).isFalse();
    }

    private static DmarcVerdict verdict(DmarcVerdict.Result result, String uris) {
        PublishedPolicy policy = new PublishedPolicy(
                "example.com", Request.NONE, Optional.empty(), Optional.empty(), false, false, false, uris);
        return new DmarcVerdict(
                result, "news.example.com", "example.com", Request.NONE, false, false, false, "", Optional.of(policy));
    }

    private static Observation observation(List<DkimVerdict> signatures) {
        try {
            return Observation.of(
                    InetAddress.getByName("2001:db8:0:0::1"),
                    ReversePath.of(EmailAddress.parse("x@bounce.example")),
                    new SenderFacts(
                            SpfResult.SOFTFAIL, Optional.of("bounce.example"), ReverseName.NONE, Optional.empty()),
                    new MessageAuthentication(
                            signatures, ArcVerdict.NONE, verdict(DmarcVerdict.Result.FAIL, "mailto:dmarc@example.com")),
                    new Treatment(Treatment.Applied.NONE, Set.of(Treatment.Reason.POLICY_TEST_MODE)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DkimVerdict signature(DkimVerdict.Result result, String domain) {
        return new DkimVerdict(result, domain, "s1", "rsa-sha256", "", false, "");
    }

    private static AggregateReport report(Observation observation, long leftOut) {
        return new AggregateReport(
                "Écluse <mx>",
                "postmaster@mx.example",
                "1.example.com@mx.example",
                "mx.example",
                Instant.parse("2023-11-15T00:00:00Z"),
                Instant.parse("2023-11-15T23:59:59Z"),
                POLICY,
                List.of(new AggregateReport.Row(observation, 7)),
                leftOut);
    }

    private static String xml(AggregateReport report) {
        return new String(AggregateReportWriter.xml(report), StandardCharsets.UTF_8);
    }
}
