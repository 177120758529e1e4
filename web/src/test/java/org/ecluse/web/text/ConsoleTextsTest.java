package org.ecluse.web.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ecluse.disposition.CopyFate;
import org.ecluse.dnslist.DnsList;
import org.ecluse.dnslist.KnownLists;
import org.ecluse.dnslist.ListFault;
import org.ecluse.filter.reputation.Observation;
import org.ecluse.lists.UnreadableListException;
import org.ecluse.policy.AttachmentClass;
import org.ecluse.policy.BulkClass;
import org.ecluse.policy.DmarcPolicy;
import org.ecluse.policy.Doubt;
import org.ecluse.policy.FailMode;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.GreyPolicy;
import org.ecluse.policy.ListEntry;
import org.ecluse.policy.SpoofingAction;
import org.ecluse.policy.UnseenAction;
import org.ecluse.policy.VirusAction;
import org.ecluse.quarantine.Releaser;
import org.ecluse.rate.RateUnit;
import org.ecluse.rate.RateWindow;
import org.ecluse.server.access.Role;
import org.ecluse.server.directory.RecipientCheck;
import org.ecluse.server.directory.TlsMode;
import org.ecluse.server.directory.UnknownRecipients;
import org.ecluse.server.dnslist.ListState;
import org.ecluse.server.jobs.JobName;
import org.ecluse.server.jobs.JobRunRow;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.quarantine.QuarantineEntryRow;
import org.ecluse.server.quarantine.ReleaseAnswer;
import org.ecluse.server.queue.QueueEntryRow;
import org.ecluse.server.reputation.ListedClient;
import org.ecluse.server.scanning.EngineState;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.Look;
import org.ecluse.web.console.filtering.BulkForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every word of the console exists in both languages, and no page asks for one that does not. */
class ConsoleTextsTest {
    private static final Path ROOT = Path.of(System.getProperty("ecluse.root"));
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d");

    @ParameterizedTest
    @ValueSource(strings = {"console", "help"})
    void bothLanguagesHaveTheSameKeysAndNoEmptyText(String bundle) {
        Properties english = load(bundle + "_en");
        Properties french = load(bundle + "_fr");
        assertThat(french.keySet()).isEqualTo(english.keySet());
        assertThat(english.values())
                .allSatisfy(text -> assertThat((String) text).isNotBlank());
        assertThat(french.values()).allSatisfy(text -> assertThat((String) text).isNotBlank());
    }

    @Test
    void bothLanguagesFillTheSamePlaceholders() {
        Properties english = load("console_en");
        Properties french = load("console_fr");
        english.stringPropertyNames()
                .forEach(key -> assertThat(placeholders(french.getProperty(key)))
                        .as(key)
                        .isEqualTo(placeholders(english.getProperty(key))));
    }

    @Test
    void quotesAreDoubledInPatternsAndOnlyThere() {
        for (String language : List.of("console_en", "console_fr")) {
            Properties texts = load(language);
            for (String key : texts.stringPropertyNames()) {
                String text = texts.getProperty(key);
                boolean pattern = PLACEHOLDER.matcher(text).find();
                assertThat(text.replace("''", ""))
                        .as(language + " " + key)
                        .matches(rest -> !pattern || !rest.contains("'"), "single quote in a pattern");
                assertThat(text)
                        .as(language + " " + key)
                        .matches(plain -> pattern || !plain.contains("''"), "doubled quote in plain text");
            }
        }
    }

    @Test
    void pagesUseOnlyTextsThatExist() {
        List<String> pages = read(ROOT.resolve("web/src/main/webapp"), ".xhtml");
        assertThat(pages).hasSizeGreaterThan(15);
        assertThat(load("console_en").stringPropertyNames())
                .containsAll(found("\\btext\\['([^']+)'\\](?!\\.concat)", pages));
        assertThat(load("help_en").stringPropertyNames()).containsAll(found("\\bhelp\\['([^']+)'\\]", pages));
    }

    @Test
    void sourcesUseOnlyTextsThatExist() {
        List<String> beans = read(ROOT.resolve("web/src/main/java"), ".java");
        assertThat(load("console_en").stringPropertyNames())
                .containsAll(found("feedback\\.(?:done|warn|error)\\(\\s*\"([^\"]+[^.])\"", beans))
                .containsAll(found("texts(?:\\(\\))?\\.(?:get|format)\\(\\s*\"([^\"]+[^.])\"", beans));
    }

