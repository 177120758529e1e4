package org.ecluse.server.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.ecluse.link.LinkClaim;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.rows.Bounded;
import org.ecluse.server.security.Secrets;
import org.ecluse.settings.ServerSettings;

/**
 * Sessions of users (R3.7): a link by mail opens one, once; a cookie keeps it, on whatever network its device is; its owner, or whoever
 * ends the address's links, ends it (decisions: Security).
 */
@Stateless
public class UserAccounts {
    private static final int SECRET_BITS = 256;
    private static final int DEVICE_LENGTH = 120;
    private static final int MOST_SESSIONS = 20;
    private static final Duration NOTED_EVERY = Duration.ofMinutes(10);
    private static final Duration LINK_EVERY = Duration.ofHours(1);

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    LinkService links;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    /**
     * Opens a session for a valid link.
     *
     * @param claim of a link that was read as valid
     * @param token the link's own text
     * @param device as the browser calls itself
     * @return the cookie's value; empty: the link was used before, or the address is served no more
     */
    public Optional<String> open(LinkClaim claim, String token, String device) {
        Optional<DomainRow> domain = servedDomain(claim.recipient());
        if (domain.isEmpty() || !isFirstUse(token, claim.expiresAt())) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String secret = Secrets.random(SECRET_BITS);
        rows.persist(new UserSessionRow(
                Secrets.sha256(secret),
                claim.recipient(),
                domain.get().customerId(),
                claim.epoch(),
                Bounded.text(device, DEVICE_LENGTH),
                now,
                now.plus(settings.account().sessionLife())));
        account(claim.recipient(), domain.get().customerId());
        endOldest(claim.recipient());
        return Optional.of(secret);
    }

    /** Notes that a link is used. Of two at once the table's key lets one through, and the other is told that it is too late. */
    private boolean isFirstUse(String token, Instant expiresAt) {
        return rows.createNativeQuery(
                                "INSERT INTO used_link (id, expires_at) VALUES (:id, :expires) ON CONFLICT DO NOTHING")
                        .setParameter("id", Secrets.sha256(token))
                        .setParameter("expires", expiresAt)
                        .executeUpdate()
                == 1;
    }

    /** Whose session a cookie keeps; its time begins anew. Empty: there is none, or it is over. */
    public Optional<Reader> find(String secret) {
        Instant now = clock.instant();
        Optional<UserSessionRow> found = Optional.ofNullable(rows.find(UserSessionRow.class, Secrets.sha256(secret)))
                .filter(row -> now.isBefore(row.expiresAt()))
                .filter(row -> links.epoch(row.address()) == row.epoch())
                .filter(row -> servedDomain(row.address())
                        .filter(domain -> domain.customerId() == row.customerId())
                        .isPresent());
        found.filter(row -> row.lastSeenAt().plus(NOTED_EVERY).isBefore(now))
                .ifPresent(row -> row.seen(now, now.plus(settings.account().sessionLife())));
        return found.map(this::reader);
    }

    /** Those that are open, the one last used first. */
    public List<UserSession> sessions(EmailAddress address) {
        return open(address.key()).stream().map(UserSessionRow::session).toList();
    }

    /** @throws NotThereException it is not this address's */
    public void end(EmailAddress address, String sessionId) {
        UserSessionRow row = Optional.ofNullable(rows.find(UserSessionRow.class, sessionId))
                .filter(found -> found.address().equals(address.key()))
                .orElseThrow(NotThereException::new);
        rows.remove(row);
    }

    /** Ends all but the one in use. */
    public void endOthers(Reader reader) {
        open(reader.address().key()).stream()
                .filter(row -> !row.id().equals(reader.sessionId()))
                .forEach(rows::remove);
    }

    /** Whether the service has a reason to mail to this address: it is listed, subscribed, or had its account opened before. */
    public boolean isKnown(String addressKey) {
        return servedDomain(addressKey).isPresent()
                && (rows.find(UserAccountRow.class, addressKey) != null
                        || exists("KnownAddressRow", addressKey)
                        || exists("SubscriptionRow", addressKey));
    }

    /** The owner of an address's lists; empty: it is served no more. Who asks has proved to be the owner. */
    public Optional<ListOwner> owner(String addressKey) {
        return servedDomain(addressKey)
                .map(domain -> new ListOwner(
                        domain.customerId(), EmailAddress.parse(addressKey).orElseThrow()));
    }

