package org.ecluse.server.dnslist;

import java.util.Optional;

/**
 * A list as administrators see it.
 *
 * @param state how it fares at this node; empty while it is not to be asked
 */
public record DnsListLine(ConfiguredList configured, Optional<ListState> state) {
    public String name() {
        return configured.list().name();
    }

    public String title() {
        return configured.list().title();
    }
}