    @Test
    void everyRefusedInputHasASentence() {
        List<String> sources = Stream.of("ejb", "batch-jobs", "web")
                .flatMap(module -> read(ROOT.resolve(module).resolve("src/main/java"), ".java").stream())
                .toList();
        Set<String> keys = found("InvalidInputException\\(\\s*[^,()]+,\\s*\"([^\"]+[^.])\"\\)", sources);
        assertThat(keys).hasSizeGreaterThan(20);
        assertThat(load("console_en").stringPropertyNames()).containsAll(keys);
    }

    @Test
    void everyConstantThatPagesShowHasAWord() {
        Set<String> wanted = new TreeSet<>();
        words(wanted, "level", FilterLevel.values());
        words(wanted, "level.long", FilterLevel.values());
        words(wanted, "account.level.long", FilterLevel.values());
        words(wanted, "account.lists.long", ListEntry.Colour.values());
        words(wanted, "account.lists.saved", ListEntry.Colour.values());
        words(wanted, "error.list.file", UnreadableListException.Fault.values());
        words(wanted, "look", Look.Subject.values());
        words(wanted, "role", Role.values());
        words(wanted, "releaser", Releaser.values());
        words(wanted, "account.history.kind", new EventKind[] {EventKind.VIEWED, EventKind.RELEASED, EventKind.LEARNED
        });
        words(wanted, "bulk", BulkClass.values());
        words(wanted, "bulk.action", BulkForm.BulkAction.values());
        words(wanted, "attachment", AttachmentClass.values());
        words(wanted, "unseen", UnseenAction.values());
        words(wanted, "dmarc", DmarcPolicy.Mode.values());
        words(wanted, "virus", VirusAction.values());
        words(wanted, "spoofing", SpoofingAction.values());
        words(wanted, "fail", FailMode.values());
        words(wanted, "colour", ListEntry.Colour.values());
        words(wanted, "kind", ListEntry.Kind.values());
        words(wanted, "error.list.value", ListEntry.Kind.values());
        words(wanted, "lists.explain.ALLOW", ListEntry.Kind.values());
        words(wanted, "lists.explain.BLOCK", ListEntry.Kind.values());
        words(wanted, "recipient-check", RecipientCheck.values());
        words(wanted, "unknown", UnknownRecipients.values());
        words(wanted, "tls", TlsMode.values());
        words(wanted, "state", CopyRow.State.values());
        words(wanted, "event", EventKind.values());
        words(wanted, "held", QuarantineEntryRow.State.values());
        words(wanted, "queued", QueueEntryRow.State.values());
        words(wanted, "class", QuarantineClass.values());
        words(wanted, "quarantine.outcome", ReleaseAnswer.Outcome.values());
        words(wanted, "quarantine.outcomes", ReleaseAnswer.Outcome.values());
        words(wanted, "run", JobRunRow.State.values());
        words(wanted, "fate", CopyFate.values());
        words(wanted, "doubt", Doubt.values());
        words(wanted, "grey.mode", GreyPolicy.Mode.values());
        words(wanted, "dnslist.kind", DnsList.Kind.values());
        words(wanted, "dnslist.subject", DnsList.Subject.values());
        words(wanted, "dnslist.health", ListState.Health.values());
        words(wanted, "dnslist.fault", ListFault.values());
        KnownLists.all().forEach(list -> wanted.add("dnslist.terms." + list.name()));
        wanted.add("dnslist.health.INACTIVE");
        words(wanted, "engines.health", EngineState.Health.values());
        words(wanted, "engines.said", EngineState.Said.values());
        words(wanted, "reputation.seen", Observation.values());
        words(wanted, "reputation.state", ListedClient.State.values());
        words(wanted, "reputation.rate.unit", RateUnit.values());
        words(wanted, "reputation.rate.window", RateWindow.values());
        Arrays.stream(JobName.values()).forEach(job -> wanted.add("job." + job.word()));
        assertThat(load("console_en").stringPropertyNames()).containsAll(wanted);
    }

    private static void words(Set<String> keys, String group, Enum<?>[] constants) {
        Arrays.stream(constants).forEach(constant -> keys.add(group + "." + constant.name()));
    }

    private static Set<String> placeholders(String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Set<String> found(String pattern, List<String> files) {
        Set<String> keys = new TreeSet<>();
        Pattern compiled = Pattern.compile(pattern);
        for (String file : files) {
            Matcher matcher = compiled.matcher(file);
            while (matcher.find()) {
                keys.add(matcher.group(1));
            }
        }
        return keys;
    }

    private static List<String> read(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(ConsoleTextsTest::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties load(String name) {
        Properties properties = new Properties();
        try (InputStream in = ConsoleTextsTest.class.getResourceAsStream("/org/ecluse/text/" + name + ".properties")) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
