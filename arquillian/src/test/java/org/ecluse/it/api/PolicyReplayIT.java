package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Ports;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A draft is tried on mail that the server has really received. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers("B5")
class PolicyReplayIT {
    private static Tenant tenant;
    private static Api administrator;
    private static String clean;
    private static String news;
    private static String program;

    @BeforeAll
    static void receiveMail() throws Exception {
        tenant = Tenant.open(Api.administrator(), "replay", Ports.free());
        administrator = tenant.signedIn("CUSTOMER_ADMINISTRATOR");
        clean = tenant.receives(Mail.clean("Minutes"), "alice");
        news = tenant.receives(Mail.newsletter("This week"), "alice");
        program = tenant.receives(Mail.program("The program"), "bob");
        Mail.virus("Open me").to(tenant.address("bob"));
    }

    @Test
    void theDraftsDifferencesAreListedAndNothingHappens() {
        String draft = "{'policy':{'heldBulk':[],'virusAction':'THREAT_QUARANTINE',"
                + "'thresholds':{'tag':300,'quarantine':400,'destroy':500}," // words do not decide here
                + "'attachments':{'classes':['MACRO'],'extensions':[]},'maxSizeBytes':1024},'days':1}";
        for (String path : new String[] {"/customers/" + tenant.id(), "/domains/" + tenant.domain()}) {
            JsonObject result = administrator
                    .post(path + "/policy/replay", DirectoryIT.object(draft))
                    .is(200)
                    .object();
            assertThat(result.getInt("examined")).isEqualTo(4);
            assertThat(result).doesNotContainKey("next");
            JsonArray differences = result.getJsonArray("differences");
            assertThat(differences.getValuesAs(JsonObject.class))
                    .extracting(each -> each.getString("id"))
                    .as("newest first, destroyed last; the minutes stay")
                    .startsWith(program, news)
                    .doesNotContain(clean)
                    .hasSize(3);
            JsonObject virus = differences.getJsonObject(2);
            assertThat(virus.getJsonObject("before").getString("disposition")).isEqualTo("DESTROY");
            assertThat(virus.getJsonObject("after").getString("disposition")).isEqualTo("THREAT_QUARANTINE");
            assertThat(virus.getJsonObject("after").getString("decidedBy")).isEqualTo("VIRUS_FOUND");
            assertThat(virus.getJsonObject("after").getString("sentence")).isNotBlank();
            assertThat(differences.getJsonObject(1).getJsonObject("before").getString("decidedBy"))
                    .isEqualTo("BULK_NEWSLETTER");
            assertThat(result.getJsonArray("steps")).hasSize(2);
        }
        assertThat(administrator.get("/quarantine/" + news).text("state")).isEqualTo("HELD");
        assertThat(administrator.get("/customers/" + tenant.id() + "/policy").number("revision"))
                .as("nothing was published")
                .isZero();
    }

    @Test
    void anotherWeightIsTried() {
        JsonObject heaviest = administrator
                .get("/messages/" + clean.substring(0, 26) + "/copies/1")
                .is(200)
                .object()
                .getJsonArray("findings")
                .getJsonObject(0);
        String symbol = heaviest.getString("symbol");
        assertThat(heaviest.getJsonNumber("points").doubleValue()).isNotZero();
        JsonObject difference = administrator
                .post(
                        "/customers/" + tenant.id() + "/policy/replay",
                        DirectoryIT.object("{'policy':{'weightOverrides':{'%s':90000}}}", symbol))
                .is(200)
                .object()
                .getJsonArray("differences")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(each -> each.getString("id").equals(clean))
                .findFirst()
                .orElseThrow();
        assertThat(difference.getJsonObject("before").getString("verdict")).isEqualTo("CLEAN");
        assertThat(difference.getJsonObject("after").getString("verdict")).isEqualTo("SPAM_DESTROYED");
        assertThat(difference.getJsonObject("after").getString("decidedBy")).isEqualTo(symbol);
    }

    @Test
    void pagesAreAskedForOneAfterTheOther() {
        String path = "/customers/" + tenant.id() + "/policy/replay";
        JsonObject first = administrator
                .post(
                        path,
                        DirectoryIT.object("{'policy':{'heldBulk':[],'virusAction':'THREAT_QUARANTINE'},'limit':1}"))
                .is(200)
                .object();
        assertThat(first.getJsonArray("differences")).hasSize(1);
        JsonObject second = administrator
                .post(
                        path,
                        DirectoryIT.object(
                                "{'policy':{'heldBulk':[],'virusAction':'THREAT_QUARANTINE'},'limit':1,'after':'%s'}",
                                first.getString("next")))
                .is(200)
                .object();
        assertThat(second.getJsonArray("differences")
                        .getJsonObject(0)
                        .getJsonObject("before")
                        .getString("verdict"))
                .isEqualTo("VIRUS");
    }

    @Test
    void whatCannotBeTriedIsRefusedWithAReason() {
        String path = "/customers/" + tenant.id() + "/policy/replay";
        administrator.post(path, DirectoryIT.object("{}")).isWrong("body");
        administrator
                .post(path, DirectoryIT.object("{'policy':{'level':'FORT'}}"))
                .isWrong("policy");
        administrator.post(path, DirectoryIT.object("{'policy':{},'days':32}")).isWrong("days");
        administrator
                .post(path, DirectoryIT.object("{'policy':{},'after':'yesterday'}"))
                .isWrong("after");
    }
}