    /** Who gets what is mailed to the user of an address: the address itself, or the owner of a distribution list (R3.10). */
    public String mailboxOf(String addressKey) {
        return rows.createQuery(
                        "select s.receiver from SubscriptionRow s where s.address = :address and s.active = true",
                        String.class)
                .setParameter("address", addressKey)
                .getResultStream()
                .findFirst()
                .orElse(addressKey);
    }

    /** From now on the report offers the account (R3.13). */
    public void activate(String addressKey) {
        servedDomain(addressKey).ifPresent(domain -> {
            UserAccountRow row = account(addressKey, domain.customerId());
            if (row.activatedAt() == null) {
                row.activate(clock.instant());
            }
        });
    }

    public boolean isActivated(String addressKey) {
        return Optional.ofNullable(rows.find(UserAccountRow.class, addressKey))
                .filter(row -> row.activatedAt() != null)
                .isPresent();
    }

    /** Notes that a sign-in link is being mailed. False: one was within the last hour, or the address is not served. */
    public boolean claimLinkMail(String addressKey) {
        Optional<DomainRow> domain = servedDomain(addressKey);
        if (domain.isEmpty()) {
            return false;
        }
        UserAccountRow row = account(addressKey, domain.get().customerId());
        rows.lock(row, LockModeType.PESSIMISTIC_WRITE);
        Instant now = clock.instant();
        if (row.linkMailedAt() != null && row.linkMailedAt().plus(LINK_EVERY).isAfter(now)) {
            return false;
        }
        row.linkMailed(now);
        return true;
    }

    /** Removes what is over, and list entries that can be put back no more. */
    public int removeOld(Instant now) {
        int removed = rows.createQuery("delete from UserSessionRow s where s.expiresAt <= :now")
                .setParameter("now", now)
                .executeUpdate();
        removed += rows.createQuery("delete from UsedLinkRow u where u.expiresAt <= :now")
                .setParameter("now", now)
                .executeUpdate();
        return removed
                + rows.createQuery("delete from RemovedListEntryRow r where r.removedAt <= :since")
                        .setParameter("since", now.minus(UserLists.UNDO))
                        .executeUpdate();
    }

    private boolean exists(String entity, String addressKey) {
        return rows.createQuery("select count(e) from " + entity + " e where e.address = :address", Long.class)
                        .setParameter("address", addressKey)
                        .getSingleResult()
                > 0;
    }

    private UserAccountRow account(String addressKey, long customerId) {
        UserAccountRow row = rows.find(UserAccountRow.class, addressKey);
        if (row == null) {
            row = new UserAccountRow(addressKey, customerId);
            rows.persist(row);
            rows.flush();
        }
        return row;
    }

    private void endOldest(String addressKey) {
        open(addressKey).stream().skip(MOST_SESSIONS).forEach(rows::remove);
    }

    private List<UserSessionRow> open(String addressKey) {
        return rows.createQuery(
                        "select s from UserSessionRow s where s.address = :address and s.expiresAt > :now"
                                + " order by s.lastSeenAt desc, s.createdAt desc",
                        UserSessionRow.class)
                .setParameter("address", addressKey)
                .setParameter("now", clock.instant())
                .getResultList();
    }

    private Reader reader(UserSessionRow row) {
        CustomerRow customer = rows.find(CustomerRow.class, row.customerId());
        Optional<Object[]> subscription = rows.createQuery(
                        "select s.locale, s.zoneId from SubscriptionRow s where s.address = :address", Object[].class)
                .setParameter("address", row.address())
                .getResultStream()
                .findFirst();
        return new Reader(
                EmailAddress.parse(row.address()).orElseThrow(),
                row.customerId(),
                row.id(),
                subscription.map(found -> (String) found[0]).orElse(customer.locale()),
                ZoneId.of(subscription.map(found -> (String) found[1]).orElse(customer.zoneId())));
    }

    private Optional<DomainRow> servedDomain(String addressKey) {
        return EmailAddress.parse(addressKey)
                .flatMap(address -> rows.createQuery(
                                "select d from DomainRow d where d.name = :name and d.active = true and d.deletedAt is null",
                                DomainRow.class)
                        .setParameter("name", address.domain().value())
                        .getResultStream()
                        .findFirst());
    }
}
