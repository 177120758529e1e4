package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Ports;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No id of another customer opens anything, and nobody changes what their role may only see. Every route that the API has is
 * tried: what each must answer is in the tables below, and a route that is in none fails.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers({"R5.8", "B1"})
class IsolationIT {
    /** Lists of what the caller sees: 200, and nothing of anybody else in it. */
    private static final Set<String> LISTS = Set.of(
            "GET /customers",
            "GET /domains",
            "GET /lists",
            "GET /tokens",
            "GET /messages",
            "GET /tombstones",
            "GET /quarantine",
            "GET /queue",
            "GET /subscriptions",
            "GET /greylist",
            "GET /greylist/expected",
            "GET /learning/lessons");

    /** Of what is the caller's; named by a person of whom nobody else's customer knows. Not for who only reads. */
    private static final Set<String> QUARANTINE_MANAGERS_OWN = Set.of("GET /learning/export", "POST /learning/undo");

    /** As above, for administrators only. */
    private static final Set<String> ADMINISTRATORS_LISTS = Set.of("GET /accounts", "GET /audit");

    /** Of the platform alone, whoever asks. */
    private static final Set<String> PLATFORMS = Set.of(
            "POST /customers",
            "GET /jobs",
            "GET /jobs/{name}/runs",
            "POST /jobs/{name}/runs",
            "GET /jobs/{name}/runs/{id}",
            "POST /jobs/{name}/runs/{id}/stop",
            "GET /dns-lists",
            "GET /dns-lists/known",
            "GET /dns-lists/{name}",
            "POST /dns-lists",
            "PUT /dns-lists/{name}",
            "POST /dns-lists/{name}/check",
            "DELETE /dns-lists/{name}",
            "GET /audit/check",
            "GET /engines",
            "GET /rates",
            "GET /reputation",
            "GET /reputation/{id}",
            "POST /reputation/{id}/remove",
            "POST /reputation/{id}/put-back");

    /** Everybody has tokens of their own and nobody sees another's, whatever the role. */
    private static final Set<String> OWN = Set.of("POST /tokens");

    /** Body or path name the other customer's domain or thing; the answer is as for something that nobody has. */
    private static final Map<String, Integer> NAMED_IN_THE_BODY = Map.of(
            "POST /domains", 404,
            "POST /lists", 404,
            "POST /accounts", 404,
            "POST /greylist/expected", 404,
            "POST /learning/lessons", 404,
            "POST /subscriptions", 400,
            "GET /subscriptions/{address}/why", 400);

    /** Named by an id that nobody has: of tokens each sees only their own, and nobody waits in this customer's grey zone. */
    private static final Set<String> NOBODYS = Set.of("DELETE /tokens/{id}", "POST /greylist/{id}/let-through");

    /** What a quarantine manager may change besides. */
    private static final Set<String> QUARANTINE_MANAGERS = Set.of(
            "POST /quarantine/{id}/release",
            "POST /quarantine/{id}/not-spam",
            "POST /learning/lessons",
            "DELETE /learning/lessons/{id}",
            "POST /learning/undo",
            "POST /subscriptions",
            "POST /subscriptions/{address}/end-links",
            "DELETE /subscriptions/{address}");

    private static Api platform;
    private static Set<String> routes;
    private static Tenant outsider;
    private static Belongings others;

    @BeforeAll
    static void openCustomers() throws Exception {
        platform = Api.administrator();
        routes = OpenApi.existing();
        outsider = Tenant.open(platform, "outsider", Ports.free());
        others = new Belongings(Tenant.open(platform, "owner", Ports.free()), platform);
    }

