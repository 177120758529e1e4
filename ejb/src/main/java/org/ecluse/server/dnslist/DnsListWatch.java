package org.ecluse.server.dnslist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.dns.DnsQuestion;
import org.ecluse.dnslist.DnsList;
import org.ecluse.dnslist.ListCheck;
import org.ecluse.dnslist.TestPoint;

/** The lists that shall be asked, as this node knows them, and whether they are to be believed (B9, RFC 5782 section 5). */
@ApplicationScoped
public class DnsListWatch {
    private Supplier<List<DnsList>> configured;
    private DnsLookup dns;
    private Clock clock;
    private volatile Map<String, WatchedList> lists = Map.of();

    protected DnsListWatch() {}

    @Inject
    public DnsListWatch(DnsListAdministration administration, DnsLookup dns, Clock clock) {
        this(administration::active, dns, clock);
    }

    DnsListWatch(Supplier<List<DnsList>> configured, DnsLookup dns, Clock clock) {
        this.configured = configured;
        this.dns = dns;
        this.clock = clock;
    }

    /** How the lists that shall be asked fare here, by title. */
    public Map<String, ListState> states() {
        Map<String, ListState> states = new LinkedHashMap<>();
        lists.values().forEach(each -> states.put(each.list().title(), each.state()));
        return states;
    }

    /** How the list of this name fares here; empty if it is not asked. */
    public Optional<ListState> state(String name) {
        return Optional.ofNullable(lists.get(name)).map(WatchedList::state);
    }

    /** Those that may be asked about senders now. */
    List<WatchedList> believed() {
        return lists.values().stream().filter(WatchedList::isBelieved).toList();
    }

    /** Takes over what is configured; a list that was changed begins anew. Called with every tick: another node may have changed it. */
    synchronized void reload() {
        Map<String, WatchedList> now = new LinkedHashMap<>();
        for (DnsList list : configured.get()) {
            WatchedList known = lists.get(list.name());
            now.put(list.name(), known != null && known.list().equals(list) ? known : new WatchedList(list, clock));
        }
        lists = now;
    }

    /** Begins to look at the lists whose time has come; waits for nothing. */
    CompletableFuture<Void> checkDue() {
        return CompletableFuture.allOf(lists.values().stream()
                .filter(WatchedList::isDue)
                .map(this::check)
                .toArray(CompletableFuture[]::new));
    }

    /** Looks at one now; completed with the look-ups. */
    CompletableFuture<Void> check(String name) {
        WatchedList list = lists.get(name);
        return list == null ? CompletableFuture.completedFuture(null) : check(list);
    }

    private CompletableFuture<Void> check(WatchedList watched) {
        Optional<String> doubtful = watched.doubtful();
        Map<String, CompletableFuture<DnsAnswer<InetAddress>>> questions = new HashMap<>();
        Stream.concat(TestPoint.of(watched.list()).stream().map(TestPoint::name), doubtful.stream())
                .forEach(name -> {
                    dns.forget(name); // the list as it is now, not as it was an hour ago
                    questions.put(name, dns.askLater(DnsQuestion.a(name)).toCompletableFuture());
                });
        return CompletableFuture.allOf(questions.values().toArray(CompletableFuture[]::new))
                .thenRun(() -> {
                    Map<String, DnsAnswer<InetAddress>> answers = new HashMap<>();
                    questions.forEach((name, answer) -> answers.put(name, answer.join()));
                    watched.checked(ListCheck.of(watched.list(), answers, doubtful), doubtful);
                });
    }
}
