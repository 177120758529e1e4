package org.ecluse.it;

import java.net.URI;
import java.nio.file.Path;

/** Where the server under test is; ports and folders come from the build. */
public final class TestServer {
    private TestServer() {}

    public static int smtpPort() {
        return port("it.smtp.port");
    }

    /** Where the demonstration customer's mail goes: a test that wants it listens there. */
    public static int destinationSmtpPort() {
        return port("it.destination.smtp.port");
    }

    public static int destinationImapPort() {
        return port("it.destination.imap.port");
    }

    /** @param path begins with a slash */
    public static URI http(String path) {
        return URI.create("http://127.0.0.1:" + port("it.http.port") + path);
    }

    /** @param path begins with a slash */
    public static URI https(String path) {
        return URI.create("https://localhost:" + port("it.https.port") + path);
    }

    public static URI management(String path) {
        return URI.create("http://127.0.0.1:" + port("it.management.port") + path);
    }

    /** Of the account {@code admin}. */
    public static String adminPassword() {
        return property("it.admin.password");
    }

    public static Path baseDirectory() {
        return Path.of(property("it.server.base"));
    }

    public static Path log() {
        return baseDirectory().resolve("log/server.log");
    }

    private static int port(String key) {
        return Integer.parseInt(property(key));
    }

    private static String property(String key) {
        String value = System.getProperty(key);
        if (value == null) {
            throw new IllegalStateException(key + " is not set: run the tests with mvn verify");
        }
        return value;
    }
}
