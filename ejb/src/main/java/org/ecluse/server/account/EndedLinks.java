package org.ecluse.server.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.directory.DomainRows;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;

/**
 * Ends every link that was mailed to an address, and the sessions they opened: for a report that was forwarded, or a mailbox that somebody
 * else could read (decisions: Security). The next report has links that work.
 */
@Stateless
public class EndedLinks {
    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    LinkService links;

    @Inject
    RecipientDirectory directory;

    @Inject
    DomainRows domains;

    @Inject
    AuditTrail audit;

    /**
     * For console and API.
     *
     * @return the address whose links ended: the one that an alias stands for
     * @throws NotThereException no address, or of no domain that the viewer sees
     */
    public EmailAddress end(Viewer viewer, String address) {
        EmailAddress ended =
                EmailAddress.parse(address.strip()).map(directory::decidedFor).orElseThrow(NotThereException::new);
        DomainRow domain = domains.seen(viewer, ended.domain().value());
        viewer.mustManageQuarantine(domain.customerId());
        end(ended.key());
        audit.record(viewer, domain.customerId(), AuditAction.LINKS_ENDED, ended.key(), "");
        return ended;
    }

    /** The user's own wish: all but the session in use ends. */
    public void endOwn(Reader reader) {
        String address = reader.address().key();
        end(address);
        Optional.ofNullable(rows.find(UserSessionRow.class, reader.sessionId()))
                .filter(row -> row.address().equals(address))
                .ifPresent(row -> row.goOnWith(links.epoch(address)));
        rows.flush();
        rows.createQuery("delete from UserSessionRow s where s.address = :address and s.id <> :kept")
                .setParameter("address", address)
                .setParameter("kept", reader.sessionId())
                .executeUpdate();
        audit.record(address, Optional.of(reader.customerId()), AuditAction.LINKS_ENDED, address, "");
    }

    private void end(String addressKey) {
        links.revoke(addressKey);
        rows.flush();
    }
}
