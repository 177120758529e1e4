package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;

/**
 * The embedded database's file as a kill once left it, which H2 cannot open any more ("Double mark"): 633 copies for three customers.
 * The server restores it by itself and starts.
 */
@Covers("B1")
class DamagedDatabaseIT {
    private static final int CUSTOMERS = 3;
    private static final int COPIES = 633;

    @Test
    void whatCanBeReadOfADamagedFileIsRestoredAndTheFileIsKept() throws Exception {
        try (ServerProcess server = new ServerProcess("damaged", "standalone.xml")) {
            Path folder = Files.createDirectories(server.data().resolve("ecluse/db"));
            try (InputStream packed = DamagedDatabaseIT.class.getResourceAsStream("/database/damaged.mv.db.gz");
                    InputStream file = new GZIPInputStream(packed)) {
                Files.copy(file, folder.resolve("ecluse.mv.db"));
            }
            server.start();
            ApiCalls api = new ApiCalls(server);
            assertThat(api.get("/customers").getInt("total")).isEqualTo(CUSTOMERS);
            assertThat(api.get("/messages?limit=1").getInt("total")).isEqualTo(COPIES);
            assertThat(api.customer("made after the repair")).isGreaterThan(CUSTOMERS);
            try (Stream<Path> files = Files.list(folder)) {
                List<String> names = files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".mv.db"))
                        .sorted()
                        .toList();
                assertThat(names)
                        .hasSize(2)
                        .contains("ecluse.mv.db")
                        .element(0)
                        .asString()
                        .startsWith("ecluse.damaged-");
            }
        }
    }
}
