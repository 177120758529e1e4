package org.ecluse.server.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.ecluse.server.scanning.AntivirusEngines;
import org.ecluse.server.scanning.EngineState;
import org.ecluse.server.scanning.EngineState.Health;
import org.ecluse.server.scanning.WatchedEngine;

/**
 * Up while every required antivirus engine answers: without one mail waits (B8). Says so when none is configured, and when signatures are
 * old: another node has no younger ones, so that turns nothing down.
 */
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
        for (WatchedEngine engine : engines.configured()) {
            EngineState state = engine.look();
            allAnswer &= state.answers() || !state.required();
            response.withData(engine.name(), words(state));
        }
        return response.status(allAnswer).build();
    }

    private static String words(EngineState state) {
        if (!state.answers()) {
            return state.required() ? "does not answer" : "does not answer; not required";
        }
        return state.health() == Health.OLD ? "old: " + state.version() : state.version();
    }
}
