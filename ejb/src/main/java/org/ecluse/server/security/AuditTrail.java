package org.ecluse.server.security;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Optional;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.rows.Bounded;

/** Writes who did what, in the transaction that does it (B14). */
@Stateless
public class AuditTrail {
    private static final int NAME_LIMIT = 320;
    private static final int DETAIL_LIMIT = 1000;

    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    @Inject
    private Clock clock;

    public void record(Viewer viewer, Long customerId, AuditAction action, String subject, String detail) {
        record(viewer.name(), Optional.ofNullable(customerId), action, subject, detail);
    }

    /** @param customerId whose thing it is; empty: the platform's */
    public void record(String actor, Optional<Long> customerId, AuditAction action, String subject, String detail) {
        rows.persist(new AuditRow(
                customerId.orElse(null),
                clock.instant(),
                Bounded.text(actor, NAME_LIMIT),
                action.name(),
                Bounded.text(subject, NAME_LIMIT),
                Bounded.text(detail, DETAIL_LIMIT)));
    }
}
