package org.ecluse.server.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Up while an SMTP port is open. */
@Readiness
@ApplicationScoped
public class SmtpPortCheck implements HealthCheck {
    @Override
    public HealthCheckResponse call() {
        List<ListenerFigures> ports = ListenerFigures.all();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("smtp")
                .status(!ports.isEmpty() && ports.stream().allMatch(ListenerFigures::listening));
        for (ListenerFigures port : ports) {
            response.withData(
                    port.role() + " " + port.port(), port.openSessions() + " of " + port.maxSessions() + " sessions");
        }
        return response.build();
    }
}
