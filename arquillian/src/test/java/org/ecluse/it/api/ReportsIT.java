package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ecluse.it.api.DirectoryIT.object;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.ecluse.e2e.Await;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Ports;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reports about a customer's domain: from the mail that brings one to the figures. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers("R1.11")
class ReportsIT {
    /** The server looks every minute. */
    private static final Duration LIMIT = Duration.ofSeconds(150);

    private static Tenant tenant;
    private static Api administrator;

    @BeforeAll
    static void openCustomer() throws IOException {
        tenant = Tenant.open(Api.administrator(), "reports", Ports.free());
        administrator = tenant.signedIn("CUSTOMER_ADMINISTRATOR");
    }

    @Test
    void aReportThatComesIsReadAndTheMailGoesItsWay() throws Exception {
        String path = "/domains/" + tenant.domain() + "/reports";
        assertThat(administrator.get(path).items()).isEmpty();
        administrator
                .put(path + "/address", object("{'address':'dmarc@stranger.example'}"))
                .isWrong("address");
        String address = tenant.address("dmarc");
        administrator
                .put(path + "/address", object("{'address':'%s'}", address))
                .is(200);
        assertThat(administrator.get(path + "/address").is(200).text("address")).isEqualTo(address);

        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        Await.until("a report is read", LIMIT, () -> {
            // Again and again: the address is known to the mail path some seconds after it was named.
            if (administrator.get(path).items().isEmpty()) {
                report(yesterday).to(address);
            }
            return !administrator.get(path).items().isEmpty();
        });
        JsonObject read = administrator.get(path).items().get(0);
        assertThat(read.getString("kind")).isEqualTo("DMARC");
        assertThat(read.containsKey("fault")).isFalse();
        List<JsonObject> sources = administrator.get(path + "/sources").items();
        assertThat(sources).hasSize(1);
        assertThat(sources.get(0).getString("sourceIp")).isEqualTo("192.0.2.77");
        assertThat(sources.get(0).getString("day")).isEqualTo(yesterday.toString());
        assertThat(sources.get(0).getInt("failed")).isEqualTo(3);
        assertThat(administrator.get(path + "/tls-failures").items()).isEmpty();
        assertThat(administrator
                        .get(Api.query("/messages", "recipient", address))
                        .items())
                .isNotEmpty();
        administrator.get(path + "/sources?from=soon").isWrong("from");
    }

    private static Mail report(LocalDate day) throws IOException {
        long begin = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        String xml =
                "<feedback><report_metadata><org_name>Somebody</org_name><report_id>r1</report_id><date_range><begin>"
                        + begin + "</begin><end>" + (begin + 86_399)
                        + "</end></date_range></report_metadata><policy_published><domain>"
                        + tenant.domain()
                        + "</domain></policy_published><record><row><source_ip>192.0.2.77</source_ip><count>3</count>"
                        + "<policy_evaluated><disposition>none</disposition><dkim>fail</dkim><spf>fail</spf></policy_evaluated></row>"
                        + "<identifiers><header_from>" + tenant.domain()
                        + "</header_from></identifiers></record></feedback>";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(xml.getBytes(StandardCharsets.UTF_8));
        }
        return new Mail(
                "reports@somebody.example",
                "Report Domain: " + tenant.domain() + " Submitter: somebody.example Report-ID: <r1>",
                "Content-Type: application/gzip; name=\"somebody.example!x!1!2.xml.gz\"\r\nContent-Transfer-Encoding: base64\r\n",
                Base64.getMimeEncoder().encodeToString(packed.toByteArray()) + "\r\n");
    }
}
