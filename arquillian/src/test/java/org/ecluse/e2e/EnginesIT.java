package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import jakarta.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.IcapServer;
import org.ecluse.testkit.Ports;
import org.ecluse.testkit.Suites;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole server with an ICAP engine, one more engine that is down and not required, and real rspamd and spamd beside it. */
@Covers({"R2.5", "B8"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnginesIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static String dead;
    private static IcapServer icap;
    private static SpamFilterPeers filters;
    private static ServerProcess server;
    private static ApiCalls api;
    private static Destination destination;
    private static int number;

    @BeforeAll
    static void start() throws Exception {
        dead = "127.0.0.1:" + Ports.free();
        icap = IcapServer.start()
                .finding(ClamdPeer.VIRUS, "X-Infection-Found: Type=0; Resolution=2; Threat=Test.Virus;\r\n");
        filters = new SpamFilterPeers();
        server = new ServerProcess("engines", "standalone.xml")
                .environment("ECLUSE_SCAN_ENGINES", "icap " + icap.address() + "/avscan, clamd " + dead + " optional")
                .set("ecluse.voices.rspamd", filters.rspamd())
                .set("ecluse.voices.spamassassin", filters.spamd())
                .set("ecluse.voices.time", "20s")
                .start();
        api = new ApiCalls(server);
        destination = new Destination(server.port("destination"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (destination != null) {
            destination.close();
        }
        if (server != null) {
            server.close();
        }
        if (filters != null) {
            filters.close();
        }
        if (icap != null) {
            icap.close();
        }
    }

    @Test
    @Order(1)
    void whatTheIcapEngineNamesIsDestroyed() throws Exception {
        String id = send("virus", ClamdPeer.VIRUS);
        assertThat(api.get("/tombstones?recipient=alice@demo.ecluse.test&limit=100")
                        .toString())
                .contains("\"" + id + ".1\"")
                .contains("\"found\":\"Test.Virus (Test Antivirus 1.0 T-1, signatures unchanged for ");
    }

    @Test
    @Order(2)
    void everyEngineAndVoiceStandsInTheExplanationAndTheDeadOneHoldsNothingUp() throws Exception {
        String id = send("heard", "Click here for cheap VIAGRA: http://192.0.2.1/x");
        String explained = api.get("/messages/" + id + "/copies/1").toString();
        assertThat(explained)
                .contains("Test Antivirus 1.0 T-1, signatures unchanged for ", ": clean")
                .contains("\"ANTIVIRUS_ENGINE_SILENT\"", "clamd at " + dead)
                .contains("\"VOICE_RSPAMD\"")
                .contains("\"VOICE_SPAMASSASSIN\"")
                .containsPattern("-?[0-9.]+ of 15: [A-Z0-9_]+ -?[0-9.]+, ")
                .containsPattern("-?[0-9.]+ of 5: [A-Z0-9_,]*")
                .contains("MISSING_DATE");
        MimeMessage delivered = delivered(send("clean", "The minutes are ready."), "clean");
        assertThat(delivered.getHeader("X-Ecluse-Antivirus", "\n").replaceAll("\\s+", " "))
                .matches("Test Antivirus 1\\.0 T-1, signatures unchanged for [0-9]+ min: clean");
    }

    /** Compressed RAR: no library unpacks it, libarchive's program does (R2.4). */
    @Test
    @Order(2)
    void anArchiveThatOnlyAProgramUnpacksIsLookedInto() throws Exception {
        byte[] rar = Suites.tar("malware-harmless.tar.xz").entrySet().stream()
                .filter(file -> file.getKey().endsWith("/test_read_format_rar_compress_normal.rar"))
                .findFirst()
                .orElseThrow()
                .getValue();
        String id = send(
                "archive",
                "MIME-Version: 1.0\r\nContent-Type: application/vnd.rar; name=minutes.rar\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(rar));
        assertThat(api.get("/messages/" + id + "/copies/1").toString())
                .as("the page inside has a script, which the policy holds")
                .contains("minutes.rar/LibarchiveAddingTest.html: class ACTIVE")
                .doesNotContain("UNREADABLE");
    }

    @Test
    @Order(3)
    void theApiTellsHowEachFares() throws Exception {
        Await.until("all were looked at", LIMIT, () -> !engines().toString().contains("UNCHECKED"));
        List<JsonObject> engines = engines();
        assertThat(engines).hasSize(5);
        assertThat(engines.get(0).getString("health")).isEqualTo("ANSWERS");
        assertThat(engines.get(0).getBoolean("required")).isTrue();
        assertThat(engines.get(0).getString("version")).startsWith("Test Antivirus 1.0 T-1");
        assertThat(engines.get(1).getString("name")).isEqualTo("clamd at " + dead);
        assertThat(engines.get(1).getString("health")).isEqualTo("SILENT");
        assertThat(engines.get(1).getBoolean("required")).isFalse();
        assertThat(engines.get(2).getString("version")).startsWith("rspamd/");
        assertThat(engines.get(3).getString("version")).startsWith("spamd, protocol ");
        assertThat(engines.get(4).getString("health")).isEqualTo("ANSWERS");
        assertThat(engines.get(4).getString("version")).startsWith("all-MiniLM-L6-v2, ONNX Runtime 1.");
        assertThat(server.isReady()).as("nobody waits for the one that is down").isTrue();
    }

    @Test
    @Order(3)
    void theMetricsTellWhoIsSilent() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port("http") + "/metrics"))
                .timeout(Duration.ofSeconds(15))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("ecluse_antivirus_engine_up{engine=\"clamd at " + dead + "\"} 0.0")
                .contains("ecluse_antivirus_signatures_old{engine=\"ICAP at " + icap.address() + "/avscan\"} 0.0")
                .containsPattern("ecluse_antivirus_silent\\{engine=\"clamd at " + dead + "\"} [1-9]")
                .containsPattern("ecluse_antivirus_signature_age_seconds\\{engine=\"ICAP at [^\"]+\"} [0-9]")
                .containsPattern("ecluse_voice_answered\\{engine=\"rspamd at [^\"]+\"} [1-9]");
    }

    @Test
    @Order(4)
    void aVoiceThatDiesIsNotedAndMailGoesOn() throws Exception {
        filters.stopRspamd();
        String id = send("on", "The minutes are ready.");
        delivered(id, "on");
        assertThat(api.get("/messages/" + id + "/copies/1").toString())
                .contains("\"VOICE_SILENT\"", "rspamd at " + filters.rspamd())
                .contains("\"VOICE_SPAMASSASSIN\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "en | mail waits for it | answers        | does not answer | nothing found | unchanged for",
                "fr | le courrier l'attend | répond      | ne répond pas   | rien trouvé | inchangées depuis"
            })
    @Order(5)
    void theConsoleShowsEachInWords(
            String language, String required, String answers, String silent, String last, String unchanged) {
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                .setArgs(List.of("--no-sandbox")));
                BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                        .setIgnoreHTTPSErrors(true)
                        .setLocale(language))) {
            Page page = context.newPage();
            String server = "https://localhost:" + EnginesIT.server.port("https");
            page.navigate(server + "/sign-in");
            page.locator("[id='sign-in:user']").fill("admin");
            page.locator("[id='sign-in:password']").fill("in-tests-only-7319");
            page.locator("[id='sign-in:go']").click();
            page.waitForURL(Pattern.compile(".*/console/.*"));
            page.navigate(server + "/console/engines");
            if (!language.equals(page.locator("html").getAttribute("lang"))) {
                page.locator("[id='session:language']").click();
                page.waitForCondition(() -> language.equals(page.locator("html").getAttribute("lang")));
            }
            // After a change of the language the page is loaded again.
            page.waitForCondition(
                    () -> !page.locator("[id='meaning:table']").innerText().isBlank());
            assertThat(page.locator("[id='antivirus:table']").innerText())
                    .contains("ICAP at " + icap.address() + "/avscan", "Test Antivirus 1.0 T-1", unchanged)
                    .contains("clamd at " + dead, "Connection refused")
                    .contains(required, answers, silent, last);
            assertThat(page.locator("[id='meaning:table']").innerText())
                    .contains("all-MiniLM-L6-v2, ONNX Runtime 1.", answers);
            assertThat(page.locator("[id='voices:table']").innerText())
                    .contains("rspamd at " + filters.rspamd(), "SpamAssassin at " + filters.spamd(), " of 5");
        }
    }

    private static List<JsonObject> engines() throws IOException, InterruptedException {
        return api.get("/engines").getJsonArray("items").getValuesAs(JsonObject.class);
    }

    /**
     * The id of the message as kept. It has no Date, which every filter notes.
     *
     * @param text or further headers, an empty line and the body
     */
    private static String send(String subject, String text) throws IOException {
        String between = text.startsWith("MIME-Version") ? "\r\n" : "\r\n\r\n";
        String mail = "From: Ada Sender <sender@example.org>\r\nTo: alice@demo.ecluse.test\r\nMessage-ID: <" + ++number
                + ".engines@example.org>\r\nSubject: " + subject + between + text + "\r\n";
        try (SmtpClient client = SmtpClient.greeted(server.port("smtp"))) {
            String reply = client.send(
                    "sender@example.org", "alice@demo.ecluse.test", mail.getBytes(StandardCharsets.US_ASCII));
            assertThat(reply).startsWith("250 2.0.0 ");
            return reply.substring(reply.lastIndexOf(' ') + 1);
        }
    }

    private static MimeMessage delivered(String id, String subject) throws Exception {
        Await.until(id + " is delivered", LIMIT, () -> find(subject).isPresent());
        return find(subject).orElseThrow();
    }

    private static Optional<MimeMessage> find(String subject) throws MessagingException {
        for (MimeMessage mail : destination.messages()) {
            if (subject.equals(mail.getSubject())) {
                return Optional.of(mail);
            }
        }
        return Optional.empty();
    }
}
