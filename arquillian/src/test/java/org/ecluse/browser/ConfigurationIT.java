package org.ecluse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.ecluse.e2e.Await;
import org.ecluse.it.TestServer;
import org.ecluse.testkit.Covers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an administrator sets up: customers, domains, servers, lists, policy, reports, jobs, tokens. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ConfigurationIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String DEMO_CUSTOMER = "Démonstration";
    private static final String DEMO = "demo.ecluse.test";

    @RegisterExtension
    final Console console = new Console();

    @Test
    @Covers({"R1.1", "R5.1"})
    void aCustomerGetsADomainWithItsServer() {
        String name = "Customer " + System.nanoTime();
        String domain = "d" + System.nanoTime() + ".example";

        console.open("customers");
        console.fill("customer:name", name);
        console.choose("customer:locale", "English");
        console.choose("customer:zone", "Europe/Lisbon");
        console.press("Save");
        console.says(name + " was saved.");
        assertThat(console.row(name)).containsText("Europe/Lisbon");

        console.open("domains");
        console.choose("domain:customer", name);
        console.fill("domain:name", domain);
        console.press("Add");
        console.says(domain + " was added");
        assertThat(console.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(domain);
        console.press("Add a server");
        console.fill("destinations:each:0:host", "mail.example.org");
        console.fill("destinations:each:0:port", "99999");
        console.byId("destinations:save").click();
        console.says("The port must be 1 to 65535.");
        console.fill("destinations:each:0:port", "2526");
        console.byId("destinations:save").click();
        console.says("The destination servers were saved.");

        console.open("domains");
        assertThat(console.row(domain)).containsText("mail.example.org");
        assertThat(console.row(domain)).containsText(name);
    }

    @Test
    @Covers({"R5.4", "B6"})
    void anEntryOfTheListsIsAddedFoundAndRemoved() {
        String sender = "friend" + System.nanoTime() + "@partner.example";
        console.open("lists");
        chooseDemo();
        console.fill("entry:value", DEMO);
        console.choose("entry:kind", "sender's domain");
        console.choose("entry:colour", "green");
        console.click("entry:add");
        console.says("Your own domain cannot be on the green list");

        console.choose("entry:kind", "sender's address");
        console.fill("entry:value", sender);
        // "All domains" is a choice like any other: chosen, left and chosen again.
        console.choose("entry:domain", DEMO);
        console.choose("entry:domain", "All domains");
        console.click("entry:add");
        console.says(sender + " is on the list.");
        assertThat(console.row(sender)).containsText("All domains");

        console.fill("filter:search", sender);
        console.press("Search");
        assertThat(console.row(sender)).hasCount(1);
        console.row(sender).getByRole(AriaRole.BUTTON).click();
        console.confirm(sender);
        console.says(sender + " was taken off the list.");
        assertThat(console.row(sender)).hasCount(0);
    }

    @Test
    @Covers({"R2.1", "B5", "R5.4"})
    void aPolicyIsPublishedAndTakenBack() {
        console.open("filtering");
        chooseDemo();
        Locator rows = console.page().locator("[id='revisions:table'] tbody tr");
        console.click("policy:publish"); // so that there is one to bring back
        console.says("is published");
        String before = rows.first().locator("td").first().innerText().replaceAll("\\D+", "");

        console.fill("policy:destroy", "350");
        console.byId("policy:destroy").blur();
        assertThat(console.byId("policy:low")).containsText("Below 400 points");
        console.click("policy:publish");
        console.says("is published");
        assertThat(rows.first()).containsText("destroyed from 350");
        assertThat(rows.first()).containsText("in force");

        console.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions()
                                .setName("Bring back " + before)
                                .setExact(true))
                .click();
        console.confirm("published as a new revision");
        console.says("Revision " + before + " was brought back");
        assertThat(rows.first()).containsText("destroyed from 500");
        assertThat(console.byId("policy:destroy")).hasValue("500");
    }

    @Test
    @Covers({"R5.4"})
    void theConfigurationOfOneDomainCanBeLookedAtAndLeft() {
        console.open("filtering");
        chooseDemo();
        console.choose("scope:domain", DEMO);
        console.press("Show");
        assertThat(console.page().getByText("This domain follows the customer's configuration."))
                .isVisible();
        console.choose("scope:domain", "All domains");
        console.press("Show");
        assertThat(console.page().getByText("This domain follows the customer's configuration."))
                .hasCount(0);
    }

    @Test
    @Covers({"R3.1", "R3.2"})
    void aSubscriptionSpeaksTheCustomersLanguageUnlessAnotherIsChosen() {
        String address = "reader" + System.nanoTime() + "@" + DEMO;
        console.open("subscriptions");
        console.fill("subscribe:address", "someone@elsewhere.example");
        console.click("subscribe:add");
        console.says("The address belongs to no domain that you see.");

        console.fill("subscribe:address", address);
        console.choose("subscribe:locale", "as the customer");
        console.click("subscribe:add");
        console.says(address + " gets the report.");
        assertThat(console.row(address)).containsText("Français");
        console.fill("subscribe:address", address);
        console.choose("subscribe:locale", "English");
        console.click("subscribe:add");
        assertThat(console.row(address)).containsText("English");

        console.row(address).getByRole(AriaRole.BUTTON).click();
        console.confirm(address);
        console.says(address + " no longer gets the report.");
    }

    @Test
    @Covers("R3.1")
    void aJobIsStartedAndItsRunIsShown() throws Exception {
        console.open("jobs");
        console.press("Remove what is too old");
        console.confirm("removed for good");
        console.says("It was started");
        Locator newest = console.page().locator("[id='runs:table'] tbody tr").first();
        Await.until("the run ends", LIMIT, () -> {
            console.open("jobs");
            return newest.innerText().contains("completed");
        });
        assertThat(newest).containsText("Retention");
        assertThat(newest).containsText("admin");
    }

    @Test
    @Covers("R5.8")
    void aTokenIsShownOnceWorksAndIsRevoked() throws Exception {
        String name = "browser " + System.nanoTime();
        console.open("tokens");
        console.fill("token:name", name);
        console.press("Make the token");
        String secret = console.page().locator(".secret").innerText();
        assertThat(secret).startsWith("ecl_");
        assertThat(status(secret)).isEqualTo(200);

        console.open("tokens");
        assertThat(console.page().locator(".secret")).hasCount(0);
        console.row(name).getByRole(AriaRole.BUTTON).click();
        console.confirm(name);
        console.says(name + " was revoked.");
        assertThat(status(secret)).isEqualTo(401);
    }

    /** Other tests have customers too, and then there is a choice. */
    private void chooseDemo() {
        Locator customers = console.byId("scope:customer");
        if (customers.count() > 0) {
            console.choose("scope:customer", DEMO_CUSTOMER);
            console.press("Show");
        }
    }

    private static int status(String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(TestServer.http("/api/v1/customers"))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
