package org.ecluse.server.startup;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;

/** Brings the schema to this version, then checks that the rows' mapping fits it: a wrong schema stops the start. */
@ApplicationScoped
class DatabaseMigration {
    @Resource(lookup = "java:jboss/datasources/EcluseDS")
    private DataSource dataSource;

    @PersistenceUnit(unitName = "ecluse")
    private EntityManagerFactory entityManagerFactory;

    void run() {
        Flyway.configure(DatabaseMigration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                // The container makes its batch tables in this schema before the application starts.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        entityManagerFactory.unwrap(SessionFactory.class).getSchemaManager().validateMappedObjects();
    }
}
