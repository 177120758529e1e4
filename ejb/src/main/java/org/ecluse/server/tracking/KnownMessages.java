package org.ecluse.server.tracking;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ecluse.mail.MessageId;

/** Tells which stored messages have a row. */
@Stateless
public class KnownMessages {
    @PersistenceContext(unitName = "ecluse")
    private EntityManager entityManager;

    /** Those of {@code ids} that no row knows. */
    public List<MessageId> without(List<MessageId> ids) {
        Set<String> known = new HashSet<>(entityManager
                .createQuery("SELECT m.publicId FROM MessageRow m WHERE m.publicId IN :ids", String.class)
                .setParameter("ids", ids.stream().map(MessageId::value).toList())
                .getResultList());
        return ids.stream().filter(id -> !known.contains(id.value())).toList();
    }
}
