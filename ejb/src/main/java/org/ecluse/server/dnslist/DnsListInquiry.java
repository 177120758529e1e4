package org.ecluse.server.dnslist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsQuestion;
import org.ecluse.dnslist.DnsList;
import org.ecluse.dnslist.DnsList.Kind;
import org.ecluse.dnslist.ListQuestion;
import org.ecluse.dnslist.ListReading;
import org.ecluse.dnslist.ListReading.State;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.Listing;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ReversePath;
import org.ecluse.net.IpNetwork;
import org.ecluse.net.SpecialNetworks;
import org.ecluse.settings.ServerSettings;

/**
 * Asks the lists that are to be believed about a sender, all at once and without a thread a question. What is not answered in time is
 * no listing. No list hears of our own people: private, loopback and trusted clients are not asked about.
 */
@ApplicationScoped
public class DnsListInquiry {
    /** Less than what the first RCPT waits for all facts: a slow list must not cost the others. */
    private static final Duration TIME = Duration.ofSeconds(4);

    private static final int MOST_AUTHORS = 3;

    private DnsListWatch watch;
    private DnsLookup dns;
    private List<IpNetwork> trusted;
    private Duration time;

    protected DnsListInquiry() {}

    @Inject
    public DnsListInquiry(DnsListWatch watch, DnsLookup dns, ServerSettings settings) {
        this(watch, dns, settings.smtp().trustedNetworks(), TIME);
    }

    DnsListInquiry(DnsListWatch watch, DnsLookup dns, List<IpNetwork> trusted, Duration time) {
        this.watch = watch;
        this.dns = dns;
        this.trusted = trusted;
        this.time = time;
    }

    /** What the lists say of the client and of the domain in MAIL FROM, within 4 s; never completes exceptionally. */
    public CompletableFuture<List<Listing>> start(InetAddress client, ReversePath from) {
        if (isOurs(client)) {
            return CompletableFuture.completedFuture(List.of());
        }
        Optional<DomainName> domain = from.address().map(EmailAddress::domain);
        List<Question> questions = new ArrayList<>();
        for (WatchedList watched : watch.believed()) {
            ListQuestion.about(client, watched.list())
                    .ifPresent(name -> questions.add(new Question(watched, name, client.getHostAddress())));
            domain.ifPresent(each -> questions.addAll(about(each, watched)));
        }
        return ask(questions);
    }

    /**
     * {@code known}, which was found at MAIL, with what the lists say of the domains in From beside that of MAIL FROM. Waits, at
     * most 4 s.
     *
     * @param authors domains of the From field; the first three are asked about
     */
    public SenderFacts alsoAbout(InetAddress client, ReversePath from, List<DomainName> authors, SenderFacts known) {
        Set<String> asked = new HashSet<>();
        from.address().map(EmailAddress::domain).map(DomainName::value).ifPresent(asked::add);
        List<Question> questions = new ArrayList<>();
        if (!isOurs(client)) {
            authors.stream()
                    .filter(author -> asked.add(author.value()))
                    .limit(MOST_AUTHORS)
                    .forEach(author -> watch.believed().forEach(watched -> questions.addAll(about(author, watched))));
        }
        return questions.isEmpty()
                ? known
                : known.with(strongest(Stream.concat(known.listings().stream(), ask(questions).join().stream())));
    }

    /** A question to a list about a sender, who is named as people read it. */
    private record Question(WatchedList watched, String name, String about) {}

    private record Answer(Question question, ListReading reading) {}

    private static List<Question> about(DomainName domain, WatchedList watched) {
        return ListQuestion.about(domain, watched.list()).stream()
                .map(name -> new Question(watched, name, domain.value()))
                .toList();
    }

    private CompletableFuture<List<Listing>> ask(List<Question> questions) {
        List<CompletableFuture<Answer>> answers =
                questions.stream().map(this::ask).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(end -> listings(answers.stream()
                        .filter(CompletableFuture::isDone)
                        .map(CompletableFuture::join)
                        .toList()));
    }

    private CompletableFuture<Answer> ask(Question question) {
        return dns.askLater(DnsQuestion.a(question.name()))
                .thenApply(records -> {
                    ListReading reading = ListReading.of(question.watched().list(), records);
                    question.watched().answered(question.name(), reading);
                    return new Answer(question, reading);
                })
                .toCompletableFuture();
    }

    /** A list that answered one of these questions wrongly is not believed in the others. */
    private static List<Listing> listings(Collection<Answer> answers) {
        return strongest(answers.stream()
                .filter(answer -> answer.reading().state() == State.LISTED)
                .filter(answer -> answer.question().watched().isBelieved())
                .map(DnsListInquiry::listing));
    }

    private static Listing listing(Answer answer) {
        DnsList list = answer.question().watched().list();
        return new Listing(
                list.symbol(),
                list.kind() == Kind.BLOCK,
                answer.reading().strength(),
                list.title() + ": " + answer.reading().meaning() + " ("
                        + answer.question().about() + ")");
    }

    /** One for each list, however many names it lists: it is one voice. */
    private static List<Listing> strongest(Stream<Listing> all) {
        Map<String, Listing> bySymbol = new LinkedHashMap<>();
        all.forEach(each ->
                bySymbol.merge(each.symbol(), each, (one, other) -> other.strength() > one.strength() ? other : one));
        return List.copyOf(bySymbol.values());
    }

    private boolean isOurs(InetAddress client) {
        return SpecialNetworks.isSpecial(client) || trusted.stream().anyMatch(network -> network.contains(client));
    }
}
