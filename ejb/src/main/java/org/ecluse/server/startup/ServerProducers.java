package org.ecluse.server.startup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsReader;

/** The settings and the clock that everything else is given. */
@ApplicationScoped
public class ServerProducers {
    /** Read and checked once; {@link ServerStartup} asks first, so that a wrong value stops the start. */
    @Produces
    @Singleton
    public ServerSettings settings() {
        return SettingsReader.ofProcess().read();
    }

    @Produces
    @Singleton
    public Clock clock() {
        return Clock.systemUTC();
    }
}
