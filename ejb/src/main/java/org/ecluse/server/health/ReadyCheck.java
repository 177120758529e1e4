package org.ecluse.server.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.ecluse.server.lifecycle.Readiness;

/** Up once the schema is migrated and stored mail was taken in again. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {
    @Inject
    private Readiness readiness;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("started").status(readiness.isReady()).build();
    }
}
