package org.ecluse.server.audit;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.Like;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.security.AuditRow;

/** The audit trail for administrators: the platform's all, a customer's what concerns this customer (B14). */
@Stateless
public class AuditInquiry {
    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    AuditChain chain;

    /** Newest first. @param text any part of actor or subject; "" for all. @throws DeniedException no administrator */
    public Page<AuditLine> list(Viewer viewer, String text, PageRequest page) {
        mustRead(viewer);
        List<AuditLine> lines = query(
                        "select a", " order by a.happenedAt desc, a.id desc", AuditRow.class, viewer, text)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultStream()
                .map(AuditInquiry::line)
                .toList();
        long total = query("select a.id", "", Long.class, viewer, text)
                .setMaxResults(Page.COUNTED)
                .getResultList()
                .size();
        return new Page<>(lines, total);
    }

    /** Length and head of the chain, to be noted elsewhere. @throws DeniedException no administrator */
    public AuditHead head(Viewer viewer) {
        mustRead(viewer);
        return chain.head();
    }

    /** @return the first number at which the chain is broken; empty: it is whole. @throws DeniedException not the platform's administrator */
    public Optional<Long> check(Viewer viewer) {
        if (viewer.role() != Role.PLATFORM_ADMINISTRATOR) {
            throw new DeniedException();
        }
        return chain.check();
    }

    private static void mustRead(Viewer viewer) {
        if (viewer.role() != Role.PLATFORM_ADMINISTRATOR && viewer.role() != Role.CUSTOMER_ADMINISTRATOR) {
            throw new DeniedException();
        }
    }

    private <T> TypedQuery<T> query(String select, String order, Class<T> type, Viewer viewer, String text) {
        String scope = viewer.isPlatform() ? "" : " and a.customerId = :own";
        TypedQuery<T> query = rows.createQuery(
                        select + " from AuditRow a where (lower(a.actor) like :text escape '!'"
                                + " or lower(a.subject) like :text escape '!')" + scope + order,
                        type)
                .setParameter("text", Like.contains(text));
        viewer.customerId().ifPresent(own -> query.setParameter("own", own));
        return query;
    }

    private static AuditLine line(AuditRow row) {
        return new AuditLine(
                row.happenedAt(),
                Optional.ofNullable(row.customerId()),
                row.actor(),
                row.action(),
                row.subject(),
                row.detail(),
                Optional.ofNullable(row.chainNo()),
                Optional.ofNullable(row.hash()).orElse(""));
    }
}
