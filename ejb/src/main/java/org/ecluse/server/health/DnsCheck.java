package org.ecluse.server.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.ecluse.server.dns.DnsJavaLookup;
import org.ecluse.settings.ServerSettings;

/** Up while the resolvers answer: without them senders are judged half blind. The demonstration needs none. */
@Readiness
@ApplicationScoped
public class DnsCheck implements HealthCheck {
    @Inject
    private DnsJavaLookup dns;

    @Inject
    private ServerSettings settings;

    @Override
    public HealthCheckResponse call() {
        boolean alive = dns.isAlive();
        return HealthCheckResponse.named("dns")
                .withData("resolvers", alive ? "answer" : "do not answer")
                .status(alive || settings.demo())
                .build();
    }
}
