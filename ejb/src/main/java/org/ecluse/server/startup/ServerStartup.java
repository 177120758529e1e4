package org.ecluse.server.startup;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.ecluse.server.intake.StoredMailRecovery;
import org.ecluse.server.lifecycle.Readiness;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsException;
import org.ecluse.settings.SettingsReader;

/** The order of the start: settings, schema, first account, demonstration, stored mail taken in again; then the gate opens. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class ServerStartup {
    @Inject
    private DatabaseMigration migration;

    @Inject
    private FirstAccount firstAccount;

    @Inject
    private DemonstrationCustomer demonstration;

    @Inject
    private StoredMailRecovery recovery;

    @Inject
    private Readiness readiness;

    @PostConstruct
    void start() {
        ServerSettings settings = checkedSettings();
        migration.run();
        firstAccount.create(settings);
        if (settings.demo()) {
            demonstration.create();
        }
        recovery.takeInAgain();
        readiness.open();
        ServerLog.LOG.started(settings.service().hostName());
    }

    @PreDestroy
    void stop() {
        readiness.close();
    }

    private static ServerSettings checkedSettings() {
        try {
            return SettingsReader.ofProcess().read();
        } catch (SettingsException e) {
            ServerLog.LOG.wrongSetting(e.getMessage());
            throw e;
        }
    }
}
