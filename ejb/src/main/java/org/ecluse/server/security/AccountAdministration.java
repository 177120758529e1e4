package org.ecluse.server.security;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;

/**
 * Opens, changes and closes accounts (R5.8): a customer's administrators those of their customer, the platform's administrators
 * all. Nobody changes or closes their own, so there is always one administrator of the platform left.
 */
@Stateless
public class AccountAdministration {
    private static final Pattern USER_NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,99}");

    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    @Inject
    private PasswordHashing hashing;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** Open and closed accounts that the viewer looks after, by user name. */
    public Page<AccountLine> list(Viewer viewer, PageRequest page) {
        viewer.mustAdminister(viewer.customerId().orElse(null));
        String scope = viewer.isPlatform() ? "" : " where a.customerId = :own";
        var found = rows.createQuery("select a from AccountRow a" + scope + " order by a.userName", AccountRow.class);
        var total = rows.createQuery("select count(a) from AccountRow a" + scope, Long.class);
        viewer.customerId().ifPresent(own -> {
            found.setParameter("own", own);
            total.setParameter("own", own);
        });
        List<AccountLine> lines =
                found.setFirstResult(page.offset()).setMaxResults(page.limit()).getResultList().stream()
                        .map(AccountAdministration::line)
                        .toList();
        return new Page<>(lines, total.getSingleResult());
    }

    /** @throws NotThereException it is none that the viewer looks after */
    public AccountLine one(Viewer viewer, long id) {
        return line(administered(viewer, id));
    }

    /** Opens an account. The user name is kept in lower case and is never given twice, not even after its account was closed. */
    public AccountLine create(Viewer viewer, AccountDraft draft) {
        viewer.mustAdminister(draft.customerId().orElse(null));
        String name = AccountService.normalized(draft.userName());
        if (!USER_NAME.matcher(name).matches()) {
            throw new InvalidInputException("userName", "error.user.name");
        }
        checkRole(draft.role(), draft.customerId().orElse(null));
        PasswordRule.check(name, draft.password(), "password");
        // Before the first query: no connection waits for a hash.
        String hash = hashing.hash(draft.password());
        if (draft.customerId().filter(this::isUnknownCustomer).isPresent()) {
            throw new NotThereException();
        }
        if (isTaken(name)) {
            throw new InvalidInputException("userName", "error.user.taken");
        }
        AccountRow row = new AccountRow(
                draft.customerId().orElse(null),
                name,
                hash,
                draft.role(),
                checkedLocale(draft.locale()),
                true,
                true,
                clock.instant());
        rows.persist(row);
        audit.record(
                viewer,
                row.customerId(),
                AuditAction.ACCOUNT_CREATED,
                name,
                draft.role().name());
        return line(row);
    }

    /** Changes somebody else's account; what is empty stays. A closed account's tokens are gone for good. */
    public AccountLine change(
            Viewer viewer, long id, Optional<Role> role, Optional<String> locale, Optional<Boolean> active) {
        AccountRow row = othersAccount(viewer, id);
        role.ifPresent(value -> {
            checkRole(value, row.customerId());
            row.actAs(value);
        });
        locale.ifPresent(value -> row.speak(checkedLocale(value)));
        active.ifPresent(row::activate);
        if (!row.active()) {
            removeTokens(row);
        }
        audit.record(
                viewer,
                row.customerId(),
                row.active() ? AuditAction.ACCOUNT_CHANGED : AuditAction.ACCOUNT_CLOSED,
                row.userName(),
                row.role().name());
        return line(row);
    }

    /** Gives somebody else's account a first password again; its sessions end, its tokens stay. */
    public AccountLine resetPassword(Viewer viewer, long id, String password) {
        AccountRow row = othersAccount(viewer, id);
        PasswordRule.check(row.userName(), password, "password");
        row.resetPassword(hashing.hash(password));
        audit.record(viewer, row.customerId(), AuditAction.PASSWORD_RESET, row.userName(), "");
        return line(row);
    }

    private void removeTokens(AccountRow row) {
        rows.createQuery("delete from ApiTokenRow t where t.accountId = :account")
                .setParameter("account", row.id())
                .executeUpdate();
    }

    private AccountRow othersAccount(Viewer viewer, long id) {
        AccountRow row = administered(viewer, id);
        if (row.userName().equals(viewer.name())) {
            throw new InvalidInputException("id", "error.user.self");
        }
        return row;
    }

    private AccountRow administered(Viewer viewer, long id) {
        AccountRow row = Optional.ofNullable(rows.find(AccountRow.class, id)).orElseThrow(NotThereException::new);
        viewer.mustAdminister(row.customerId());
        return row;
    }

    private boolean isUnknownCustomer(long id) {
        return rows.createQuery("select c.id from CustomerRow c where c.id = :id", Long.class)
                .setParameter("id", id)
                .getResultList()
                .isEmpty();
    }

    private boolean isTaken(String name) {
        return !rows.createQuery("select a.id from AccountRow a where a.userName = :name", Long.class)
                .setParameter("name", name)
                .getResultList()
                .isEmpty();
    }

    private static void checkRole(Role role, Long customerId) {
        if ((customerId == null) != (role == Role.PLATFORM_ADMINISTRATOR)) {
            throw new InvalidInputException("role", "error.user.role");
        }
    }

    private static String checkedLocale(String locale) {
        if (!locale.equals("fr") && !locale.equals("en")) {
            throw new InvalidInputException("locale", "error.locale");
        }
        return locale;
    }

    private static AccountLine line(AccountRow row) {
        return new AccountLine(
                row.id(),
                row.userName(),
                row.role(),
                Optional.ofNullable(row.customerId()),
                row.locale(),
                row.active(),
                row.mustChange(),
                row.createdAt());
    }
}
