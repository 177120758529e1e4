package org.ecluse.server.security;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Viewer;

/** Bearer tokens of the API: {@code ecl_} and 256 random bits, kept as SHA-256 only and shown once. */
@Stateless
public class ApiTokenService {
    private static final String PREFIX = "ecl_";
    private static final int BITS = 256;
    private static final int NAME_LIMIT = 100;
    private static final int PER_ACCOUNT = 50;
    private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    @Inject
    private AccountRows accounts;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** A token just made; {@code secret} is never to be seen again. */
    public record Created(ApiToken token, String secret) {
        @Override
        public String toString() {
            return "Created[" + token.name() + "]";
        }
    }

    /** @param expiresAt empty: valid until revoked */
    public Created create(Viewer viewer, String name, Optional<Instant> expiresAt) {
        String label = name.strip();
        if (label.isEmpty() || label.length() > NAME_LIMIT) {
            throw new InvalidInputException("name", "error.token.name");
        }
        if (expiresAt.isPresent() && !expiresAt.get().isAfter(clock.instant())) {
            throw new InvalidInputException("expiresAt", "error.expiry.past");
        }
        long account = accountOf(viewer);
        if (ownedBy(account).size() >= PER_ACCOUNT) {
            throw new InvalidInputException("name", "error.token.many");
        }
        String secret = PREFIX + Secrets.random(BITS);
        ApiTokenRow row =
                new ApiTokenRow(account, label, Secrets.sha256(secret), clock.instant(), expiresAt.orElse(null));
        rows.persist(row);
        audit.record(viewer, viewer.customerId().orElse(null), AuditAction.TOKEN_CREATED, label, "");
        return new Created(token(row), secret);
    }

    /** The viewer's own tokens, newest first. */
    public List<ApiToken> list(Viewer viewer) {
        return ownedBy(accountOf(viewer)).stream().map(ApiTokenService::token).toList();
    }

    /** @throws NotThereException it is not one of the viewer's */
    public void revoke(Viewer viewer, long id) {
        ApiTokenRow row = rows.find(ApiTokenRow.class, id);
        if (row == null || row.accountId() != accountOf(viewer)) {
            throw new NotThereException();
        }
        rows.remove(row);
        audit.record(viewer, viewer.customerId().orElse(null), AuditAction.TOKEN_REVOKED, row.name(), "");
    }

    /** The active account that a presented token stands for, if the token is known and has not expired. */
    public Optional<Account> authenticate(String secret) {
        if (!secret.startsWith(PREFIX) || secret.length() > 100) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<ApiTokenRow> row = rows
                .createQuery("select t from ApiTokenRow t where t.sha256 = :sha256", ApiTokenRow.class)
                .setParameter("sha256", Secrets.sha256(secret))
                .getResultList()
                .stream()
                .filter(token -> token.expiresAt() == null || token.expiresAt().isAfter(now))
                .findFirst();
        row.filter(token -> token.lastUsedAt() == null || token.lastUsedAt().isBefore(now.minus(USE_IS_NOTED_EVERY)))
                .ifPresent(token -> token.usedAt(now));
        return row.flatMap(token -> accounts.byId(token.accountId())).map(AccountRows::account);
    }

    private List<ApiTokenRow> ownedBy(long account) {
        return rows.createQuery(
                        "select t from ApiTokenRow t where t.accountId = :account order by t.id desc",
                        ApiTokenRow.class)
                .setParameter("account", account)
                .getResultList();
    }

    private long accountOf(Viewer viewer) {
        return accounts.named(viewer.name()).orElseThrow(NotThereException::new).id();
    }

    private static ApiToken token(ApiTokenRow row) {
        return new ApiToken(
                row.id(),
                row.name(),
                row.createdAt(),
                Optional.ofNullable(row.expiresAt()),
                Optional.ofNullable(row.lastUsedAt()));
    }
}
