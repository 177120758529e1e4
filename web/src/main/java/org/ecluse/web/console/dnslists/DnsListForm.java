package org.ecluse.web.console.dnslists;

import java.io.Serializable;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.dnslist.AnswerCode;
import org.ecluse.dnslist.DnsList;
import org.ecluse.dnslist.DnsList.Kind;
import org.ecluse.dnslist.DnsList.Subject;
import org.ecluse.server.dnslist.DnsListDraft;

/** A DNS list while it is edited. */
public class DnsListForm implements Serializable {
    private static final long serialVersionUID = 1L;

    private String title = "";
    private String zone = "";
    private Kind kind = Kind.BLOCK;
    private Subject[] asked = {Subject.IPV4};
    private String codes = "";
    private boolean active = true;

    public DnsListForm() {}

    DnsListForm(DnsList list) {
        title = list.title();
        zone = list.zone().value();
        kind = list.kind();
        asked = list.asked().stream().sorted().toArray(Subject[]::new);
        codes = list.codes().stream().map(AnswerCode::line).collect(Collectors.joining("\n"));
    }

    DnsListDraft draft() {
        return new DnsListDraft(title, zone, kind, Set.of(asked), codes.lines().toList(), active);
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String value) {
        title = value;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String value) {
        zone = value;
    }

    public Kind getKind() {
        return kind;
    }

    public void setKind(Kind value) {
        kind = value;
    }

    public Subject[] getAsked() {
        return asked.clone();
    }

    public void setAsked(Subject[] value) {
        asked = value.clone();
    }

    public String getCodes() {
        return codes;
    }

    public void setCodes(String value) {
        codes = value;
    }

    public boolean isActive() {
        return active;
    }

    public void setActive(boolean value) {
        active = value;
    }
}
