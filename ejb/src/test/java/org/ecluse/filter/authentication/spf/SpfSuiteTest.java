package org.ecluse.filter.authentication.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** The openspf suite for RFC 7208: all 203 of it must pass. */
@Covers("R1.11")
class SpfSuiteTest {
    private static final Path SUITE =
            Path.of(System.getProperty("ecluse.suites", "../../shared/suites"), "spf/openspf/rfc7208-tests.yml");

    @TestFactory
    Stream<DynamicTest> openspfSuite() throws IOException {
        Assumptions.assumeTrue(Files.exists(SUITE), "NOT RUN: suite spf/openspf is not there");
        List<DynamicTest> tests = new ArrayList<>();
        try (InputStream in = Files.newInputStream(SUITE)) {
            for (Object scenario : new Yaml().loadAll(in)) {
                Map<String, Object> document = map(scenario);
                FakeDns dns = zone(map(document.get("zonedata")));
                map(document.get("tests"))
                        .forEach((name, test) -> tests.add(DynamicTest.dynamicTest(
                                document.get("description") + ": " + name, () -> check(dns, map(test)))));
            }
        }
        assertThat(tests).hasSize(203);
        return tests.stream();
    }

    private static void check(FakeDns dns, Map<String, Object> test) throws IOException {
        SpfOutcome outcome = new SpfCheck(dns, "receiver.example.net")
                .check(InetAddress.getByName(text(test, "host")), text(test, "mailfrom"), text(test, "helo"));
        Object wanted = test.get("result");
        List<?> allowed = wanted instanceof List<?> several ? several : List.of(wanted);
        assertThat(outcome.result().name().toLowerCase(Locale.ROOT))
                .isIn(allowed.stream().map(Object::toString).toList());
        if (test.containsKey("explanation")) {
            assertThat(outcome.explanation().orElse("DEFAULT")).isEqualTo(text(test, "explanation"));
        }
    }

    private static FakeDns zone(Map<String, Object> zone) {
        FakeDns dns = new FakeDns();
        zone.forEach((name, records) -> {
            dns.exists(name);
            boolean ownText = ((List<?>) records)
                    .stream().anyMatch(each -> each instanceof Map<?, ?> record && record.containsKey("TXT"));
            for (Object each : (List<?>) records) {
                if (each instanceof Map<?, ?> record) {
                    record.forEach((type, value) -> add(dns, name, type.toString(), value, ownText));
                } else {
                    dns.timeout(name);
                }
            }
        });
        return dns;
    }

    private static void add(FakeDns dns, String name, String type, Object value, boolean ownText) {
        switch (type) {
            case "TXT" -> {
                if (!"NONE".equals(value)) {
                    dns.txt(name, joined(value));
                }
            }
            case "SPF" -> {
                if (!ownText) {
                    dns.txt(name, joined(value)); // the suite's SPF records stand for TXT too
                }
            }
            case "A" -> dns.address(name, value.toString());
            case "AAAA" -> dns.aaaa(name, value.toString());
            case "PTR" -> dns.pointer(name, value.toString());
            case "CNAME" -> dns.alias(name, value.toString());
            case "MX" -> {
                List<?> mx = (List<?>) value;
                dns.mx(name, ((Number) mx.get(0)).intValue(), mx.get(1).toString());
            }
            default -> throw new IllegalArgumentException(type);
        }
    }

    private static String joined(Object value) {
        return value instanceof List<?> parts
                ? String.join("", parts.stream().map(Object::toString).toList())
                : value.toString();
    }

    private static String text(Map<String, Object> test, String key) {
        Object value = test.get(key);
        return value == null ? "" : value.toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }
}
