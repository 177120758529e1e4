package org.ecluse.server.policy;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.NoticePolicy;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.directory.DomainRows;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;

/**
 * The filtering configuration of customers and domains (R5.4). A change publishes a new revision, so that every earlier one stays
 * readable and can be rolled back to (B5). A domain without a revision of its own follows its customer.
 */
@Stateless
public class PolicyAdministration {
    private static final int REVISIONS_SHOWN = 50;

    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    @Inject
    private DomainRows domains;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** What decides the customer's mail now, or that of one domain; {@code domain} of the result tells whose policy that is. */
    public PolicyRevision current(Viewer viewer, long customerId, Optional<String> domain) {
        CustomerRow customer = seen(viewer, customerId);
        Optional<DomainRow> row = domain.map(name -> domainOf(viewer, customerId, name));
        Optional<PolicyRevisionRow> own = row.flatMap(found -> newest(customerId, found.id()));
        return own.or(() -> newest(customerId, null))
                .map(found -> revision(found, found.domainId() == null ? Optional.empty() : domain))
                .orElseGet(
                        () -> new PolicyRevision(0, Optional.empty(), FilterPolicy.DEFAULT, "", customer.createdAt()));
    }

    /** The newest published revisions of exactly this scope, newest first, at most 50. */
    public List<PolicyRevision> revisions(Viewer viewer, long customerId, Optional<String> domain) {
        return revisions(viewer, customerId, domain, new PageRequest(0, REVISIONS_SHOWN))
                .items();
    }

    /** Published revisions of exactly this scope, newest first; all are kept. */
    public Page<PolicyRevision> revisions(Viewer viewer, long customerId, Optional<String> domain, PageRequest page) {
        seen(viewer, customerId);
        Long domainId =
                domain.map(name -> domainOf(viewer, customerId, name).id()).orElse(null);
        List<PolicyRevision> shown =
                query(customerId, domainId)
                        .setFirstResult(page.offset())
                        .setMaxResults(page.limit())
                        .getResultList()
                        .stream()
                        .map(row -> revision(row, domain))
                        .toList();
        TypedQuery<Long> count = rows.createQuery(
                        "select count(r) from PolicyRevisionRow r where r.customerId = :customer and "
                                + scope(domainId),
                        Long.class)
                .setParameter("customer", customerId);
        return new Page<>(shown, (domainId == null ? count : count.setParameter("domain", domainId)).getSingleResult());
    }

    /** Makes {@code policy} the one that decides from the next mail on. */
    public PolicyRevision publish(Viewer viewer, long customerId, Optional<String> domain, FilterPolicy policy) {
        CustomerRow customer = seen(viewer, customerId);
        viewer.mustAdminister(customerId);
        checkAddress(customerId, policy.notices());
        Long domainId =
                domain.map(name -> domainOf(viewer, customerId, name).id()).orElse(null);
        PolicyRevisionRow row = new PolicyRevisionRow(
                customerId, domainId, PolicyDocument.toJson(policy).toString(), viewer.name(), clock.instant());
        rows.persist(row);
        domains.configurationChanged(customerId);
        audit.record(
                viewer,
                customerId,
                AuditAction.POLICY_PUBLISHED,
                domain.orElse(customer.name()),
                "revision " + row.id());
        return revision(row, domain);
    }

    /** Publishes the content of an earlier revision of the same scope again (B5). */
    public PolicyRevision rollBack(Viewer viewer, long customerId, Optional<String> domain, long revision) {
        seen(viewer, customerId);
        viewer.mustAdminister(customerId);
        Optional<Long> domainId =
                domain.map(name -> domainOf(viewer, customerId, name).id());
        // Found by its number, not among those shown: every version can be brought back, however old.
        PolicyRevisionRow earlier = Optional.ofNullable(rows.find(PolicyRevisionRow.class, revision))
                .filter(row -> row.customerId() == customerId)
                .filter(row -> Optional.ofNullable(row.domainId()).equals(domainId))
                .orElseThrow(NotThereException::new);
        return publish(viewer, customerId, domain, PolicyDocument.parse(earlier.document()));
    }

    /** Only into a domain of the customer: nobody makes the service write to strangers. */
    private void checkAddress(long customerId, NoticePolicy notices) {
        boolean own = EmailAddress.parse(notices.address())
                .flatMap(address -> domains.find(address.domain().value()))
                .filter(row -> row.customerId() == customerId)
                .isPresent();
        if (!notices.address().isEmpty() && !own) {
            throw new InvalidInputException("notices.address", "error.notices.address");
        }
    }

    private CustomerRow seen(Viewer viewer, long customerId) {
        viewer.mustSee(customerId);
        return domains.customer(customerId);
    }

    private DomainRow domainOf(Viewer viewer, long customerId, String name) {
        DomainRow row = domains.seen(viewer, name);
        if (row.customerId() != customerId) {
            throw new NotThereException();
        }
        return row;
    }

    private Optional<PolicyRevisionRow> newest(long customerId, Long domainId) {
        return query(customerId, domainId).setMaxResults(1).getResultList().stream()
                .findFirst();
    }

    private TypedQuery<PolicyRevisionRow> query(long customerId, Long domainId) {
        TypedQuery<PolicyRevisionRow> query = rows.createQuery(
                        "select r from PolicyRevisionRow r where r.customerId = :customer and " + scope(domainId)
                                + " order by r.id desc",
                        PolicyRevisionRow.class)
                .setParameter("customer", customerId);
        return domainId == null ? query : query.setParameter("domain", domainId);
    }

    private static String scope(Long domainId) {
        return domainId == null ? "r.domainId is null" : "r.domainId = :domain";
    }

    private static PolicyRevision revision(PolicyRevisionRow row, Optional<String> domain) {
        return new PolicyRevision(
                row.id(), domain, PolicyDocument.parse(row.document()), row.author(), row.createdAt());
    }
}
