package org.ecluse.web.api.dnslists;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.dnslist.DnsList.Kind;
import org.ecluse.dnslist.DnsList.Subject;
import org.ecluse.server.dnslist.DnsListDraft;
import org.ecluse.web.api.Given;

/** A DNS list as a caller writes it. */
@Schema(name = "DnsListInput")
public record DnsListInput(
        @Schema(description = "Needed to add; the name is made of it. Stays when the list is changed")
        String title,

        String zone,
        Kind kind,

        @Schema(description = "What it is asked about: IPV4, IPV6 clients, DOMAIN of MAIL FROM and From")
        Set<Subject> asked,

        @Schema(
                description =
                        "The answers that the list documents, and no others: pattern within 127.0.0.0/8, strength 0 to 1, meaning,"
                                + " such as `127.0.0.10-11 0.6 PBL`")
        List<String> codes,

        @Schema(description = "Left out: true") Boolean active) {
    DnsListDraft draft() {
        return new DnsListDraft(
                title == null ? "" : title,
                Given.present("zone", zone),
                Given.present("kind", kind),
                Given.present("asked", asked).stream().filter(Objects::nonNull).collect(Collectors.toSet()),
                Given.present("codes", codes).stream().filter(Objects::nonNull).toList(),
                active == null || active);
    }
}
