package org.ecluse.it.api;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ecluse.e2e.Await;

/** One of everything that a customer can have, and the calls of the API that name it. */
final class Belongings {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** Reading leaves a trace of its own (B14). */
    private static final String LOOK =
            ",\\{\"actor\":\"[^\"]*\",\"at\":\"[^\"]*\",\"detail\":\"[^\"]*\",\"kind\":\"VIEWED\"\\}";

    private static final String RUN = "/jobs/retention/runs";

    private final Tenant tenant;
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final Api administrator;
    private final Api platform;

    /** Gives {@code tenant}, to whose destination nobody listens, its belongings. */
    Belongings(Tenant tenant, Api platform) throws Exception {
        this.tenant = tenant;
        this.platform = platform;
        administrator = tenant.signedIn("CUSTOMER_ADMINISTRATOR");
        ids.put("/customers/{id}", Long.toString(tenant.id()));
        ids.put("/domains/{name}", tenant.domain());
        ids.put("{address}", tenant.address("held"));
        administrator
                .put("/domains/" + tenant.domain() + "/addresses/" + tenant.address("held"), object("{}"))
                .is(200);
        ids.put("{alias}", "alias." + tenant.domain());
        administrator
                .put("/domains/" + tenant.domain() + "/aliases/alias." + tenant.domain(), object("{}"))
                .is(200);
        ids.put("{revision}", publishedRevision());
        ids.put("/lists/{id}", madeId("/lists", "{'colour':'BLOCK','kind':'DOMAIN','value':'blocked.example'}"));
        ids.put("/greylist/{id}", "01ARZ3NDEKTSV4RRFFQ69G5FAV");
        ids.put("/reputation/{id}", "AAAAAAAAAAAAAAAAAAAAAA");
        ids.put("/greylist/expected/{id}", madeId("/greylist/expected", "{'sender':'expected.example'}"));
        ids.put("/tokens/{id}", madeId("/tokens", "{'name':'of %s'}".formatted(tenant.name())));
        ids.put(
                "/accounts/{id}",
                Long.toString(Api.made(administrator.post("/accounts", account("colleague")))
                        .getInt("id")));
        ids.put("/messages/{id}", queuedAndHeld());
        ids.put("{number}", "1");
        ids.put("/queue/{id}", ids.get("/messages/{id}") + ".1");
        ids.put("/quarantine/{id}", tenant.receives(Mail.newsletter("held for " + tenant.name()), "held"));
        ids.put("/learning/lessons/{id}", lesson());
        administrator.post("/subscriptions", subscription("held")).is(200);
        Mail.virus("destroyed for " + tenant.name()).to(tenant.address("destroyed"));
        ids.put("/jobs/{name}", "retention");
        ids.put("/dns-lists/{name}", "NONE");
        ids.put(RUN + "/{id}", endedRun());
    }

    Tenant tenant() {
        return tenant;
    }

    Api administrator() {
        return administrator;
    }

    /** {@code route}, such as {@code GET /queue/{id}}, with the ids of these belongings in it. */
    String path(String route) {
        String path = route.substring(route.indexOf(' ') + 1);
        for (Map.Entry<String, String> id : ids.entrySet()) {
            String prefix = id.getKey().substring(0, id.getKey().indexOf('{'));
            path = path.replace(id.getKey(), prefix + id.getValue());
        }
        return path;
    }

