package org.ecluse.server.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import javax.sql.DataSource;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsException;
import org.ecluse.store.MessageStore;

/** Gives the message store that {@code ecluse.store.kind} names. */
@ApplicationScoped
public class MessageStoreProducer {
    @Resource(lookup = "java:jboss/datasources/EcluseDS")
    private DataSource dataSource;

    @Produces
    @ApplicationScoped
    MessageStore messageStore(ServerSettings settings) {
        if (settings.store().kind() == ServerSettings.Store.Kind.DATABASE) {
            return new JdbcMessageStore(dataSource);
        }
        try {
            return new FileMessageStore(settings.dataDirectory());
        } catch (IOException e) {
            throw new SettingsException("ecluse.data.dir", "cannot be written: " + settings.dataDirectory(), e);
        }
    }
}
