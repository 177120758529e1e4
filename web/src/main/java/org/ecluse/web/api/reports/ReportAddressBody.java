package org.ecluse.web.api.reports;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where reports about a domain are expected. */
@Schema(name = "ReportAddress")
public record ReportAddressBody(
        @Schema(
                description =
                        "Mail to this address is read as reports, and filtered and delivered as before; null: none is",
                nullable = true)
        String address) {}
