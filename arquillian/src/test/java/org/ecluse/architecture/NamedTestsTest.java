package org.ecluse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/security-tests.md} names is there. */
class NamedTestsTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Path ROOT = Path.of(System.getProperty("ecluse.root"));

    @Test
    void everyTestThatThePageOfAttacksNamesExists() throws IOException {
        Matcher named = NAMED.matcher(Files.readString(ROOT.resolve("docs/security-tests.md")));
        Set<String> missing = new TreeSet<>();
        int found = 0;
        while (named.find()) {
            Optional<Path> file = file(named.group(1));
            if (file.isPresent() && Files.readString(file.get()).contains("void " + named.group(2) + "(")) {
                found++;
            } else {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(found).isGreaterThan(40);
    }

    private static Optional<Path> file(String testClass) throws IOException {
        for (String module : List.of("ejb", "web", "arquillian")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/test/java"))) {
                Optional<Path> found =
                        files.filter(file -> file.endsWith(testClass + ".java")).findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
