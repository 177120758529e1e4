package org.ecluse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.ecluse.e2e.Again;
import org.ecluse.e2e.Await;
import org.ecluse.e2e.SmtpClient;
import org.ecluse.it.TestServer;
import org.ecluse.it.api.Api;
import org.ecluse.it.api.ReportMails;
import org.ecluse.testkit.Covers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages about the edge with something on them: who waits, who is listed, what others report about a domain. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class EdgePagesIT {
    private static final String DEMO_CUSTOMER = "Démonstration";
    private static final String DEMO = "demo.ecluse.test";
    private static final String ALICE = "alice@" + DEMO;

    /** Greets with the service's own name, which is a doubt whatever the DNS says. */
    private static final String DOUBTFUL = "127.0.31.1";

    private static final String PROBER = "127.0.32.1";
    private static final int UNKNOWN = 12;
    private static final Duration LIMIT = Duration.ofSeconds(150);

    @RegisterExtension
    final Console console = new Console();

    @Test
    @Covers({"R1.4", "B7"})
    void whoWaitsIsSeenLetThroughAndThatIsTakenBack() throws Exception {
        String passes = "passes" + System.nanoTime() + ".example";
        String waits = "waits" + System.nanoTime() + ".example";
        assertThat(offer(passes)).startsWith("421 4.7.1 throttle: firsttry");
        assertThat(offer(waits)).startsWith("421 4.7.1 throttle: firsttry");

        openGreyZone();
        assertThat(waiting(passes)).containsText("forged greeting (HELO)");
        assertThat(waiting(passes)).containsText(DOUBTFUL);
        look("greylist");
        openGreyZone();
        for (String domain : List.of(passes, waits)) {
            console.press("Let through " + domain);
            console.decline();
            console.press("Let through " + domain);
            console.confirm(domain);
            console.says(domain + " is expected for 24 hours: its next try passes.");
            assertThat(expected(domain)).hasCount(1);
        }
        assertThat(offer(passes)).startsWith("250 2.0.0 ");

        console.press("Withdraw " + waits);
        console.confirm(waits);
        console.says(waits + " is expected no more.");
        assertThat(expected(waits)).hasCount(0);
        assertThat(offer(waits)).startsWith("421 4.7.1 throttle early");
        openGreyZone();
        assertThat(waiting(waits)).hasCount(1);
    }

    @Test
    @Covers({"R1.8", "R5.8"})
    void whoIsListedIsSeenWithTheReasonTakenOffAndPutBack() throws Exception {
        try (SmtpClient prober = SmtpClient.greetedFrom(PROBER, TestServer.smtpPort())) {
            prober.say("MAIL FROM:<info@prober.example>");
            for (int i = 0; i < UNKNOWN; i++) {
                assertThat(prober.say("RCPT TO:<nobody" + System.nanoTime() + "@" + DEMO + ">"))
                        .startsWith("550 5.1.1 ");
            }
        }
        Await.until("it is listed", LIMIT, () -> {
            console.open("reputation");
            return console.row(PROBER).count() > 0;
        });
        assertThat(console.row(PROBER)).containsText("doubtful");
        assertThat(console.row(PROBER)).containsText(UNKNOWN + " unknown recipients");
        look("reputation");
        console.open("reputation");
        console.press("Remove " + PROBER);
        console.says(PROBER + " is off the list and is not listed again for the set time.");
        assertThat(console.row(PROBER)).containsText("removed by admin");
        console.press("Put back " + PROBER);
        console.says(PROBER + " is on the list again.");
        assertThat(console.row(PROBER)).containsText("doubtful");
    }

    @Test
    @Covers("R1.11")
    void whatOthersReportIsShownForTheDomain() throws Exception {
        String address = "reports" + System.nanoTime() + "@" + DEMO;
        Api.at(TestServer.http("/api/v1"))
                .as("admin", TestServer.adminPassword())
                .put("/domains/" + DEMO + "/addresses/" + address, JsonValue.EMPTY_JSON_OBJECT)
                .is(200);
        String page = "reports?name=" + DEMO;
        console.open(page);
        console.fill("expect:address", "reports@stranger.example");
        console.press("Save");
        console.says("The address must be in one of your domains.");
        console.fill("expect:address", address);
        console.press("Save");
        console.says("Mail to " + address + " is read as reports from now on.");

        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        // The address is known to the mail path some seconds after it was named.
        Again again = Again.every(ReportMails.KNOWN_AFTER);
        Await.until("both kinds are read", LIMIT, () -> {
            console.open(page);
            if (table("received").count() == 0 && again.isDue()) {
                ReportMails.dmarc(DEMO, yesterday).to(address);
                ReportMails.tls(DEMO, yesterday).to(address);
            }
            return table("sources").count() > 0 && table("failures").count() > 0;
        });
        assertThat(table("sources").first()).containsText("192.0.2.77");
        assertThat(table("failures").first()).containsText("the certificate has expired");
        assertThat(table("failures").first()).containsText("mx1." + DEMO);
        assertThat(console.page().locator("[id='received:table']")).containsText("Somebody");
        assertThat(console.page().locator("[id='received:table']")).containsText("sender not proven");
        look(page);
        console.open(page);
        console.fill("expect:address", "");
        console.press("Save");
        console.says("No mail is read as a report any more.");
    }

    private void openGreyZone() {
        console.open("greylist");
        if (console.byId("scope:customer").count() > 0) {
            console.choose("scope:customer", DEMO_CUSTOMER);
            console.press("Show");
        }
    }

    private Locator waiting(String text) {
        return rows("waiting").filter(new Locator.FilterOptions().setHasText(text));
    }

    private Locator expected(String text) {
        return rows("expected").filter(new Locator.FilterOptions().setHasText(text));
    }

    /** Rows that hold something. */
    private Locator table(String form) {
        return rows(form)
                .filter(new Locator.FilterOptions()
                        .setHasNot(console.page().locator(".ui-datatable-empty-message, [colspan]")));
    }

    private Locator rows(String form) {
        return console.page().locator("[id='" + form + ":table'] tbody tr[data-ri]");
    }

    /** The page as it is now, on both screens and in both languages, with what is on it; in English at the end. */
    private void look(String address) {
        PageLook look = new PageLook(console.page());
        String name = "filled-" + address;
        for (String language : List.of("fr", "en")) {
            console.speak(language);
            for (int width : List.of(Console.WIDE, Console.NARROW)) {
                console.setWidth(width);
                look.rawWords(address);
                look.sideways(address);
                look.barriers(address);
                look.keepPicture(language, name, width == Console.WIDE ? "desk" : "phone");
            }
        }
        console.setWidth(Console.WIDE);
        assertThat(look.faults()).isEmpty();
    }

    private static String offer(String domain) throws IOException {
        try (SmtpClient client = new SmtpClient(DOUBTFUL, TestServer.smtpPort())) {
            assertThat(client.reply()).startsWith("220 ");
            assertThat(client.say("EHLO mx.service.ecluse.test")).startsWith("250 ");
            String mail = "From: info@" + domain + "\r\nTo: " + ALICE + "\r\nSubject: Minutes\r\nMessage-ID: <"
                    + System.nanoTime() + "@" + domain + ">\r\nDate: Thu, 26 Nov 2026 09:00:00 +0000"
                    + "\r\n\r\nThe minutes are ready.\r\n";
            return client.send("info@" + domain, ALICE, mail.getBytes(StandardCharsets.UTF_8));
        }
    }
}
