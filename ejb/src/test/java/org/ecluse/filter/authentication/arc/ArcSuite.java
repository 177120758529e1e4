package org.ecluse.filter.authentication.arc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Suites;
import org.yaml.snakeyaml.Yaml;

/** The test files of ValiMail and its copies: scenarios with keys and messages. */
final class ArcSuite {
    private ArcSuite() {}

    /**
     * One test with the scenario around it.
     *
     * @param test its keys as the file has them
     */
    record Case(String name, Map<String, Object> scenario, Map<String, Object> test) {
        String text(String key) {
            Object value = test.get(key);
            return value == null ? "" : value.toString();
        }

        /** With CRLF line ends. */
        BytesMessage message() {
            String text = text("message").replace("\r\n", "\n").replace("\n", "\r\n");
            return new BytesMessage(text.getBytes(StandardCharsets.UTF_8));
        }

        FakeDns dns() {
            FakeDns dns = new FakeDns();
            Object records = scenario.get("txt-records");
            if (records != null) {
                map(records)
                        .forEach((name, text) -> dns.txt(name, text.toString().replace("\n", "")));
            }
            return dns;
        }
    }

    /** @param file below {@code arc/} */
    static List<Case> read(String file) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = Files.newInputStream(Suites.file("arc/" + file))) {
            for (Object document : new Yaml().loadAll(in)) {
                if (document != null) {
                    Map<String, Object> scenario = map(document);
                    map(scenario.get("tests")).forEach((name, test) -> cases.add(new Case(name, scenario, map(test))));
                }
            }
        }
        return cases;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }
}
