package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How many cases of a public suite were met, for the reader of the build; fewer than all fail it. */
final class SuiteCount {

    private final String name;
    private int passed;

    SuiteCount(String name) {
        this.name = name;
    }

    void passed() {
        passed++;
    }

    void printAndRequire(int total) {
        System.out.println(name + " " + passed + "/" + total);
        assertThat(passed).as(name).isEqualTo(total);
    }

    /** Lines of a table beside the tests, split at tabs and filled up to {@code columns}. */
    static List<String[]> table(String resource, int columns) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (InputStream in = SuiteCount.class.getResourceAsStream("/suites/" + resource)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.isBlank() || line.startsWith("#")) continue;
                String[] row = (line + "\t".repeat(columns)).split("\t", -1);
                rows.add(Arrays.copyOf(row, columns));
            }
        }
        return rows;
    }
}
