package org.ecluse.smtp.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A dialog script of chasquid: one line an action or an expectation. */
record Dialog(String name, List<Line> lines) {

    /**
     * @param number from 1, as in the file
     * @param kind what stands between {@code c} and the text, such as {@code ->} or {@code <~}
     */
    record Line(int number, String kind, String text) {}

    static Dialog read(Path folder, Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        List<String> all = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < all.size(); i++) {
            String line = all.get(i);
            if (!line.startsWith("c ")) continue;
            String[] words = line.split(" ", 3);
            lines.add(new Line(i + 1, words[1], words.length < 3 ? "" : words[2]));
        }
        return new Dialog(folder.relativize(file).toString(), lines);
    }

    @Override
    public String toString() {
        return name;
    }

    /** The octets of a Python expression of quoted texts, {@code *}, {@code +} and parentheses. */
    static String evaluate(String expression) {
        return new Expression(expression).sum();
    }

    private static final class Expression {
        private final String text;
        private int at;

        Expression(String text) {
            this.text = text.replace(" ", "");
        }

        String sum() {
            StringBuilder sum = new StringBuilder(product());
            while (at < text.length() && text.charAt(at) == '+') {
                at++;
                sum.append(product());
            }
            return sum.toString();
        }

        private String product() {
            String factor = value();
            if (at < text.length() && text.charAt(at) == '*') {
                int from = ++at;
                while (at < text.length() && Character.isDigit(text.charAt(at))) at++;
                return factor.repeat(Integer.parseInt(text.substring(from, at)));
            }
            return factor;
        }

        private String value() {
            char first = text.charAt(at++);
            if (first == '(') {
                String inner = sum();
                at++;
                return inner;
            }
            if (first != '\'') throw new IllegalArgumentException(text);
            int end = text.indexOf('\'', at);
            String quoted = text.substring(at, end);
            at = end + 1;
            return quoted.replace("\\r", "\r").replace("\\n", "\n");
        }
    }
}
