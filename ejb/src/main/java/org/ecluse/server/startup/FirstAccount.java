package org.ecluse.server.startup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.security.AccountService;
import org.ecluse.settings.ServerSettings;

/** Makes the first administrator when there is no account. A generated password goes to a 0600 file, never to a log. */
@ApplicationScoped
class FirstAccount {
    private static final int PASSWORD_BYTES = 18;

    @Inject
    private AccountService accounts;

    void create(ServerSettings settings) {
        if (accounts.anyAccount()) {
            return;
        }
        String given = settings.administrator().password();
        if (given.isEmpty()) {
            Path file = settings.dataDirectory().resolve("admin-password");
            String password = generated();
            // The file comes first: an account whose password nobody can read would lock everyone out.
            write(file, password);
            accounts.createFirstAdministrator(password);
            ServerLog.LOG.administratorCreated("admin", file.toString());
        } else {
            accounts.createFirstAdministrator(given, false);
            ServerLog.LOG.administratorCreated("admin", "the setting ecluse.admin.password");
        }
    }

    private static String generated() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void write(Path file, String password) {
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, password + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