    /** A body for {@code route} that would change something of these belongings; "" if it takes none. */
    String body(String route) {
        return switch (route) {
            case "POST /customers", "PUT /customers/{id}" ->
                "{\"name\":\"taken over\",\"locale\":\"fr\",\"zone\":\"UTC\"}";
            case "PUT /customers/{id}/policy", "PUT /domains/{name}/policy" -> "{\"quarantineDays\":99}";
            case "POST /customers/{id}/policy/replay", "POST /domains/{name}/policy/replay" -> "{\"policy\":{}}";
            case "POST /domains" ->
                object("{'customer':%d,'name':'added.%s'}", tenant.id(), tenant.domain())
                        .toString();
            case "PUT /domains/{name}" -> "{\"active\":false}";
            case "PUT /domains/{name}/destinations" -> "[{\"host\":\"192.0.2.66\"}]";
            case "PUT /domains/{name}/addresses/{address}" -> "{\"level\":\"AUCUN\"}";
            case "PUT /domains/{name}/reports/address" ->
                object("{'address':'intruder@%s'}", tenant.domain()).toString();
            case "POST /lists" ->
                object("{'customer':%d,'colour':'ALLOW','kind':'DOMAIN','value':'spam.example'}", tenant.id())
                        .toString();
            case "POST /greylist/expected" ->
                object("{'customer':%d,'sender':'intruder.example'}", tenant.id())
                        .toString();
            case "PUT /lists/{id}" -> "{\"note\":\"taken over\"}";
            case "POST /tokens" -> "{\"name\":\"my own\"}";
            case "POST /accounts" -> account("intruder").toString();
            case "PUT /accounts/{id}" -> "{\"role\":\"HELP_DESK\",\"active\":false}";
            case "PUT /accounts/{id}/password" -> "{\"password\":\"taken over 4711\"}";
            case "POST /learning/lessons" ->
                object("{'copy':'%s','kind':'WANTED'}", ids.get("/quarantine/{id}"))
                        .toString();
            case "POST /learning/undo" ->
                object("{'person':'%s'}", tenant.userName("CUSTOMER_ADMINISTRATOR"))
                        .toString();
            case "POST /subscriptions" -> subscription("another").toString();
            case "POST /dns-lists", "PUT /dns-lists/{name}" ->
                "{\"title\":\"Intruder\",\"zone\":\"bl.example\",\"kind\":\"BLOCK\",\"asked\":[\"IPV4\"],"
                        + "\"codes\":[\"127.0.0.2 1 listed\"]}";
            case "POST /jobs/{name}/runs" -> "{\"runKey\":\"it-intruder\"}";
            default -> "";
        };
    }

    /** Whether {@code text} tells anything of these belongings. */
    boolean areIn(String text) {
        return text.contains(tenant.name()) || text.contains(ids.get("/messages/{id}"));
    }

    /** All that the customer's administrator and the platform read of these belongings: route and answer. */
    Map<String, String> read(Iterable<String> routes) {
        Map<String, String> answers = new TreeMap<>();
        for (String route : routes) {
            if (route.startsWith("GET ") && !isPlatforms(route)) {
                String body = administrator.get(query(route)).is(200).body();
                answers.put(
                        route,
                        body.replaceAll("\"lastUsedAt\":(\"[^\"]*\"|null)", "").replaceAll(LOOK, ""));
            }
        }
        answers.put(RUN, platform.get(path("GET " + RUN + "/{id}")).is(200).body());
        return answers;
    }

    /** Or grows by being read, as the audit trail does. */
    private static boolean isPlatforms(String route) {
        return Stream.of("jobs", "reputation", "rates", "engines", "dns-lists", "audit")
                .anyMatch(part -> route.startsWith("GET /" + part));
    }

    /** Lists of everything, not of a page. */
    private String query(String route) {
        return route.contains("{") ? path(route) : path(route) + "?limit=200";
    }

    private JsonObject account(String name) {
        return tenant.account(name + "." + tenant.name(), "HELP_DESK");
    }

    private JsonObject subscription(String localPart) {
        // Hours away, so that no report comes between.
        return Subscriptions.dueAt(tenant.address(localPart), Instant.now().plus(Duration.ofHours(6)));
    }

    private String lesson() {
        administrator
                .post("/learning/lessons", object("{'copy':'%s','kind':'SPAM'}", ids.get("/quarantine/{id}")))
                .is(200);
        return administrator.get("/learning/lessons").items().get(0).getString("id");
    }

    private String publishedRevision() {
        Answer published = administrator.put("/customers/" + tenant.id() + "/policy", object("{'quarantineDays':15}"));
        return Long.toString(published.is(200).number("revision"));
    }

    private String madeId(String path, String body) {
        return Long.toString(Api.made(administrator.post(path, object(body)))
                .getJsonNumber("id")
                .longValue());
    }

    /** A copy that waits in the queue for a person: nothing but a call of the API changes it. */
    private String queuedAndHeld() throws Exception {
        String copy = tenant.receives(Mail.clean("queued for " + tenant.name()), "queued");
        Await.until("the first attempt", LIMIT, () -> {
            JsonObject entry = administrator.get("/queue/" + copy).is(200).object();
            return entry.getInt("attempts") > 0 && !entry.getBoolean("inDelivery");
        });
        administrator.post("/queue/" + copy + "/hold").is(204);
        return copy.substring(0, copy.indexOf('.'));
    }

    private String endedRun() throws Exception {
        long id = platform.post(RUN, object("{'runKey':'it-%s'}", tenant.name()))
                .is(202)
                .number("id");
        Await.until(
                "the run ends",
                LIMIT,
                () -> !platform.get(RUN + "/" + id).text("state").equals("RUNNING"));
        return Long.toString(id);
    }

    private static JsonObject object(String template, Object... values) {
        return DirectoryIT.object(template, values);
    }
}
