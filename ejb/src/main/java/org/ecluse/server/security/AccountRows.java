package org.ecluse.server.security;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Finds active accounts. */
@Dependent
class AccountRows {
    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    Optional<AccountRow> named(String normalizedName) {
        return rows
                .createQuery(
                        "select a from AccountRow a where a.userName = :name and a.active = true", AccountRow.class)
                .setParameter("name", normalizedName)
                .getResultList()
                .stream()
                .findFirst();
    }

    Optional<AccountRow> byId(long id) {
        return Optional.ofNullable(rows.find(AccountRow.class, id)).filter(AccountRow::active);
    }

    static Account account(AccountRow row) {
        return new Account(
                row.id(),
                row.userName(),
                row.role(),
                Optional.ofNullable(row.customerId()),
                row.locale(),
                row.mustChange(),
                Secrets.sha256(row.passwordHash()).substring(0, 16));
    }
}
