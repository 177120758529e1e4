package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.ecluse.e2e.Await;
import org.ecluse.e2e.Destination;
import org.ecluse.it.TestServer;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Ports;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs, driven through the API as a scheduler drives them. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class JobsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CALLERS = 8;

    private static Api platform;

    @BeforeAll
    static void signIn() {
        platform = Api.administrator();
    }

    @Test
    void theJobsAreNamed() {
        assertThat(platform.get("/jobs").is(200).object().getJsonArray("items").toString())
                .isEqualTo("[\"quarantine-report\",\"retention\",\"dmarc-report\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retention", "quarantine-report", "dmarc-report"})
    void startsWithOneKeyAreOneRun(String job) throws Exception {
        String key = "it-" + Tenant.unique();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        Set<Long> ids = new HashSet<>();
        try {
            Callable<Long> start = () -> start(job, key).number("id");
            for (Future<Long> answer : callers.invokeAll(
                    Stream.generate(() -> start).limit(CALLERS).toList())) {
                ids.add(answer.get());
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(ids).hasSize(1);
        long id = ids.iterator().next();
        JsonObject run = ended(job, id);
        assertThat(run.getString("state")).isEqualTo("COMPLETED");
        assertThat(run.getString("runKey")).isEqualTo(key);
        assertThat(Instant.parse(run.getString("endedAt"))).isAfterOrEqualTo(Instant.parse(run.getString("startedAt")));

        assertThat(start(job, key).object())
                .as("a later start gets the run that was")
                .isEqualTo(run);
        assertThat(platform.get("/jobs/" + job + "/runs?limit=200").each("runKey"))
                .containsOnlyOnce(key);
        String end = "Run " + id + " of job " + job + " ended";
        assertThat(Files.readAllLines(TestServer.log()).stream().filter(line -> line.contains(end)))
                .as("it ran once")
                .hasSize(1);
    }

    @Test
    void anEndedRunIsNotStoppedAndAnotherKeyIsAnotherRun() throws Exception {
        JsonObject first =
                ended("retention", start("retention", "it-" + Tenant.unique()).number("id"));
        String path = "/jobs/retention/runs/" + first.getInt("id");
        assertThat(platform.post(path + "/stop").is(200).object()).isEqualTo(first);
        assertThat(start("retention", "it-" + Tenant.unique()).number("id")).isNotEqualTo(first.getInt("id"));
        platform.get("/jobs/quarantine-report/runs/" + first.getInt("id")).isProblem(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blanks", "$", "a23456789-123456789-123456789-123456789-123456789-123456789-12345"})
    void aKeyThatCannotBeIsRefused(String key) {
        platform.post("/jobs/retention/runs", DirectoryIT.object("{'runKey':'%s'}", key))
                .isWrong("runKey");
    }

    @Test
    void runsArePagedNewestFirst() throws Exception {
        long older = start("retention", "it-" + Tenant.unique()).number("id");
        long newer = start("retention", "it-" + Tenant.unique()).number("id");
        List<String> ids = platform.get("/jobs/retention/runs?limit=200").each("id");
        assertThat(ids.indexOf(Long.toString(newer))).isLessThan(ids.indexOf(Long.toString(older)));
        assertThat(platform.get("/jobs/retention/runs?limit=1&offset=1").items())
                .hasSize(1);
        ended("retention", older);
        ended("retention", newer);
    }

    @Test
    @Covers({"R3.1", "R3.2", "R3.12"})
    void somethingNewIsReportedOnceToItsSubscriber() throws Exception {
        try (Destination destination = new Destination(Ports.free())) {
            Tenant tenant = Tenant.open(platform, "report", destination.port());
            Api manager = tenant.signedIn("QUARANTINE_MANAGER");
            Mail.newsletter("held first").to(tenant.address("alice"));
            Mail.newsletter("held second").to(tenant.address("alice"), tenant.address("bob"));
            subscribe(manager, tenant.address("alice"));
            subscribe(manager, tenant.address("carol"));
            awaitDue(manager, tenant, "alice");

            start("quarantine-report", "it-" + Tenant.unique());
            Await.until("the report is delivered", LIMIT, () -> destination.messages().length > 0);
            awaitNotDue(manager, tenant, "carol");
            JsonObject again = ended(
                    "quarantine-report",
                    start("quarantine-report", "it-" + Tenant.unique()).number("id"));
            assertThat(again.getString("state")).isEqualTo("COMPLETED");
            awaitNothingQueued(manager);

            assertThat(destination.messages()).as("one report in all").hasSize(1);
            MimeMessage report = destination.messages()[0];
            assertThat(report.getHeader("Message-ID")[0])
                    .matches("<report\\.\\d+\\.\\d{4}-\\d\\d-\\d\\d\\.0\\.[A-Za-z0-9_-]{22}@service\\.ecluse\\.test>");
            assertThat(Arrays.toString(report.getAllRecipients())).contains(tenant.address("alice"));
            assertThat(text(report)).contains("held first").contains("held second");
            List<JsonObject> copies = manager.get(Api.query("/messages", "recipient", "alice", "verdict", "CLEAN"))
                    .items();
            assertThat(copies).hasSize(1);
            assertThat(copies.get(0).getString("state")).isIn("QUEUED", "DELIVERED");
        }
    }

    /** Due in a moment: at six o'clock of a time zone where six o'clock is near. */
    private static void subscribe(Api manager, String address) {
        manager.post(
                        "/subscriptions",
                        Subscriptions.dueAt(address, Instant.now().plusSeconds(2)))
                .is(200);
    }

    private static void awaitDue(Api manager, Tenant tenant, String localPart) throws Exception {
        Instant due = Instant.parse(subscription(manager, tenant, localPart).getString("nextDueAt"));
        Await.until("the report is due", LIMIT, () -> Instant.now().isAfter(due));
    }

    /** Whether it was this run or the minute's own that did it. */
    private static void awaitNotDue(Api manager, Tenant tenant, String localPart) throws Exception {
        Await.until(
                localPart + " was looked at",
                LIMIT,
                () -> Instant.parse(subscription(manager, tenant, localPart).getString("nextDueAt"))
                        .isAfter(Instant.now()));
    }

    private static JsonObject subscription(Api manager, Tenant tenant, String localPart) {
        return manager.get(Api.query("/subscriptions", "search", tenant.address(localPart)))
                .items()
                .get(0);
    }

    private static void awaitNothingQueued(Api manager) throws Exception {
        Await.until("nothing waits", LIMIT, () -> manager.get("/queue").items().isEmpty());
    }

    private static Answer start(String job, String key) {
        return platform.post("/jobs/" + job + "/runs", DirectoryIT.object("{'runKey':'%s'}", key))
                .is(202);
    }

    private static JsonObject ended(String job, long id) throws Exception {
        String path = "/jobs/" + job + "/runs/" + id;
        Await.until(
                "run " + id + " ends",
                LIMIT,
                () -> !platform.get(path).is(200).text("state").equals("RUNNING"));
        return platform.get(path).object();
    }

    private static String text(MimeMessage message) throws Exception {
        List<String> parts = new ArrayList<>();
        collect(message.getContent(), parts);
        return String.join("\n", parts);
    }

    private static void collect(Object content, List<String> parts) throws Exception {
        if (content instanceof jakarta.mail.Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                collect(multipart.getBodyPart(i).getContent(), parts);
            }
        } else if (content instanceof String text) {
            parts.add(text);
        }
    }
}
