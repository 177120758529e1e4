package org.ecluse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ecluse.it.TestServer;
import org.ecluse.testkit.Covers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody sends to the links' address who is no browser, octet for octet. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers({"R3.7", "B2"})
class LinkAttacksIT {
    private static final int TIMEOUT_MILLIS = 30_000;

    /** Not that of other tests, with which it would share the requests of a minute. */
    private static final String CLIENT = "127.0.0.88";

    @RegisterExtension
    final Console console = new Console();

    /** The one way out of a link leads to the account, whatever else the request says; and what it opened ends with its user's word. */
    @Test
    void anAccountLinkLeadsToTheAccountOnlyAndItsCookieEndsWithTheSession() throws Exception {
        AccountUser user = new AccountUser(console, "attacked");
        String path = URI.create(user.link()).getRawPath();
        for (String method : List.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "PATCH", "PROPFIND")) {
            String answer = ask(method + " " + path + "?next=//evil.example", "localhost");
            assertThat(field(answer, "set-cookie")).as(method + ": " + answer).isEmpty();
        }
        String opened = ask("POST " + path + "?next=https://evil.example&url=//evil.example", "evil.example");
        assertThat(opened).startsWith("HTTP/1.1 303 ");
        assertThat(field(opened, "location")).isEqualTo("/account/quarantine");
        String cookie = field(opened, "set-cookie").replaceAll(";.*", "");
        assertThat(cookie).startsWith("__Host-ecluse-account=");

        assertThat(ask("POST " + path, "localhost")).startsWith("HTTP/1.1 200 ").doesNotContain("__Host-");
        assertThat(ask("GET /account/lists.csv", "localhost", "Cookie: " + cookie))
                .as("the thief's, while it counts")
                .startsWith("HTTP/1.1 200 ");
        signOut(cookie.substring(cookie.indexOf('=') + 1));
        String after = ask("GET /account/lists.csv", "localhost", "Cookie: " + cookie);
        assertThat(after).startsWith("HTTP/1.1 302 ");
        assertThat(URI.create(field(after, "location")).getPath()).isEqualTo("/account-link");
    }

    private void signOut(String secret) {
        Page page = console.page();
        page.context()
                .addCookies(List.of(new Cookie("__Host-ecluse-account", secret)
                        .setUrl(TestServer.https("/").toString())
                        .setSecure(true)));
        AccountUser.go(page, "/account/devices");
        page.locator("[id='session:sign-out']").click();
        page.waitForURL(Pattern.compile(".*/account-link.*"));
    }

    @Test
    void noPathLeadsElsewhereOrSetsAField() throws IOException {
        for (String path : List.of(
                "/account/quarantine?next=https://evil.example/",
                "/account/?url=//evil.example",
                "/account/%2F%2Fevil.example",
                "/account//evil.example/%2e%2e",
                "/account/..;/l//evil.example",
                "//evil.example/account/",
                "/account/%0d%0aLocation:%20https://evil.example",
                "/l/%0d%0aSet-Cookie:%20a=b",
                "/l//evil.example",
                "/l/v1.a.b%0d%0a%0d%0a<script>.c",
                "/l/%00",
                "/account-link?address=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")) {
            for (String method : List.of("GET", "POST")) {
                String answer = ask(
                        method + " " + path, "localhost:" + TestServer.http("/").getPort());
                assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("<script>alert(1)", "<script>.c");
                assertThat(field(answer, "set-cookie")).as(answer).doesNotContain("a=b");
                String location = field(answer, "location");
                assertThat(location.isEmpty() || leadsHere(location))
                        .as(method + " " + path + " leads to " + location)
                        .isTrue();
            }
        }
    }

    private static boolean leadsHere(String location) {
        URI uri = URI.create(location);
        return uri.getHost() == null
                ? location.startsWith("/") && !location.startsWith("//")
                : uri.getHost().equals("localhost");
    }

    /** Value of a header field; "" if there is none. */
    private static String field(String answer, String name) {
        String head = answer.contains("\r\n\r\n") ? answer.substring(0, answer.indexOf("\r\n\r\n")) : answer;
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static String ask(String request, String host, String... fields) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(CLIENT, 0));
            socket.connect(
                    new InetSocketAddress("127.0.0.1", TestServer.http("/").getPort()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: " + host + "\r\n" + more
                                    + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
