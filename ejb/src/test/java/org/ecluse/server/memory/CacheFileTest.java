package org.ecluse.server.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.ecluse.testkit.TestCaches;
import org.infinispan.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was seen of clients, domains and campaigns (R1.8) is still known after a restart. */
class CacheFileTest {
    private static final BiFunction<String, String, Duration> DAY = (key, value) -> Duration.ofDays(1);

    @TempDir
    Path folder;

    private final TestCaches caches = new TestCaches();
    private Cache<String, String> before;
    private Cache<String, String> after;
    private CacheFile file;

    @BeforeEach
    void open() {
        before = caches.memory("before", 1000);
        after = caches.memory("after", 1000);
        file = new CacheFile(folder.resolve("memory/x.gz"));
    }

    @AfterEach
    void close() {
        caches.close();
    }

    @Test
    void whatIsWrittenIsReadWithTheLifespanThatItHasNow() throws IOException {
        before.put("s shop.example", "v1|é", 10, TimeUnit.DAYS);
        before.put("l pills.example", "v1|b", 1, TimeUnit.HOURS);
        file.write(before);
        assertThat(file.read(after, (key, value) -> key.startsWith("l ") ? Duration.ZERO : Duration.ofDays(9)))
                .isEqualTo(1);
        assertThat(after).containsOnlyKeys("s shop.example").containsValue("v1|é");
        assertThat(after.getAdvancedCache().getCacheEntry("s shop.example").getLifespan())
                .isEqualTo(Duration.ofDays(9).toMillis());
    }

    @Test
    void theNewerEntryOfTheCacheStays() throws IOException {
        before.put("a", "old", 1, TimeUnit.DAYS);
        file.write(before);
        after.put("a", "new", 1, TimeUnit.DAYS);
        assertThat(file.read(after, DAY)).isZero();
        assertThat(after).containsEntry("a", "new");
    }

    @Test
    void withoutAFileNothingIsRemembered() throws IOException {
        assertThat(file.read(after, DAY)).isZero();
    }

    @Test
    void aSecondFileTakesThePlaceOfTheFirst() throws IOException {
        before.put("a", "1", 1, TimeUnit.DAYS);
        file.write(before);
        before.remove("a");
        before.put("b", "2", 1, TimeUnit.DAYS);
        file.write(before);
        file.read(after, DAY);
        assertThat(after).containsOnlyKeys("b");
        assertThat(folder.resolve("memory")).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void ofADamagedFileWhatCanBeReadCountsAndTheRestIsTold() throws IOException {
        for (int i = 0; i < 900; i++) {
            before.put("key " + i * 7919, "value " + i * 104_729, 1, TimeUnit.DAYS);
        }
        file.write(before);
        Path written = folder.resolve("memory/x.gz");
        byte[] whole = Files.readAllBytes(written);
        Files.write(written, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> file.read(after, DAY)).isInstanceOf(IOException.class);
        assertThat(after.size()).isBetween(1, 899);
    }

    @Test
    void whatIsNoSuchFileIsTold() throws IOException {
        Files.createDirectories(folder.resolve("memory"));
        Files.writeString(folder.resolve("memory/x.gz"), "something else");
        assertThatThrownBy(() -> file.read(after, DAY)).isInstanceOf(IOException.class);
        assertThat(after).isEmpty();
    }

    @Test
    void whatIsTooLongIsLeftOut() throws IOException {
        before.put("a", "x".repeat(70_000), 1, TimeUnit.DAYS);
        before.put("b", "2", 1, TimeUnit.DAYS);
        file.write(before);
        assertThat(file.read(after, DAY)).isEqualTo(1);
    }
}
