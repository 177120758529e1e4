package org.ecluse.filter.phishing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecluse.mail.PlainWords;

/** The brands of {@code brands.txt}, found by a name in a text or by a host. */
final class BrandList {
    /** Beside one of these even a common word means the firm. */
    private static final List<String> SERVICE_WORDS = List.of(
            " support ",
            " service ",
            " services ",
            " client ",
            " clients ",
            " clientele ",
            " customer ",
            " security ",
            " securite ",
            " account ",
            " accounts ",
            " compte ",
            " bank ",
            " banque ",
            " bancaire ",
            " billing ",
            " facturation ",
            " facture ",
            " team ",
            " equipe ",
            " id ",
            " card ",
            " carte ",
            " alert ",
            " alerte ",
            " notification ",
            " notifications ",
            " info ",
            " infos ",
            " assistance ",
            " kundenservice ",
            " konto ",
            " mobile ",
            " assurance ",
            " payment ",
            " paiement ",
            " delivery ",
            " livraison ",
            " colis ",
            " update ");

    private static final int LONGEST_TEXT = 300;
    private static final int SHORTEST_JOINED = 6;

    private final List<Brand> brands;
    private final Map<String, List<Brand>> byDomain = new HashMap<>();

    private BrandList(List<Brand> brands) {
        this.brands = List.copyOf(brands);
        for (Brand brand : brands) {
            brand.domains()
                    .forEach(domain -> byDomain.computeIfAbsent(domain, key -> new ArrayList<>())
                            .add(brand));
        }
    }

    /** The brands that come with the product. */
    static BrandList shipped() {
        List<Brand> brands = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(BrandList.class.getResourceAsStream("brands.txt"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    brands.add(brand(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("brands.txt", e);
        }
        return new BrandList(brands);
    }

    private static Brand brand(String line) {
        int bar = line.indexOf('|');
        if (bar < 0) {
            throw new IllegalArgumentException("brands.txt: no names: " + line);
        }
        List<String> domains = Arrays.asList(line.substring(0, bar).strip().split(" +"));
        List<String> names = Arrays.asList(line.substring(bar + 1).split(","));
        return new Brand(
                domains.stream().filter(domain -> !domain.startsWith("!")).toList(),
                domains.stream()
                        .filter(domain -> domain.startsWith("!"))
                        .map(domain -> domain.substring(1))
                        .toList(),
                names.stream()
                        .filter(name -> !name.strip().startsWith("~"))
                        .map(BrandList::words)
                        .toList(),
                names.stream()
                        .filter(name -> name.strip().startsWith("~"))
                        .map(BrandList::words)
                        .toList());
    }

    private static String words(String name) {
        return PlainWords.of(name, 100).strip();
    }

    List<Brand> all() {
        return brands;
    }

    /** True if the host belongs to one of the brands. */
    boolean owns(String host) {
        for (String rest = host; !rest.isEmpty(); rest = afterDot(rest)) {
            if (byDomain.containsKey(rest)) {
                return true;
            }
        }
        return false;
    }

    private static String afterDot(String host) {
        int dot = host.indexOf('.');
        return dot < 0 ? "" : host.substring(dot + 1);
    }

    /** The name as words of their own, or written together as one. */
    private static boolean isIn(String words, String name) {
        return words.contains(" " + name + " ")
                || name.length() > SHORTEST_JOINED && words.contains(" " + name.replace(" ", "") + " ");
    }

    /** The brands that a short text such as a display name or a subject names, at most its first {@value #LONGEST_TEXT} characters. */
    Set<Brand> namedIn(String text) {
        Set<Brand> named = new LinkedHashSet<>();
        String words = PlainWords.of(text, LONGEST_TEXT);
        if (words.isBlank()) {
            return named;
        }
        boolean service = SERVICE_WORDS.stream().anyMatch(words::contains);
        for (Brand brand : brands) {
            boolean name = brand.names().stream().anyMatch(each -> isIn(words, each));
            boolean common = brand.commonNames().stream()
                    .anyMatch(each -> words.strip().equals(each) || service && words.contains(" " + each + " "));
            if (name || common) {
                named.add(brand);
            }
        }
        return named;
    }
}
