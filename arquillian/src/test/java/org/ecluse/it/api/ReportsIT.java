package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ecluse.it.api.DirectoryIT.object;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.ecluse.e2e.Again;
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
        // The address is known to the mail path some seconds after it was named.
        Again again = Again.every(ReportMails.KNOWN_AFTER);
        Await.until("a report is read", LIMIT, () -> {
            if (again.isDue()) {
                ReportMails.dmarc(tenant.domain(), yesterday).to(address);
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

        ReportMails.tls(tenant.domain(), yesterday).to(address);
        Await.until(
                "the TLS report is read",
                LIMIT,
                () -> !administrator.get(path + "/tls-failures").items().isEmpty());
        JsonObject failure = administrator.get(path + "/tls-failures").items().get(0);
        assertThat(failure.getString("result")).isEqualTo("certificate-expired");
        assertThat(failure.getString("server")).isEqualTo("mx1." + tenant.domain());
        assertThat(failure.getString("sourceIp")).isEqualTo("192.0.2.88");
        assertThat(failure.getInt("sessions")).isEqualTo(7);
        assertThat(administrator
                        .get(Api.query("/messages", "recipient", address))
                        .items())
                .isNotEmpty();
        administrator.get(path + "/sources?from=soon").isWrong("from");
    }
}
