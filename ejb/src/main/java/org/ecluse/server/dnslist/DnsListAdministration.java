package org.ecluse.server.dnslist;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.dnslist.AnswerCode;
import org.ecluse.dnslist.DnsList;
import org.ecluse.mail.DomainName;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;

/** The rows of the DNS lists. They are the service's, so only the platform's administrators see and change them. */
@Stateless
public class DnsListAdministration {
    /** Each is a question for every mail. */
    private static final int MOST = 20;

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /** All, by title. */
    public List<ConfiguredList> all(Viewer viewer) {
        mustBePlatform(viewer);
        return read();
    }

    /** @throws NotThereException there is none of this name */
    public ConfiguredList one(Viewer viewer, String name) {
        mustBePlatform(viewer);
        return row(name).configured();
    }

    /** Adds a list; its name is made of its title and stays. */
    public ConfiguredList add(Viewer viewer, DnsListDraft draft) {
        mustBePlatform(viewer);
        DnsList list = checked(draft.title(), draft);
        List<ConfiguredList> others = read();
        if (others.size() >= MOST) {
            throw new InvalidInputException("title", "error.dnslist.many");
        }
        if (others.stream().anyMatch(each -> each.list().name().equals(list.name()))) {
            throw new InvalidInputException("title", "error.dnslist.double");
        }
        refuseSameZone(list, others);
        DnsListRow row = new DnsListRow(list, draft.active(), viewer.name(), clock.instant());
        rows.persist(row);
        return changed(viewer, "+", row);
    }

    /** Changes everything but the title. */
    public ConfiguredList change(Viewer viewer, String name, DnsListDraft draft) {
        mustBePlatform(viewer);
        DnsListRow row = row(name);
        DnsList list = checked(row.configured().list().title(), draft);
        refuseSameZone(list, read());
        row.become(list, draft.active(), clock.instant());
        return changed(viewer, "~", row);
    }

    public ConfiguredList turn(Viewer viewer, String name, boolean active) {
        mustBePlatform(viewer);
        DnsListRow row = row(name);
        row.become(row.configured().list(), active, clock.instant());
        return changed(viewer, "~", row);
    }

    public void remove(Viewer viewer, String name) {
        mustBePlatform(viewer);
        DnsListRow row = row(name);
        changed(viewer, "-", row);
        rows.remove(row);
    }

    /** Those that shall be asked. */
    public List<DnsList> active() {
        return read().stream()
                .filter(ConfiguredList::active)
                .map(ConfiguredList::list)
                .toList();
    }

    static void mustBePlatform(Viewer viewer) {
        if (!viewer.isPlatform()) {
            throw new DeniedException();
        }
    }

    private List<ConfiguredList> read() {
        return rows
                .createQuery("select l from DnsListRow l order by l.title", DnsListRow.class)
                .getResultList()
                .stream()
                .map(DnsListRow::configured)
                .toList();
    }

    private DnsListRow row(String name) {
        return Optional.ofNullable(rows.find(DnsListRow.class, name)).orElseThrow(NotThereException::new);
    }

    private ConfiguredList changed(Viewer viewer, String sign, DnsListRow row) {
        ConfiguredList now = row.configured();
        String state = now.active() ? "on" : "off";
        audit.record(
                viewer, null, AuditAction.DNS_LIST_CHANGED, sign + now.list().title(), state);
        return now;
    }

    private static DnsList checked(String title, DnsListDraft draft) {
        if (!DnsList.isTitle(title.strip())) {
            throw new InvalidInputException("title", "error.dnslist.title");
        }
        DomainName zone = DomainName.parse(draft.zone().strip())
                .filter(DnsList::isZone)
                .orElseThrow(() -> new InvalidInputException("zone", "error.dnslist.zone"));
        if (draft.asked().isEmpty()) {
            throw new InvalidInputException("asked", "error.dnslist.asked");
        }
        if (DnsList.trustsClaims(draft.kind(), draft.asked())) {
            throw new InvalidInputException("asked", "error.dnslist.claims");
        }
        return new DnsList(title.strip(), zone, draft.kind(), draft.asked(), codes(draft.codes()));
    }

    private static List<AnswerCode> codes(List<String> lines) {
        List<AnswerCode> codes = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank()) {
                codes.add(AnswerCode.parse(line)
                        .orElseThrow(() -> new InvalidInputException("codes", "error.dnslist.codes")));
            }
        }
        if (codes.isEmpty() || codes.size() > DnsList.MOST_CODES) {
            throw new InvalidInputException("codes", "error.dnslist.codes");
        }
        return codes;
    }

    /** The same zone twice would weigh twice (B9). */
    private static void refuseSameZone(DnsList list, List<ConfiguredList> all) {
        boolean taken = all.stream()
                .map(ConfiguredList::list)
                .anyMatch(
                        each -> each.zone().equals(list.zone()) && !each.name().equals(list.name()));
        if (taken) {
            throw new InvalidInputException("zone", "error.dnslist.double");
        }
    }
}
