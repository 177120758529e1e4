package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ecluse.e2e.Await;
import org.ecluse.it.TestServer;
import org.ecluse.testkit.Ports;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What load balancers and monitors are told. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class HealthIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void everyCheckSaysWhatItLookedAt() {
        Map<String, JsonObject> checks =
                get("/health/ready").is(200).object().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                        .collect(Collectors.toMap(check -> check.getString("name"), Function.identity()));
        assertThat(checks.keySet()).containsExactlyInAnyOrder("started", "smtp", "database", "antivirus", "dns");
        assertThat(checks.values())
                .allSatisfy(check -> assertThat(check.getString("status")).isEqualTo("UP"));
        assertThat(checks.get("smtp").getJsonObject("data").getString("mx " + TestServer.smtpPort()))
                .matches("\\d+ of \\d+ sessions");
        JsonObject database = checks.get("database").getJsonObject("data");
        assertThat(Long.parseLong(database.getString("queue.waiting"))).isNotNegative();
        assertThat(Long.parseLong(database.getString("queue.oldest.seconds"))).isNotNegative();
        assertThat(Long.parseLong(database.getString("scan.pending"))).isZero();
        assertThat(database.getString("report.last")).isNotBlank();
        assertThat(checks.get("antivirus").getJsonObject("data").getString("engines"))
                .isEqualTo("no antivirus engine");
    }

    @Test
    void aLivingProcessSaysSoWithoutLookingAtAnythingElse() {
        Answer answer = get("/health/live").is(200);
        assertThat(answer.object().getString("status")).isEqualTo("UP");
        assertThat(answer.object().getJsonArray("checks")).isEmpty();
    }

    @Test
    void theFiguresMoveWithWhatHappens() throws Exception {
        Api platform = Api.administrator();
        Tenant tenant = Tenant.open(platform, "figures", Ports.free());
        String port = "{port=\"" + TestServer.smtpPort() + "\",role=\"mx\"}";
        double messages = figure("ecluse_smtp_messages" + port);
        double connections = figure("ecluse_smtp_connections" + port);
        String copy = tenant.receives(Mail.clean("counted"), "anyone");
        assertThat(figure("ecluse_smtp_messages" + port)).isGreaterThan(messages);
        assertThat(figure("ecluse_smtp_connections" + port)).isGreaterThan(connections);
        assertThat(figure("ecluse_queue_waiting")).isPositive();
        Await.until("the oldest grows older", LIMIT, () -> figure("ecluse_queue_oldest_seconds") >= 1);
        platform.delete("/queue/" + copy).is(204);

        long before = System.currentTimeMillis() / 1_000;
        platform.post("/jobs/quarantine-report/runs", DirectoryIT.object("{'runKey':'it-%s'}", tenant.name()))
                .is(202);
        Await.until("the report run is seen", LIMIT, () -> figure("ecluse_report_last_run_seconds") >= before);
        assertThat(figure("ecluse_antivirus_engines")).isZero();
        assertThat(figure("ecluse_scan_pending")).isZero();
    }

    private static double figure(String name) {
        Answer answer = get("/metrics").is(200);
        assertThat(answer.mediaType()).isEqualTo("text/plain");
        Matcher line = Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(answer.body());
        assertThat(line.find()).as("%s in %s", name, answer.body()).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static Answer get(String path) {
        return Api.send(HttpRequest.newBuilder(TestServer.http(path))
                .timeout(Duration.ofSeconds(30))
                .build());
    }
}
