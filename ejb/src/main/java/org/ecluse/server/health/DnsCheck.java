package org.ecluse.server.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.ecluse.dnslist.ListFault;
import org.ecluse.server.dns.DnsJavaLookup;
import org.ecluse.server.dnslist.DnsListWatch;
import org.ecluse.server.dnslist.ListState;
import org.ecluse.settings.ServerSettings;

/**
 * Up while the resolvers answer: without them senders are judged half blind. The demonstration needs none. Says which DNS list is
 * switched off, and why: another node fares no better with it, so that turns nothing down.
 */
@Readiness
@ApplicationScoped
public class DnsCheck implements HealthCheck {
    @Inject
    private DnsJavaLookup dns;

    @Inject
    private DnsListWatch lists;

    @Inject
    private ServerSettings settings;

    @Override
    public HealthCheckResponse call() {
        boolean alive = dns.isAlive();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("dns").withData("resolvers", alive ? "answer" : "do not answer");
        lists.states().forEach((title, state) -> response.withData("list " + title, words(state)));
        return response.status(alive || settings.demo()).build();
    }

    private static String words(ListState state) {
        return switch (state.health()) {
            case BELIEVED -> "on";
            case UNCHECKED -> "not looked at yet";
            case SWITCHED_OFF ->
                "switched off: "
                        + state.fault().map(ListFault::name).orElse("")
                        + (state.detail().isEmpty() ? "" : " " + state.detail());
        };
    }
}
