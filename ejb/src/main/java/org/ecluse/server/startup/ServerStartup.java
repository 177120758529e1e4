package org.ecluse.server.startup;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.ecluse.server.intake.StoredMailRecovery;
import org.ecluse.server.lifecycle.Readiness;
import org.ecluse.server.memory.Memories;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsException;
import org.ecluse.settings.SettingsReader;

/** The order of the start: settings, schema, first account, demonstration, what caches remember, stored mail taken in
 * again; then the gate opens. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class ServerStartup {
    /** When the container has done with the deployments that come after this one, which it does not tell. */
    private static final long SETTLED_AFTER_MILLIS = 15_000;

    @Resource
    private TimerService timers;

    @Inject
    private DatabaseMigration migration;

    @Inject
    private FirstAccount firstAccount;

    @Inject
    private DemonstrationCustomer demonstration;

    @Inject
    private Memories memories;

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
        memories.load();
        recovery.takeInAgain();
        readiness.open();
        timers.createSingleActionTimer(SETTLED_AFTER_MILLIS, new TimerConfig(null, false));
        ServerLog.LOG.started(settings.service().hostName());
    }

    /**
     * Gives back what the start left behind: indexes and descriptors, a third of the heap. They have grown old, and an idle
     * server never fills its heap so far that the collector would look at them by itself.
     */
    @Timeout
    void collectWhatTheStartLeft() {
        System.gc();
    }

    @PreDestroy
    void stop() {
        readiness.close();
        memories.save();
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
