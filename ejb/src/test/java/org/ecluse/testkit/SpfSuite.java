package org.ecluse.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** Reads suites in the format of openspf: documents with tests and the zone they are run in. */
public final class SpfSuite {
    private SpfSuite() {}

    /** @param results any of them passes, lower case */
    public record Case(
            String name, String client, String mailFrom, String helo, List<String> results, String explanation) {}

    /** Cases and their zone. */
    public record Scenario(FakeDns zone, List<Case> cases) {}

    public static List<Scenario> read(Path file) throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (Object each : new Yaml().loadAll(in)) {
                Map<String, Object> document = map(each);
                List<Case> cases = new ArrayList<>();
                map(document.get("tests"))
                        .forEach((name, test) -> cases.add(read(document.get("description") + ": " + name, map(test))));
                scenarios.add(new Scenario(zone(map(document.get("zonedata"))), cases));
            }
        }
        return scenarios;
    }

    private static Case read(String name, Map<String, Object> test) {
        Object wanted = test.get("result");
        List<?> allowed = wanted instanceof List<?> several ? several : List.of(wanted);
        return new Case(
                name,
                text(test, "host"),
                text(test, "mailfrom"),
                text(test, "helo"),
                allowed.stream().map(Object::toString).toList(),
                text(test, "explanation"));
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
