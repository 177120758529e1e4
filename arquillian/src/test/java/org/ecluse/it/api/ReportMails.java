package org.ecluse.it.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** Reports about a domain, as other services mail them. */
public final class ReportMails {
    /** Then the mail path has certainly heard of an address that was named for reports. */
    public static final Duration KNOWN_AFTER = Duration.ofSeconds(12);

    private ReportMails() {}

    /** Three messages from 192.0.2.77 that failed DMARC (RFC 7489, without a namespace as most services still write it). */
    public static Mail dmarc(String domain, LocalDate day) throws IOException {
        long begin = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        String xml =
                "<feedback><report_metadata><org_name>Somebody</org_name><report_id>r1</report_id><date_range><begin>"
                        + begin + "</begin><end>" + (begin + 86_399)
                        + "</end></date_range></report_metadata><policy_published><domain>"
                        + domain
                        + "</domain></policy_published><record><row><source_ip>192.0.2.77</source_ip><count>3</count>"
                        + "<policy_evaluated><disposition>none</disposition><dkim>fail</dkim><spf>fail</spf></policy_evaluated></row>"
                        + "<identifiers><header_from>" + domain
                        + "</header_from></identifiers></record></feedback>";
        return new Mail(
                "reports@somebody.example",
                "Report Domain: " + domain + " Submitter: somebody.example Report-ID: <r1>",
                "Content-Type: application/gzip; name=\"somebody.example!x!1!2.xml.gz\"\r\nContent-Transfer-Encoding: base64\r\n",
                packed(xml));
    }

    /** Seven connections to mx1 that failed because its certificate has expired (RFC 8460 section 4.4). */
    public static Mail tls(String domain, LocalDate day) throws IOException {
        String json = "{\"organization-name\":\"Elsewhere\",\"date-range\":{\"start-datetime\":\"" + day
                + "T00:00:00Z\",\"end-datetime\":\"" + day + "T23:59:59Z\"},\"contact-info\":\"tls@elsewhere.example\","
                + "\"report-id\":\"t1\",\"policies\":[{\"policy\":{\"policy-type\":\"sts\",\"policy-domain\":\""
                + domain + "\",\"mx-host\":[\"mx1." + domain + "\"]},\"summary\":{\"total-successful-session-count\":5,"
                + "\"total-failure-session-count\":7},\"failure-details\":[{\"result-type\":\"certificate-expired\","
                + "\"sending-mta-ip\":\"192.0.2.88\",\"receiving-mx-hostname\":\"mx1." + domain
                + "\",\"failed-session-count\":7}]}]}";
        return new Mail(
                "tls@elsewhere.example",
                "Report Domain: " + domain + " Submitter: elsewhere.example Report-ID: <t1>",
                "TLS-Report-Domain: " + domain + "\r\nTLS-Report-Submitter: elsewhere.example\r\n"
                        + "Content-Type: multipart/report; report-type=\"tlsrpt\"; boundary=\"part\"\r\n",
                "--part\r\nContent-Type: text/plain\r\n\r\nThis is a TLS report.\r\n--part\r\n"
                        + "Content-Type: application/tlsrpt+gzip\r\nContent-Transfer-Encoding: base64\r\n"
                        + "Content-Disposition: attachment; filename=\"elsewhere.example!x!1!2!t1.json.gz\"\r\n\r\n"
                        + packed(json) + "--part--\r\n");
    }

    private static String packed(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getMimeEncoder().encodeToString(packed.toByteArray()) + "\r\n";
    }
}
