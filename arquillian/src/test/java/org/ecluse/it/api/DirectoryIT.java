package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.ecluse.e2e.SmtpClient;
import org.ecluse.it.TestServer;
import org.ecluse.testkit.Covers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Customers, domains, addresses, policies, lists and accounts through the API. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class DirectoryIT {
    private static Api platform;
    private static Tenant tenant;
    private static Api administrator;

    @BeforeAll
    static void openCustomer() {
        platform = Api.administrator();
        tenant = Tenant.open(platform, "directory", 9);
        administrator = tenant.signedIn("CUSTOMER_ADMINISTRATOR");
    }

    @Test
    @Covers("R5.1")
    void aCustomerIsOpenedAndChanged() {
        String name = "opened-" + Tenant.unique();
        Answer made = platform.post("/customers", object("{'name':'%s','locale':'fr','zone':'Europe/Paris'}", name));
        String path = made.is(201).location().orElseThrow();
        assertThat(path).endsWith("/customers/" + made.number("id"));
        String own = "/customers/" + made.number("id");
        assertThat(platform.get(own).is(200).text("name")).isEqualTo(made.text("name"));

        Answer changed = platform.put(own, object("{'name':'%s!','locale':'en','zone':'Asia/Tokyo'}", name));
        assertThat(changed.is(200).text("zone")).isEqualTo("Asia/Tokyo");
        assertThat(platform.get(own).text("name")).isEqualTo(name + "!");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no name             | {"locale":"fr","zone":"Europe/Paris"}               | name
            a blank name        | {"name":" ","locale":"fr","zone":"Europe/Paris"}    | name
            another language    | {"name":"x","locale":"de","zone":"Europe/Paris"}    | locale
            a zone that is none | {"name":"x","locale":"fr","zone":"Europe/Atlantis"} | zone
            no JSON             | {"name"                                             | none
            another JSON        | [1,2]                                               | none
            a wrong type        | {"name":{"a":1},"locale":"fr","zone":"UTC"}         | none""")
    void aCustomerThatCannotBeIsRefused(String what, String body, String field) {
        platform.call("POST", "/customers", body).isWrong(field);
    }

    @Test
    @Covers({"R1.1", "R1.13"})
    void aDomainIsAddedChangedAndTakenOut() throws IOException {
        String name = "second." + tenant.domain();
        Answer made = administrator.post(
                "/domains",
                object(
                        "{'name':'%s','recipientCheck':'LIST','destinations':[{'host':'mail.%s','preference':5}]}",
                        name.toUpperCase(java.util.Locale.ROOT), name));
        assertThat(made.is(201).text("name")).isEqualTo(name);
        assertThat(made.number("customer")).isEqualTo(tenant.id());
        JsonObject server = made.object().getJsonArray("destinations").getJsonObject(0);
        assertThat(server.getInt("port")).isEqualTo(25);
        assertThat(server.getString("tlsMode")).isEqualTo("OPPORTUNISTIC");
        assertThat(rcpt("a@" + name)).as("not listed").startsWith("550 5.1.1 ");

        String path = "/domains/" + name;
        administrator
                .put(path + "/addresses/a@" + name, object("{'level':'MOYEN'}"))
                .is(200);
        administrator
                .put(path + "/addresses/b@" + name, object("{'aliasOf':'a@%s'}", name))
                .is(200);
        Answer listed = administrator.get(path + "/addresses");
        assertThat(listed.each("address")).containsExactly("a@" + name, "b@" + name);
        assertThat(rcpt("a@" + name)).startsWith("250 ");
        assertThat(rcpt("b@" + name)).startsWith("250 ");

        Answer changed = administrator.put(
                path,
                object("{'recipientCheck':'ACCEPT_ALL','unknownRecipients':'CATCH_ALL','catchAll':'a@%s'}", name));
        assertThat(changed.is(200).text("catchAll")).isEqualTo("a@" + name);
        assertThat(changed.object().getJsonArray("destinations"))
                .as("left out, they stay")
                .hasSize(1);
        Answer moved = administrator.call(
                "PUT", path + "/destinations", "[{\"host\":\"192.0.2.9\",\"port\":2525},{\"host\":\"192.0.2.10\"}]");
        assertThat(moved.is(200).object().getJsonArray("destinations")).hasSize(2);
        assertThat(rcpt("anybody@" + name)).startsWith("250 ");

        administrator.delete(path + "/addresses/b@" + name).is(204);
        administrator.delete(path + "/addresses/b@" + name).isProblem(404);
        administrator.delete(path).is(204);
        administrator.get(path).isProblem(404);
        administrator.delete(path).isProblem(404);
        assertThat(rcpt("a@" + name)).as("no customer's any more").startsWith("550 5.7.1 ");
        assertThat(administrator.get("/domains").each("name")).containsExactly(tenant.domain());
    }

    @Test
    void aNameThatWasGivenUpIsFreeForAnotherCustomer() {
        String name = "moved-" + Tenant.unique() + ".example";
        Api.made(administrator.post("/domains", object("{'name':'%s','recipientCheck':'LIST'}", name)));
        administrator
                .put("/domains/" + name + "/addresses/a@" + name, object("{}"))
                .is(200);
        administrator.post("/subscriptions", object("{'address':'a@%s'}", name)).is(200);
        Tenant other = Tenant.open(platform, "heir", 9);
        Api heir = other.signedIn("CUSTOMER_ADMINISTRATOR");
        heir.post("/domains", object("{'name':'%s'}", name)).isWrong("name");

        administrator.delete("/domains/" + name).is(204);
        Api.made(heir.post("/domains", object("{'name':'%s','recipientCheck':'LIST'}", name)));
        assertThat(heir.get("/domains/" + name + "/addresses").items()).isEmpty();
        assertThat(heir.get("/subscriptions").items()).isEmpty();
        assertThat(administrator
                        .get(Api.query("/subscriptions", "search", name))
                        .items())
                .isEmpty();
        heir.post("/subscriptions", object("{'address':'a@%s'}", name)).is(200);
        administrator.get("/domains/" + name).isProblem(404);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no name             | {}                                                          | name
            a name that is none | {"name":"not a domain"}                                     | name
            a top level         | {"name":"example"}                                          | name
            a wrong choice      | {"name":"x.example","recipientCheck":"NEVER"}               | none
            no catch-all        | {"name":"x.example","unknownRecipients":"CATCH_ALL"}        | catchAll
            catch-all elsewhere | {"name":"x.example","unknownRecipients":"CATCH_ALL","catchAll":"a@y.example"} | catchAll
            a server without a host | {"name":"x.example","destinations":[{"port":25}]}       | host
            a port of none      | {"name":"x.example","destinations":[{"host":"a.example","port":0}]} | port
            a null server       | {"name":"x.example","destinations":[null]}                  | destinations""")
    void aDomainThatCannotBeIsRefused(String what, String body, String field) {
        administrator.call("POST", "/domains", body).isWrong(field);
        assertThat(administrator.get("/domains").each("name")).doesNotContain("x.example");
    }

    @Test
    @Covers("B5")
    void aPolicyIsPublishedAndRolledBack() {
        String customer = "/customers/" + tenant.id() + "/policy";
        String domain = "/domains/" + tenant.domain() + "/policy";
        assertThat(administrator.get(customer).is(200).number("revision")).isZero();

        long first = administrator
                .put(customer, object("{'quarantineDays':20,'thresholds':{'tag':80,'quarantine':100,'destroy':450}}"))
                .is(200)
                .number("revision");
        assertThat(administrator.get(domain).number("revision"))
                .as("the domain follows its customer")
                .isEqualTo(first);
        long second = administrator
                .put(customer, object("{'quarantineDays':30}"))
                .is(200)
                .number("revision");
        long own = administrator
                .put(domain, object("{'quarantineDays':7}"))
                .is(200)
                .number("revision");
        Answer current = administrator.get(domain);
        assertThat(current.number("revision")).isEqualTo(own);
        assertThat(current.text("domain")).isEqualTo(tenant.domain());

        long rolledBack = administrator
                .post(customer + "/revisions/" + first + "/publish")
                .is(200)
                .number("revision");
        assertThat(rolledBack).isGreaterThan(second);
        JsonObject policy = administrator.get(customer).object().getJsonObject("policy");
        assertThat(policy.getInt("quarantineDays")).isEqualTo(20);
        assertThat(policy.getJsonObject("thresholds").getInt("destroy")).isEqualTo(450);
        assertThat(revisions(customer)).containsExactly(rolledBack, second, first);
        assertThat(revisions(domain)).containsExactly(own);
        administrator.post(customer + "/revisions/" + own + "/publish").isProblem(404); // another scope's
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a misspelt key     | {"quarantineDay":20}
            out of its range   | {"quarantineDays":0}
            a wrong choice     | {"level":"FORT"}
            a wrong type       | {"quarantineDays":"many"}
            a fraction of days | {"quarantineDays":1.5}
            a wrong object     | {"thresholds":[1,2,3]}""")
    void aPolicyThatCannotBeIsRefused(String what, String body) {
        Answer before = administrator.get("/customers/" + tenant.id() + "/policy");
        administrator.call("PUT", "/customers/" + tenant.id() + "/policy", body).isWrong("policy");
        assertThat(administrator.get("/customers/" + tenant.id() + "/policy").body())
                .isEqualTo(before.body());
    }

    @Test
    @Covers({"R5.4", "B6"})
    void aListLineIsAddedChangedAndDeleted() {
        String value = "friend-" + Tenant.unique() + "@partner.example";
        Answer made = administrator.post(
                "/lists", object("{'colour':'ALLOW','kind':'ADDRESS','value':'%s','note':'a partner'}", value));
        long id = Api.made(made).getJsonNumber("id").longValue();
        assertThat(administrator
                        .get(Api.query("/lists", "colour", "ALLOW", "search", value))
                        .each("id"))
                .containsExactly(Long.toString(id));
        assertThat(administrator
                        .get(Api.query("/lists", "colour", "BLOCK", "search", value))
                        .items())
                .isEmpty();
        Answer changed = administrator.put(
                "/lists/" + id, object("{'note':'until they move','expiresAt':'2099-01-01T00:00:00+01:00'}"));
        assertThat(changed.is(200).text("expiresAt")).isEqualTo("2098-12-31T23:00:00Z");
        administrator
                .post("/lists", object("{'colour':'ALLOW','kind':'ADDRESS','value':'%s'}", value))
                .isWrong("value");
        administrator.delete("/lists/" + id).is(204);
        administrator.delete("/lists/" + id).isProblem(404);
    }

    @Test
    @Covers("B6")
    void oneOwnDomainIsNeverOnTheGreenList() {
        administrator
                .post("/lists", object("{'colour':'ALLOW','kind':'DOMAIN','value':'%s'}", tenant.domain()))
                .isWrong("value");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no colour            | {"kind":"DOMAIN","value":"a.example"}                      | colour
            no kind              | {"colour":"BLOCK","value":"a.example"}                     | kind
            no value             | {"colour":"BLOCK","kind":"DOMAIN"}                         | value
            no network           | {"colour":"BLOCK","kind":"IP","value":"192.0.2.0/99"}      | value
            a foreign recipient  | {"colour":"BLOCK","kind":"DOMAIN","value":"a.example","recipient":"x@elsewhere.example"} | recipient
            an end in the past   | {"colour":"BLOCK","kind":"DOMAIN","value":"a.example","expiresAt":"2001-01-01T00:00:00Z"} | expiresAt""")
    void aListLineThatCannotBeIsRefused(String what, String body, String field) {
        administrator.call("POST", "/lists", body).isWrong(field);
    }

    @Test
    @Covers("R5.8")
    void aCustomersAdministratorLooksAfterItsAccounts() {
        String user = "colleague." + tenant.name();
        Answer made = administrator.post("/accounts", tenant.account(user, "HELP_DESK"));
        String path = "/accounts/" + Api.made(made).getInt("id");
        assertThat(made.object().getBoolean("mustChange")).isTrue();
        assertThat(administrator.get("/accounts").each("userName"))
                .contains(user)
                .allMatch(name -> name.endsWith(tenant.name()));
        assertThat(administrator
                        .put(path, object("{'role':'QUARANTINE_MANAGER'}"))
                        .is(200)
                        .text("role"))
                .isEqualTo("QUARANTINE_MANAGER");
        administrator.put(path, object("{'role':'PLATFORM_ADMINISTRATOR'}")).isWrong("role");
        administrator.post("/accounts", tenant.account(user, "HELP_DESK")).isWrong("userName");
    }

    @Test
    void nobodyRaisesOrClosesTheirOwnAccount() {
        String own = administrator.get("/accounts").items().stream()
                .filter(account -> account.getString("userName").equals(tenant.userName("CUSTOMER_ADMINISTRATOR")))
                .map(account -> "/accounts/" + account.getInt("id"))
                .findFirst()
                .orElseThrow();
        administrator.put(own, object("{'active':false}")).isWrong("id");
        administrator
                .put(own + "/password", object("{'password':'a long enough one'}"))
                .isWrong("id");
        administrator.get(own).is(200);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no role           | {"userName":"someone","password":"long enough 123"}                    | role
            no user name      | {"password":"long enough 123","role":"HELP_DESK"}                      | userName
            a wrong name      | {"userName":"Some One","password":"long enough 123","role":"HELP_DESK"} | userName
            a short password  | {"userName":"someone","password":"short","role":"HELP_DESK"}           | password
            a guessable one   | {"userName":"someone","password":"aaaaaaaaaaaaaa","role":"HELP_DESK"}  | password
            a platform's role | {"userName":"someone","password":"long enough 123","role":"PLATFORM_ADMINISTRATOR"} | role
            another language  | {"userName":"someone","password":"long enough 123","role":"HELP_DESK","locale":"de"} | locale""")
    void anAccountThatCannotBeIsRefused(String what, String body, String field) {
        administrator.call("POST", "/accounts", body).isWrong(field);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /customers/999999999",
        "GET,    /customers/none",
        "PUT,    /customers/999999999",
        "GET,    /customers/999999999/policy",
        "GET,    /domains/unknown.example",
        "GET,    /domains/..%2f..%2fconsole",
        "DELETE, /domains/unknown.example",
        "GET,    /domains/unknown.example/addresses",
        "PUT,    /domains/unknown.example/policy",
        "PUT,    /lists/999999999",
        "DELETE, /lists/999999999",
        "DELETE, /tokens/999999999",
        "GET,    /accounts/999999999",
        "GET,    /messages/01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "GET,    /messages/none",
        "GET,    /messages/01ARZ3NDEKTSV4RRFFQ69G5FAV/copies/1",
        "GET,    /messages/01ARZ3NDEKTSV4RRFFQ69G5FAV/copies/x",
        "GET,    /quarantine/01ARZ3NDEKTSV4RRFFQ69G5FAV.1",
        "GET,    /quarantine/none",
        "POST,   /quarantine/01ARZ3NDEKTSV4RRFFQ69G5FAV.1/release",
        "POST,   /quarantine/none/not-spam",
        "GET,    /queue/01ARZ3NDEKTSV4RRFFQ69G5FAV.1",
        "POST,   /queue/01ARZ3NDEKTSV4RRFFQ69G5FAV.1/retry",
        "DELETE, /queue/none",
        "DELETE, /subscriptions/nobody@unknown.example",
        "DELETE, /subscriptions/none",
        "GET,    /jobs/unknown/runs",
        "POST,   /jobs/unknown/runs",
        "GET,    /jobs/retention/runs/999999999",
        "POST,   /jobs/retention/runs/999999999/stop",
        "GET,    /nothing"
    })
    void whatIsNotThereIs404(String method, String path) {
        String body = method.equals("PUT") || path.equals("/jobs/unknown/runs") ? bodyFor(path) : "";
        platform.call(method, path, body).isProblem(404);
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /customers, 405", "PATCH, /domains, 405"})
    void aCallThatThereIsNoneOfSaysSo(String method, String path, int status) {
        platform.call(method, path, "").isProblem(status);
    }

    @Test
    void aBodyOfAnotherKindOrSizeIsRefused() {
        platform.with("").call("POST", "/customers", "x").isProblem(401);
        String large = "{\"name\":\"" + "x".repeat(1024 * 1024) + "\",\"locale\":\"fr\",\"zone\":\"UTC\"}";
        platform.call("POST", "/customers", large).isProblem(400);
    }

    private static String bodyFor(String path) {
        if (path.startsWith("/customers")) {
            return "{\"name\":\"x\",\"locale\":\"fr\",\"zone\":\"UTC\"}";
        }
        return "{}";
    }

    private static List<Long> revisions(String path) {
        return administrator.get(path + "/revisions").is(200).json().asJsonArray().stream()
                .map(JsonValue::asJsonObject)
                .map(revision -> revision.getJsonNumber("revision").longValue())
                .toList();
    }

    private static String rcpt(String address) throws IOException {
        try (SmtpClient client = SmtpClient.greeted(TestServer.smtpPort())) {
            client.say("MAIL FROM:<sender@example.org>");
            return client.say("RCPT TO:<" + address + ">");
        }
    }

    /** JSON with single quotes, filled in. */
    static JsonObject object(String template, Object... values) {
        try (var reader = Json.createReader(new StringReader(
                String.format(java.util.Locale.ROOT, template, values).replace('\'', '"')))) {
            return reader.readObject();
        }
    }
}
