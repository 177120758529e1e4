package org.ecluse.server.security;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** argon2id with 19 MiB and two passes. At most two hashes run at once: sign-ins must not eat the memory that mail needs. */
@ApplicationScoped
public class PasswordHashing {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int WAIT_SECONDS = 5;

    private final Semaphore permits = new Semaphore(2);

    /** The hash to store, with its salt and parameters. */
    public String hash(String password) {
        acquire();
        try {
            Argon2Function function = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
            return Password.hash(password)
                    .addRandomSalt(SALT_BYTES)
                    .with(function)
                    .getResult();
        } finally {
            permits.release();
        }
    }

    public boolean matches(String password, String hash) {
        acquire();
        try {
            // Not withArgon2(): it compares with the default parameters and is always false for these.
            return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new TooManyAttemptsException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManyAttemptsException();
        }
    }
}
