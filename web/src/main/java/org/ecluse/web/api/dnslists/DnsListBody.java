package org.ecluse.web.api.dnslists;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.dnslist.AnswerCode;
import org.ecluse.dnslist.DnsList;
import org.ecluse.dnslist.DnsList.Kind;
import org.ecluse.dnslist.DnsList.Subject;
import org.ecluse.dnslist.ListFault;
import org.ecluse.server.dnslist.DnsListLine;
import org.ecluse.server.dnslist.ListState;
import org.ecluse.server.dnslist.ListState.Health;

/** A DNS list as the API shows it. */
@Schema(name = "DnsList")
public record DnsListBody(
        String name,
        String title,
        String zone,
        Kind kind,
        List<Subject> asked,

        @Schema(description = "Pattern, strength, meaning") List<String> codes,

        @Schema(description = "Of its findings; the weight that a policy gives it")
        String symbol,

        boolean active,

        @Schema(
                description =
                        "How it fares at the node that answers; null: it is not to be asked. Only a believed list is asked about"
                                + " senders",
                nullable = true)
        Health health,

        @Schema(description = "Why it is switched off", nullable = true)
        ListFault fault,

        @Schema(description = "The answer that is the fault, or empty")
        String detail,

        @Schema(nullable = true) Instant since,
        @Schema(nullable = true) Instant checkedAt,
        @Schema(description = "Questions about senders") long questions,

        @Schema(description = "Answers that named the sender")
        long listed,

        @Schema(description = "Questions without an answer") long silent) {
    static DnsListBody of(DnsListLine line) {
        return of(line.configured().list(), line.configured().active(), line.state());
    }

    /** One to start from. */
    static DnsListBody of(DnsList known) {
        return of(known, false, Optional.empty());
    }

    private static DnsListBody of(DnsList list, boolean active, Optional<ListState> state) {
        return new DnsListBody(
                list.name(),
                list.title(),
                list.zone().value(),
                list.kind(),
                list.asked().stream().sorted().toList(),
                list.codes().stream().map(AnswerCode::line).toList(),
                list.symbol(),
                active,
                state.map(ListState::health).orElse(null),
                state.flatMap(ListState::fault).orElse(null),
                state.map(ListState::detail).orElse(""),
                state.map(ListState::since).orElse(null),
                state.flatMap(ListState::checkedAt).orElse(null),
                state.map(ListState::asked).orElse(0L),
                state.map(ListState::listed).orElse(0L),
                state.map(ListState::silent).orElse(0L));
    }
}
