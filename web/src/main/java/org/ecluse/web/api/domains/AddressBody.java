package org.ecluse.web.api.domains;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.policy.FilterLevel;
import org.ecluse.server.directory.ListedAddress;

/** A listed address. */
@Schema(name = "Address")
public record AddressBody(
        String address,

        @Schema(description = "Listed address whose policy and quarantine count", nullable = true)
        String aliasOf,

        @Schema(description = "Own filter level; null: that of the policy", nullable = true)
        FilterLevel level) {
    static AddressBody of(ListedAddress address) {
        return new AddressBody(
                address.address(),
                address.aliasOf().orElse(null),
                address.level().orElse(null));
    }
}
