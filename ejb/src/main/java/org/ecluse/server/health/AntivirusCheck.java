package org.ecluse.server.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.ecluse.server.scanning.AntivirusEngines;
import org.ecluse.server.scanning.ClamdScanner;

/** Up while every configured antivirus engine answers: without one mail waits (B8). Says so when none is configured. */
@Readiness
@ApplicationScoped
public class AntivirusCheck implements HealthCheck {
    @Inject
    private AntivirusEngines engines;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("antivirus");
        boolean allAnswer = true;
        if (engines.configured().isEmpty()) {
            response.withData("engines", "no antivirus engine");
        }
        for (ClamdScanner engine : engines.configured()) {
            try {
                response.withData(engine.name(), engine.askVersion().text());
            } catch (IOException e) {
                allAnswer = false;
                response.withData(engine.name(), "does not answer");
            }
        }
        return response.status(allAnswer).build();
    }
}
