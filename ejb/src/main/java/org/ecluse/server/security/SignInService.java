package org.ecluse.server.security;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;

/** Checks user names with passwords. No transaction: a hash takes long, and no connection waits for it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SignInService {
    /** Longer ones are not hashed: nobody types them, and they cost. */
    public static final int PASSWORD_LIMIT = 256;

    @Inject
    private AccountRows accounts;

    @Inject
    private PasswordHashing hashing;

    @Inject
    private SignInThrottle throttle;

    @Inject
    private AuditTrail audit;

    /**
     * The account, if the password is right and the account active.
     *
     * @throws TooManyAttemptsException this account may not be tried from {@code clientAddress} now
     */
    public Optional<Account> signIn(String userName, String password, String clientAddress) {
        String name = AccountService.normalized(userName);
        if (throttle.isBlocked(name, clientAddress)) {
            throw new TooManyAttemptsException();
        }
        if (password.isEmpty() || password.length() > PASSWORD_LIMIT) {
            return Optional.empty();
        }
        Optional<AccountRow> known = accounts.named(name);
        // An unknown name costs the same time as a wrong password, so that names cannot be found out.
        boolean right = known.map(row -> hashing.matches(password, row.passwordHash()))
                .orElseGet(() -> hashing.hash(password).isEmpty());
        if (!right) {
            throttle.wrongPassword(name, clientAddress, password);
            return Optional.empty();
        }
        throttle.signedIn(name, clientAddress);
        return known.map(AccountRows::account);
    }

    /** {@link #signIn} of a person at the console, which is written into the audit trail. */
    public Optional<Account> signInToConsole(String userName, String password, String clientAddress) {
        Optional<Account> account = signIn(userName, password, clientAddress);
        account.ifPresent(known -> audit.record(
                known.userName(), known.customerId(), AuditAction.SIGNED_IN, known.userName(), clientAddress));
        return account;
    }
}
