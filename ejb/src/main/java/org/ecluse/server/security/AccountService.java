package org.ecluse.server.security;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;

/** The accounts of console and API. */
@Stateless
public class AccountService {
    private static final String FIRST_ADMINISTRATOR = "admin";

    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    @Inject
    private AccountRows accounts;

    @Inject
    private PasswordHashing hashing;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** User names are compared without case and outer blanks. */
    static String normalized(String userName) {
        return userName.strip().toLowerCase(Locale.ROOT);
    }

    /** The active account of that name. */
    public Optional<Account> find(String userName) {
        return accounts.named(normalized(userName)).map(AccountRows::account);
    }

    public boolean anyAccount() {
        return rows.createQuery("select count(a) from AccountRow a", Long.class).getSingleResult() > 0;
    }

    /**
     * Creates the administrator {@code admin} of the platform if there is no account at all; the password must be changed at the
     * first sign-in.
     *
     * @return whether it was created
     */
    public boolean createFirstAdministrator(String password) {
        return createFirstAdministrator(password, true);
    }

    /** As {@link #createFirstAdministrator(String)}; {@code mustChange} is false for a password that its owner chose. */
    public boolean createFirstAdministrator(String password, boolean mustChange) {
        if (anyAccount()) {
            return false;
        }
        persist(null, FIRST_ADMINISTRATOR, password, Role.PLATFORM_ADMINISTRATOR, "en", mustChange);
        audit.record("", Optional.empty(), AuditAction.ACCOUNT_CREATED, FIRST_ADMINISTRATOR, "first administrator");
        return true;
    }

    /** Changes the viewer's own password; older sessions and cached credentials end with it. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public Account changePassword(Viewer viewer, String current, String replacement) {
        AccountRow row = accounts.named(viewer.name()).orElseThrow(NotThereException::new);
        if (current.length() > SignInService.PASSWORD_LIMIT || !hashing.matches(current, row.passwordHash())) {
            throw new InvalidInputException("current", "error.password.current");
        }
        PasswordRule.check(row.userName(), replacement, "replacement");
        if (replacement.equals(current)) {
            throw new InvalidInputException("replacement", "error.password.same");
        }
        row.changePassword(hashing.hash(replacement));
        audit.record(viewer, row.customerId(), AuditAction.PASSWORD_CHANGED, row.userName(), "");
        return AccountRows.account(row);
    }

    /** The language the viewer reads the console in: {@code fr} or {@code en}. */
    public void speak(Viewer viewer, String locale) {
        accounts.named(viewer.name()).orElseThrow(NotThereException::new).speak(locale.equals("fr") ? "fr" : "en");
    }

    private AccountRow persist(
            Long customerId, String userName, String password, Role role, String locale, boolean mustChange) {
        AccountRow row = new AccountRow(
                customerId, userName, hashing.hash(password), role, locale, mustChange, true, clock.instant());
        rows.persist(row);
        return row;
    }
}