    @Test
    void theTablesNameOnlyRoutesThatExist() {
        Set<String> named = new TreeSet<>(LISTS);
        named.addAll(ADMINISTRATORS_LISTS);
        named.addAll(PLATFORMS);
        named.addAll(OWN);
        named.addAll(NAMED_IN_THE_BODY.keySet());
        named.addAll(QUARANTINE_MANAGERS);
        named.addAll(QUARANTINE_MANAGERS_OWN);
        assertThat(routes).containsAll(named);
        assertThat(routes.stream().filter(route -> !named.contains(route)))
                .as("routes that are in no table name something by its id")
                .allMatch(route -> route.contains("{"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUSTOMER_ADMINISTRATOR", "QUARANTINE_MANAGER", "HELP_DESK"})
    void nothingOfAnotherCustomerIsSeenOrChanged(String role) {
        Api caller = outsider.signedIn(role);
        Map<String, String> before = others.read(routes);
        SoftAssertions softly = new SoftAssertions();
        for (String route : routes) {
            String path = others.path(route);
            assertThat(path).as(route).doesNotContain("{");
            Answer answer = caller.call(route.substring(0, route.indexOf(' ')), path, others.body(route));
            softly.assertThat(answer.status())
                    .as("%s: %s", answer.call(), answer.body())
                    .isEqualTo(toOutsider(role, route));
            if (answer.status() >= 400) {
                softly.assertThat(answer.mediaType()).as(route).isEqualTo("application/problem+json");
            }
            softly.assertThat(others.areIn(answer.body()))
                    .as("%s: %s", route, answer.body())
                    .isFalse();
        }
        softly.assertThat(others.read(routes)).isEqualTo(before);
        softly.assertAll();
    }

    private static int toOutsider(String role, String route) {
        if (LISTS.contains(route)) {
            return 200;
        }
        if (OWN.contains(route)) {
            return 201;
        }
        if (ADMINISTRATORS_LISTS.contains(route)) {
            return role.equals("CUSTOMER_ADMINISTRATOR") ? 200 : 403;
        }
        if (QUARANTINE_MANAGERS_OWN.contains(route)) {
            return role.equals("HELP_DESK") ? 403 : 200;
        }
        return PLATFORMS.contains(route) ? 403 : NAMED_IN_THE_BODY.getOrDefault(route, 404);
    }

    @ParameterizedTest
    @CsvSource({
        "/messages, customer",
        "/tombstones, customer",
        "/queue, customer",
        "/lists, customer",
        "/greylist, customer",
        "/greylist/expected, customer"
    })
    void askingForAnotherCustomersListIsAsForOneThatIsNot(String path, String filter) {
        Api caller = outsider.signedIn(
                "CUSTOMER_ADMINISTRATOR", path.substring(1).replace('/', '-') + "." + outsider.name());
        caller.get(Api.query(path, filter, Long.toString(others.tenant().id()))).isProblem(404);
        caller.get(Api.query(path, filter, "999999999")).isProblem(404);
        caller.get(Api.query(path, filter, Long.toString(outsider.id()))).is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELP_DESK", "QUARANTINE_MANAGER"})
    void aRoleChangesOnlyWhatItMay(String role) {
        Api caller = others.tenant().signedIn(role);
        Set<String> changes = routes.stream()
                .filter(route -> !route.startsWith("GET "))
                .filter(route -> !OWN.contains(route))
                .filter(route -> !(role.equals("QUARANTINE_MANAGER") && QUARANTINE_MANAGERS.contains(route)))
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> before = others.read(routes);
        SoftAssertions softly = new SoftAssertions();
        for (String route : changes) {
            String method = route.substring(0, route.indexOf(' '));
            Answer answer = caller.call(method, others.path(route), others.body(route));
            int expected = NOBODYS.contains(route) ? 404 : 403;
            softly.assertThat(answer.status())
                    .as("%s: %s", answer.call(), answer.body())
                    .isEqualTo(expected);
        }
        softly.assertThat(others.read(routes)).isEqualTo(before);
        softly.assertAll();
    }

    @Test
    void theHelpDeskReadsEverythingButAccounts() {
        Api caller = others.tenant()
                .signedIn("HELP_DESK", "reader." + others.tenant().name());
        for (String route : routes) {
            if (route.startsWith("GET ")
                    && !route.startsWith("GET /accounts")
                    && !route.startsWith("GET /audit")
                    && !PLATFORMS.contains(route)
                    && !QUARANTINE_MANAGERS_OWN.contains(route)) {
                caller.get(others.path(route)).is(200);
            }
        }
        caller.get("/accounts").isProblem(403);
        caller.get("/learning/export").isProblem(403);
    }

    /** One message for two customers is two copies of which each sees its own (B1). */
    @Test
    void aMessageForTwoCustomersTellsNeitherOfTheOther() throws Exception {
        Api caller = outsider.signedIn("CUSTOMER_ADMINISTRATOR", "shared." + outsider.name());
        String mine = outsider.address("shared");
        String theirs = others.tenant().address("shared");
        String message = Mail.newsletter("for both").to(mine, theirs);

        Answer seen = caller.get("/messages/" + message).is(200);
        assertThat(seen.body()).contains(mine).doesNotContain(others.tenant().domain());
        assertThat(seen.object().getJsonArray("copies")).hasSize(1);
        caller.get("/messages/" + message + "/copies/1").is(200);
        caller.get("/messages/" + message + "/copies/2").isProblem(404);
        caller.get("/quarantine/" + message + ".2").isProblem(404);
        caller.post("/quarantine/" + message + ".2/release").isProblem(404);
        caller.post("/quarantine/" + message + ".2/not-spam").isProblem(404);

        assertThat(caller.post("/quarantine/" + message + ".1/release").text("outcome"))
                .isEqualTo("RELEASED");
        caller.get("/queue/" + message + ".2").isProblem(404);
        JsonObject held = others.administrator()
                .get("/quarantine/" + message + ".2")
                .is(200)
                .object();
        assertThat(held.getString("state")).isEqualTo("HELD");
        assertThat(others.administrator().get("/messages/" + message).body()).doesNotContain(outsider.domain());
        others.administrator().get("/queue/" + message + ".1").isProblem(404);
    }
}
