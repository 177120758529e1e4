package org.ecluse.web.api.messages;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.ecluse.server.tracking.MessageSearch;
import org.ecluse.verdict.VerdictName;
import org.ecluse.web.api.Given;

/** The query parameters of a message search; all of them narrow it. */
public class MessageFilter {
    @QueryParam("customer")
    @Parameter(description = "Id of a customer")
    private Long customer;

    @QueryParam("recipient")
    @Parameter(description = "Any part of the recipient's address")
    private String recipient;

    @QueryParam("sender")
    @Parameter(description = "Any part of envelope sender or From field")
    private String sender;

    @QueryParam("subject")
    @Parameter(description = "Any part of the subject")
    private String subject;

    @QueryParam("verdict")
    @Parameter(description = "A verdict; may be repeated")
    private List<String> verdicts;

    @QueryParam("from")
    @Parameter(description = "ISO 8601, inclusive")
    private String from;

    @QueryParam("until")
    @Parameter(description = "ISO 8601, exclusive")
    private String until;

    MessageSearch search() {
        return new MessageSearch(
                Optional.ofNullable(customer),
                Given.text(recipient).orElse(""),
                Given.text(sender).orElse(""),
                Given.text(subject).orElse(""),
                verdicts.stream()
                        .flatMap(word -> Given.choice("verdict", word, VerdictName.class).stream())
                        .collect(Collectors.toSet()),
                Given.instant("from", from),
                Given.instant("until", until));
    }
}
