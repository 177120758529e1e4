package org.ecluse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.ecluse.e2e.Await;
import org.ecluse.it.TestServer;

/** Quarantine reports and other mail of the service as they arrive in a mailbox. */
final class Reports {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Mailbox mailbox;

    Reports(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** The HTML of the one mail with this subject, once it has arrived. */
    String awaitedBySubject(String recipient, String subject) throws Exception {
        mailbox.awaits(recipient, subject);
        for (MimeMessage each : mailbox.server().messages()) {
            if (subject.equals(each.getSubject())
                    && each.getAllRecipients()[0].toString().equals(recipient)) {
                return html(each);
            }
        }
        throw new AssertionError("it arrived: " + subject);
    }

    /** The report that lists this subject, once it has arrived. */
    MimeMessage awaited(String subject) throws Exception {
        Await.until("the report arrives", LIMIT, () -> !all(subject).isEmpty());
        return all(subject).get(0);
    }

    private List<MimeMessage> all(String subject) throws Exception {
        List<MimeMessage> found = new ArrayList<>();
        for (MimeMessage each : mailbox.server().messages()) {
            if (each.getHeader("List-Unsubscribe-Post") != null
                    && each.getHeader("Auto-Submitted") != null
                    && html(each).contains(subject)) {
                found.add(each);
            }
        }
        return found;
    }

    static String html(MimeMessage report) throws Exception {
        return (String) ((MimeMultipart) report.getContent()).getBodyPart(1).getContent();
    }

    static void start() throws Exception {
        HttpRequest start = api("/jobs/quarantine-report/runs")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"early\": true, \"runKey\": \"" + System.nanoTime() + "\"}"))
                .build();
        int status = HttpClient.newHttpClient()
                .send(start, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        assertThat(status).isEqualTo(202);
    }

    /** A call to the API as administrator. */
    static HttpRequest.Builder api(String path) {
        String credentials = "admin:" + TestServer.adminPassword();
        return HttpRequest.newBuilder(TestServer.http("/api/v1" + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }
}
