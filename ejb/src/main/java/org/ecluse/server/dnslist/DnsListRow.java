package org.ecluse.server.dnslist;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.ecluse.dnslist.AnswerCode;
import org.ecluse.dnslist.DnsList;
import org.ecluse.dnslist.DnsList.Kind;
import org.ecluse.dnslist.DnsList.Subject;
import org.ecluse.mail.DomainName;

/** A configured DNS list. */
@Entity
@Table(name = "dns_list")
public class DnsListRow {
    @Id
    private String name;

    private String title;
    private String zoneName;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String asked;
    private String codes;
    private boolean active;
    private String createdBy;
    private Instant createdAt;
    private Instant changedAt;

    protected DnsListRow() {}

    DnsListRow(DnsList list, boolean active, String createdBy, Instant createdAt) {
        this.name = list.name();
        this.title = list.title();
        this.createdBy = createdBy;
        this.createdAt = createdAt;
        become(list, active, createdAt);
    }

    /** Everything but name and title, which findings of the past name. */
    final void become(DnsList list, boolean nowActive, Instant now) {
        zoneName = list.zone().value();
        kind = list.kind();
        asked = list.asked().stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
        codes = list.codes().stream().map(AnswerCode::line).collect(Collectors.joining("\n"));
        active = nowActive;
        changedAt = now;
    }

    ConfiguredList configured() {
        DnsList list = new DnsList(
                title,
                new DomainName(zoneName),
                kind,
                Arrays.stream(asked.split(" ")).map(Subject::valueOf).collect(Collectors.toSet()),
                codes.lines().map(line -> AnswerCode.parse(line).orElseThrow()).toList());
        return new ConfiguredList(list, active, createdBy, createdAt, changedAt);
    }
}
