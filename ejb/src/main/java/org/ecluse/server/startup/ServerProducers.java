package org.ecluse.server.startup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
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
        // As fine as the database keeps it: what is told when a thing is made is what is read later.
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
