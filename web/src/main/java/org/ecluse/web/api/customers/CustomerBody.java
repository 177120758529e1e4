package org.ecluse.web.api.customers;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.directory.Customer;

/** A customer as the API shows it. */
@Schema(name = "Customer")
public record CustomerBody(
        long id,
        String name,

        @Schema(description = "Language of its mail: fr or en")
        String locale,

        @Schema(description = "IANA time zone", examples = "Europe/Paris")
        String zone,

        long domains,
        Instant createdAt) {
    static CustomerBody of(Customer customer) {
        return new CustomerBody(
                customer.id(),
                customer.name(),
                customer.locale(),
                customer.zone().getId(),
                customer.domains(),
                customer.createdAt());
    }
}
