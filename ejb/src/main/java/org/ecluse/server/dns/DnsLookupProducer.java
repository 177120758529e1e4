package org.ecluse.server.dns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.UnknownHostException;
import java.time.Clock;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsException;

/** Gives the DNS look-up that the settings describe. */
@ApplicationScoped
public class DnsLookupProducer {
    /** One for everything, so that all share its cache and its knowledge of dead resolvers. */
    @Produces
    @Singleton
    DnsJavaLookup dnsLookup(ServerSettings settings, Clock clock) {
        ServerSettings.Dns dns = settings.dns();
        try {
            return new DnsJavaLookup(dns.servers(), dns.timeout(), dns.total(), clock);
        } catch (UnknownHostException e) {
            throw new SettingsException("ecluse.dns.servers", e.getMessage(), e);
        }
    }
}
