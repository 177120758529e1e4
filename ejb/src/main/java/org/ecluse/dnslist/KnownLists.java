package org.ecluse.dnslist;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ecluse.dnslist.DnsList.Kind;
import org.ecluse.dnslist.DnsList.Subject;
import org.ecluse.mail.DomainName;

/** The well-known lists of {@code known-lists.txt} beside this class, to start from. None is asked unless somebody adds it. */
public final class KnownLists {
    private KnownLists() {}

    public static List<DnsList> all() {
        return Shipped.LISTS;
    }

    /** The one with this {@link DnsList#name}. */
    public static Optional<DnsList> named(String name) {
        return all().stream().filter(list -> list.name().equals(name)).findFirst();
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final List<DnsList> LISTS = read();

        private static List<DnsList> read() {
            List<DnsList> lists = new ArrayList<>();
            List<String> block = new ArrayList<>();
            for (String line : lines()) {
                if (line.startsWith("[") && !block.isEmpty()) {
                    lists.add(list(block));
                    block.clear();
                }
                block.add(line);
            }
            lists.add(list(block));
            return List.copyOf(lists);
        }

        private static List<String> lines() {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    KnownLists.class.getResourceAsStream("known-lists.txt"), StandardCharsets.UTF_8))) {
                return lines.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException("known-lists.txt", e);
            }
        }

        private static DnsList list(List<String> block) {
            String title = block.get(0).substring(1, block.get(0).length() - 1);
            Map<String, String> properties = new HashMap<>();
            List<AnswerCode> codes = new ArrayList<>();
            for (String line : block.subList(1, block.size())) {
                Optional<AnswerCode> code = AnswerCode.parse(line);
                code.ifPresent(codes::add);
                if (code.isEmpty()) {
                    int blank = line.indexOf(' ');
                    properties.put(line.substring(0, blank), line.substring(blank + 1));
                }
            }
            return new DnsList(
                    title,
                    new DomainName(properties.get("zone")),
                    Kind.valueOf(properties.get("kind")),
                    Arrays.stream(properties.get("asked").split(" "))
                            .map(Subject::valueOf)
                            .collect(Collectors.toSet()),
                    codes);
        }
    }
}
