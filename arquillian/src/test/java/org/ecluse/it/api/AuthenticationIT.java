package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.ecluse.e2e.Await;
import org.ecluse.it.TestServer;
import org.ecluse.testkit.Covers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call the API (decisions: Security). */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers({"R5.8", "B10"})
class AuthenticationIT {
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta\\.faces\\.ViewState\"[^>]* value=\"([^\"]+)\"");
    private static final int DISTINCT_WRONG_PASSWORDS = 10;

    private static Api platform;
    private static Tenant tenant;

    @BeforeAll
    static void openCustomer() {
        platform = Api.administrator();
        tenant = Tenant.open(platform, "auth", 9);
    }

    @Test
    void aTokenWorksUntilItIsRevoked() {
        JsonObject made = Api.made(platform.post("/tokens", token("until it is revoked")));
        assertThat(made.getString("secret")).matches("ecl_[A-Za-z0-9_-]{43}");
        Api caller = platform.bearing(made.getString("secret"));
        assertThat(caller.get("/customers").each("name")).contains(tenant.name());

        JsonObject listed = platform.get("/tokens").items().stream()
                .filter(each -> each.getInt("id") == made.getInt("id"))
                .findFirst()
                .orElseThrow();
        assertThat(listed.getOrDefault("secret", JsonValue.NULL)).isEqualTo(JsonValue.NULL);
        assertThat(Instant.parse(listed.getString("lastUsedAt"))).isBetween(minutesAgo(1), Instant.now());

        platform.delete("/tokens/" + made.getInt("id")).is(204);
        caller.get("/customers").isProblem(401);
        platform.delete("/tokens/" + made.getInt("id")).isProblem(404);
    }

    @Test
    void aTokenEndsAtItsTime() throws InterruptedException {
        String end = Instant.now().plusSeconds(2).toString();
        JsonObject wanted = Json.createObjectBuilder()
                .add("name", "short")
                .add("expiresAt", end)
                .build();
        Api caller = platform.bearing(Api.made(platform.post("/tokens", wanted)).getString("secret"));
        caller.get("/customers").is(200);
        Await.until(
                "the token ends",
                Duration.ofSeconds(10),
                () -> caller.get("/customers").status() == 401);
        assertThat(Instant.now()).isAfterOrEqualTo(Instant.parse(end));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            no name,               {},                                                        name
            a blank name,          {"name":"  "},                                             name
            an end in the past,    '{"name":"x","expiresAt":"2020-01-01T00:00:00Z"}',         expiresAt
            an end that is none,   '{"name":"x","expiresAt":"tomorrow"}',                     expiresAt""")
    void aTokenThatCannotBeMadeIsRefused(String what, String body, String field) {
        platform.call("POST", "/tokens", body).isWrong(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer ecl_0000000000000000000000000000000000000000000",
                "Bearer admin",
                "Basic",
                "Basic !!!",
                "Basic YWRtaW4=",
                "Basic OnBhc3N3b3Jk",
                "Basic YWRtaW46d3JvbmcgcGFzc3dvcmQ=",
                "Basic bm9ib2R5Ondyb25nIHBhc3N3b3Jk",
                "Negotiate YWRtaW4="
            })
    void whoeverIsNotKnownSeesNothing(String header) {
        Api nobody = Api.anonymous().with(header);
        nobody.get("/customers").isProblem(401);
        nobody.get("/no/such/path").isProblem(401);
        nobody.post("/tokens", token("for nobody")).isProblem(401);
    }

    @Test
    void whoeverSaysNothingIsToldHowToSignIn() throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(TestServer.http("/api/v1/customers"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Bearer realm=\"ecluse\", Basic realm=\"ecluse\"");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aCustomersTokenStandsForThatCustomer() {
        Api caller = tenant.signedIn("CUSTOMER_ADMINISTRATOR");
        assertThat(caller.get("/customers").each("name")).containsExactly(tenant.name());
        assertThat(caller.get("/domains").each("name")).containsExactly(tenant.domain());
    }

    @Test
    void aClosedAccountOpensNothing() {
        String user = "leaver." + tenant.name();
        JsonObject account = Api.made(platform.post("/accounts", tenant.account(user, "HELP_DESK")));
        Api byPassword = platform.as(user, "only in tests 4711");
        Api byToken = byPassword.withOwnToken("of a leaver");
        byToken.get("/customers").is(200);

        String path = "/accounts/" + account.getInt("id");
        JsonObject closed = platform.put(
                        path, Json.createObjectBuilder().add("active", false).build())
                .is(200)
                .object();
        assertThat(closed.getBoolean("active")).isFalse();
        byToken.get("/customers").isProblem(401);
        byPassword.get("/customers").isProblem(401);

        platform.put(path, Json.createObjectBuilder().add("active", true).build())
                .is(200);
        byPassword.get("/customers").is(200);
        byToken.get("/customers").isProblem(401);
    }

    @Test
    void aNewPasswordEndsTheOldOneAtOnce() {
        String user = "forgetful." + tenant.name();
        JsonObject account = Api.made(platform.post("/accounts", tenant.account(user, "HELP_DESK")));
        Api before = platform.as(user, "only in tests 4711");
        before.get("/customers").is(200);
        platform.put(
                        "/accounts/" + account.getInt("id") + "/password",
                        Json.createObjectBuilder()
                                .add("password", "another one 4711")
                                .build())
                .is(200);
        before.get("/customers").isProblem(401);
        platform.as(user, "another one 4711").get("/customers").is(200);
    }

    @Test
    void tooManyDifferentWrongPasswordsShutTheAccountForTheirAddress() {
        String user = "guessed." + tenant.name();
        Api.made(platform.post("/accounts", tenant.account(user, "HELP_DESK")));
        for (int i = 0; i < DISTINCT_WRONG_PASSWORDS; i++) {
            platform.as(user, "wrong password " + i).get("/customers").isProblem(401);
        }
        platform.as(user, "only in tests 4711").get("/customers").isProblem(429);
        Api.administrator().get("/customers").is(200);
    }

    @Test
    void passwordsGoOverHttps() throws IOException, GeneralSecurityException {
        HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build();
        HttpRequest.Builder request = HttpRequest.newBuilder(TestServer.https("/api/v1/customers"));
        Api.send(client, request.build()).isProblem(401);
        String credentials = java.util.Base64.getEncoder()
                .encodeToString(("admin:" + TestServer.adminPassword()).getBytes(StandardCharsets.UTF_8));
        Api.send(client, request.header("Authorization", "Basic " + credentials).build())
                .is(200);
    }

    /** Or any page of the world could call the API in the name of whoever is signed in to the console. */
    @Test
    void theApiIgnoresTheConsolesCookie() throws IOException, InterruptedException {
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        HttpResponse<String> page = browser.send(
                HttpRequest.newBuilder(TestServer.http("/sign-in")).build(), HttpResponse.BodyHandlers.ofString());
        Matcher viewState = VIEW_STATE.matcher(page.body());
        assertThat(viewState.find()).as(page.body()).isTrue();
        String form = form(Map.of(
                "sign-in", "sign-in",
                "sign-in:user", "admin",
                "sign-in:password", TestServer.adminPassword(),
                "sign-in:go", "go",
                "jakarta.faces.ViewState", viewState.group(1)));
        browser.send(
                HttpRequest.newBuilder(TestServer.http("/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(status(browser, "/console/summary"))
                .as("the session is signed in")
                .isEqualTo(200);
        assertThat(status(browser, "/api/v1/customers")).isEqualTo(401);
    }

    private static int status(HttpClient client, String path) throws IOException, InterruptedException {
        URI uri = TestServer.http(path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(TestServer.baseDirectory().resolve("tls/server.p12"))) {
            store.load(in, "in-tests-only".toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static JsonObject token(String name) {
        return Json.createObjectBuilder().add("name", name).build();
    }

    private static Instant minutesAgo(int minutes) {
        return Instant.now().minus(Duration.ofMinutes(minutes));
    }
}
