package org.ecluse.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ecluse.dns.DnsLookup.Mx;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Ports;

/**
 * Debian's NSD on loopback with what a {@link FakeDns} holds. A name that is silent there is a zone without content here, which
 * NSD answers with SERVFAIL; names below it are zones of their own.
 */
final class NameServerPeer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final int LONGEST_STRING = 255;

    private final Path directory;
    private final Process process;
    private final int port;

    NameServerPeer(FakeDns zone) throws IOException, InterruptedException {
        directory = Files.createTempDirectory("ecluse-nsd");
        port = Ports.free();
        write(zone);
        process = new ProcessBuilder(
                        "/usr/sbin/nsd",
                        "-d",
                        "-c",
                        directory.resolve("nsd.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Await.until("nsd answers on port " + port, START_LIMIT, this::isUp);
    }

    /** As the setting {@code ecluse.dns.servers} wants it. */
    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        ServerProcess.delete(directory);
    }

    /** NSD opens TCP and UDP together. */
    private boolean isUp() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("nsd ended: " + Files.readString(directory.resolve("log")));
        }
        try (java.net.Socket socket = new java.net.Socket()) {
            socket.connect(new java.net.InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    private void write(FakeDns zone) throws IOException {
        Set<String> empty = new HashSet<>();
        Set<String> full = new HashSet<>(Set.of(""));
        Map<String, List<String>> records = records(zone);
        for (String name : zone.names()) {
            if (zone.isSilent(name) && !records.containsKey(name)) {
                empty.add(name);
            } else if (zone.names().stream().anyMatch(above -> zone.isSilent(above) && name.endsWith("." + above))) {
                full.add(name);
            }
        }
        StringBuilder conf = new StringBuilder("server:\n  ip-address: 127.0.0.1@" + port
                + "\n  username: \"\"\n  pidfile: \"\"\n  database: \"\"\n  server-count: 1\n  xfrdfile: \""
                + directory.resolve("xfrd") + "\"\n  zonelistfile: \"" + directory.resolve("zones")
                + "\"\n  zonesdir: \"" + directory + "\"\nremote-control:\n  control-enable: no\n");
        int number = 0;
        for (String apex : empty) {
            conf.append(zoneClause(apex, "none-" + number++));
        }
        for (String apex : full) {
            String file = "zone-" + number++;
            conf.append(zoneClause(apex, file));
            Files.writeString(directory.resolve(file), content(apex, full, zone, records), StandardCharsets.US_ASCII);
        }
        Files.writeString(directory.resolve("nsd.conf"), conf);
    }

    private static String zoneClause(String apex, String file) {
        return "zone:\n  name: \"" + escaped(apex) + ".\"\n  zonefile: \"" + file + "\"\n";
    }

    /** The records at and below {@code apex} that no zone further down holds. */
    private static String content(String apex, Set<String> apexes, FakeDns zone, Map<String, List<String>> records) {
        String top = escaped(apex) + ".";
        StringBuilder text = new StringBuilder("$TTL 60\n" + top
                + " SOA ns.invalid. hostmaster.invalid. 1 3600 600 86400 1\n" + top + " NS ns.invalid.\n");
        for (String name : new TreeMap<>(records).keySet()) {
            if (apexOf(name, apexes).equals(apex)) {
                records.get(name).forEach(record -> text.append(record).append('\n'));
            }
        }
        return text.toString();
    }

    private static String apexOf(String name, Set<String> apexes) {
        return apexes.stream()
                .filter(apex -> apex.isEmpty() || name.equals(apex) || name.endsWith("." + apex))
                .max(java.util.Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static Map<String, List<String>> records(FakeDns zone) {
        Map<String, List<String>> records = new HashMap<>();
        zone.forEachRecord((name, type, value) -> records.computeIfAbsent(name, n -> new ArrayList<>())
                .add(escaped(name) + ". " + type + " " + written(type, value)));
        return records;
    }

    private static String written(String type, Object value) {
        return switch (type) {
            case "TXT" -> strings(value.toString());
            case "MX" -> ((Mx) value).preference() + " " + target(((Mx) value).host());
            case "PTR", "CNAME" -> target(value.toString());
            case "A" -> ((InetAddress) value).getHostAddress();
            case "AAAA" -> v6((InetAddress) value);
            default -> throw new IllegalArgumentException(type);
        };
    }

    /** A mapped address, which Java holds as IPv4, stays AAAA. */
    private static String v6(InetAddress address) {
        return (address.getAddress().length == 4 ? "::ffff:" : "") + address.getHostAddress();
    }

    private static String target(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return escaped(bare) + ".";
    }

    private static String strings(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder strings = new StringBuilder();
        for (int from = 0; from == 0 || from < octets.length; from += LONGEST_STRING) {
            int to = Math.min(octets.length, from + LONGEST_STRING);
            strings.append('"')
                    .append(octal(Arrays.copyOfRange(octets, from, to)))
                    .append("\" ");
        }
        return strings.toString().strip();
    }

    private static String escaped(String name) {
        return Arrays.stream(name.split("\\.", -1))
                .map(label -> octal(label.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining("."));
    }

    /** All but letters, digits, hyphen and underscore as {@code \\DDD} (RFC 1035 section 5.1). */
    private static String octal(byte[] octets) {
        StringBuilder text = new StringBuilder();
        for (byte octet : octets) {
            char c = (char) (octet & 0xff);
            boolean plain =
                    c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            text.append(plain ? String.valueOf(c) : String.format("\\%03d", (int) c));
        }
        return text.toString();
    }
}
