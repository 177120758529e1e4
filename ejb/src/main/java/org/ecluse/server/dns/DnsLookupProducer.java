package org.ecluse.server.dns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.net.UnknownHostException;
import org.ecluse.dns.DnsLookup;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsException;

/** Gives the DNS look-up that the settings describe. */
@ApplicationScoped
public class DnsLookupProducer {
    @Produces
    @ApplicationScoped
    DnsLookup dnsLookup(ServerSettings settings) {
        try {
            return new DnsJavaLookup(settings.dns().servers(), settings.dns().timeout());
        } catch (UnknownHostException e) {
            throw new SettingsException("ecluse.dns.servers", e.getMessage(), e);
        }
    }
}
