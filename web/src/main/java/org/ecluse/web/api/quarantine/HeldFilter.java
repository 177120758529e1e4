package org.ecluse.web.api.quarantine;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.quarantine.QuarantineEntryRow;
import org.ecluse.server.quarantine.QuarantineFilter;
import org.ecluse.verdict.VerdictName;
import org.ecluse.web.api.Given;

/** The query parameters of a list of held copies; all of them narrow it. */
public class HeldFilter {
    @QueryParam("search")
    @Parameter(description = "Any part of recipient, sender or subject")
    private String search;

    @QueryParam("recipient")
    @Parameter(description = "The whole address")
    private String recipient;

    @QueryParam("verdict")
    private String verdict;

    @QueryParam("class")
    @Parameter(description = "USER or THREAT")
    private String quarantineClass;

    @QueryParam("state")
    @DefaultValue("HELD")
    @Parameter(description = "HELD, RELEASED or EXPIRED; empty: any")
    private String state;

    @QueryParam("from")
    @Parameter(description = "ISO 8601, inclusive")
    private String from;

    @QueryParam("until")
    @Parameter(description = "ISO 8601, exclusive")
    private String until;

    QuarantineFilter filter() {
        return new QuarantineFilter(
                Given.text(search),
                Given.text(recipient)
                        .map(written -> EmailAddress.parse(written)
                                .map(EmailAddress::key)
                                .orElse(written)),
                Given.choice("verdict", verdict, VerdictName.class),
                Given.choice("class", quarantineClass, QuarantineClass.class),
                Given.choice("state", state, QuarantineEntryRow.State.class),
                Given.instant("from", from),
                Given.instant("until", until));
    }
}
