package org.ecluse.it.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;

/**
 * A customer of its own, with a domain that accepts every recipient and an account of each role. Its names are used once, so that
 * tests neither meet nor clean up after each other.
 */
public final class Tenant {
    private static final String PASSWORD = "only in tests 4711";

    private final Api platform;
    private final String name;
    private final long id;
    private final String domain;

    private Tenant(Api platform, String name, long id, String domain) {
        this.platform = platform;
        this.name = name;
        this.id = id;
        this.domain = domain;
    }

    /**
     * Opens it as {@code platform}, an administrator of the platform.
     *
     * @param destinationPort where its mail goes on this machine
     */
    public static Tenant open(Api platform, String label, int destinationPort) {
        String name = label + "-" + unique();
        long id = Api.made(platform.post(
                        "/customers",
                        Json.createObjectBuilder()
                                .add("name", name)
                                .add("locale", "en")
                                .add("zone", "Europe/Paris")
                                .build()))
                .getJsonNumber("id")
                .longValue();
        String domain = name + ".example";
        Api.made(platform.post(
                "/domains",
                Json.createObjectBuilder()
                        .add("customer", id)
                        .add("name", domain)
                        .add("recipientCheck", "ACCEPT_ALL")
                        .add("autoSubscribe", false)
                        .add("destinations", Json.createArrayBuilder().add(server(destinationPort)))
                        .build()));
        return new Tenant(platform, name, id, domain);
    }

    /** A name that nothing else has. */
    static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    public static JsonObject server(int port) {
        return Json.createObjectBuilder()
                .add("host", "127.0.0.1")
                .add("port", port)
                .add("tlsMode", "NONE")
                .build();
    }

    String name() {
        return name;
    }

    long id() {
        return id;
    }

    public String domain() {
        return domain;
    }

    public String address(String localPart) {
        return localPart + "@" + domain;
    }

    /** A new account of {@code role}, a constant of {@code Role}, signed in with a token of its own. */
    public Api signedIn(String role) {
        return signedIn(role, userName(role));
    }

    /** As {@link #signedIn(String)}, with a name of the caller's choice. */
    Api signedIn(String role, String user) {
        Api.made(platform.post("/accounts", account(user, role)));
        return platform.as(user, PASSWORD).withOwnToken("of " + user);
    }

    JsonObject account(String userName, String role) {
        return Json.createObjectBuilder()
                .add("userName", userName)
                .add("password", PASSWORD)
                .add("role", role)
                .add("customer", id)
                .build();
    }

    String userName(String role) {
        return role.toLowerCase(Locale.ROOT).replace('_', '-') + "." + name;
    }

    /** One recipient's copy of {@code mail}, just received; its id. */
    String receives(Mail mail, String localPart) throws IOException {
        return mail.to(address(localPart)) + ".1";
    }
}
