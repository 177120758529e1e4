package org.ecluse.web.api.domains;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.directory.Destination;
import org.ecluse.server.directory.TlsMode;
import org.ecluse.web.api.Given;

/** A destination server; only the host is needed when it is given. */
@Schema(name = "Destination")
public record DestinationBody(
        @Schema(description = "Host name or IP address") String host,
        @Schema(description = "25 if left out") Integer port,
        @Schema(description = "Lower first; 10 if left out") Integer preference,

        @Schema(description = "Share among servers of equal preference; 1 if left out")
        Integer weight,

        @Schema(description = "OPPORTUNISTIC if left out. REQUIRED checks certificate and name")
        TlsMode tlsMode,

        @Schema(
                description = "With REQUIRED: SHA-256 fingerprint of the server's certificate, or authorities in PEM;"
                        + " empty or left out: the usual authorities",
                nullable = true)
        String tlsTrust) {
    private static final int SMTP = 25;
    private static final int USUAL_PREFERENCE = 10;

    static DestinationBody of(Destination server) {
        return new DestinationBody(
                server.host(),
                server.port(),
                server.preference(),
                server.weight(),
                server.tlsMode(),
                server.tlsTrust().text());
    }

    Destination destination() {
        return Destination.of(
                Given.present("host", host),
                port == null ? SMTP : port,
                preference == null ? USUAL_PREFERENCE : preference,
                weight == null ? 1 : weight,
                tlsMode == null ? TlsMode.OPPORTUNISTIC : tlsMode,
                tlsTrust == null ? "" : tlsTrust);
    }
}
