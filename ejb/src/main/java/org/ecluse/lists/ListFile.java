package org.ecluse.lists;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.ecluse.lists.UnreadableListException.Fault;
import org.ecluse.policy.ListEntry.Colour;

/**
 * Reads and writes lists as CSV: {@code list,sender,note,until}. What is written is read again; read are also files of spreadsheets with
 * semicolons, with the French words, in windows-1252, without a heading, and plain lists of senders.
 */
public final class ListFile {
    /** Largest file that is read. */
    public static final int LARGEST_BYTES = 256 * 1024;

    /** Longest list that is read. */
    public static final int MOST_LINES = 1_000;

    private static final Map<String, Colour> COLOURS = Map.of(
            "green", Colour.ALLOW,
            "verte", Colour.ALLOW,
            "vert", Colour.ALLOW,
            "red", Colour.BLOCK,
            "rouge", Colour.BLOCK);
    private static final Set<String> HEADINGS = Set.of("list", "liste");
    private static final Set<String> PLAIN_HEADINGS = Set.of("sender", "expéditeur");

    /** A cell that begins so is run as a formula by spreadsheets. */
    private static final String FORMULA = "=+-@\t\r";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ListFile() {}

    /** The file of these lines, with a byte order mark, without which spreadsheets take accents for something else. */
    public static String write(List<ListFileLine> lines) {
        StringBuilder file = new StringBuilder(BYTE_ORDER_MARK);
        try (CSVPrinter printer = new CSVPrinter(file, CSVFormat.RFC4180)) {
            printer.printRecord("list", "sender", "note", "until");
            for (ListFileLine line : lines) {
                printer.printRecord(
                        line.colour() == Colour.ALLOW ? "green" : "red",
                        harmless(line.sender()),
                        harmless(line.note()),
                        line.lastDay().map(LocalDate::toString).orElse(""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes everything", e);
        }
        return file.toString();
    }

    /**
     * The lines of a file, without empty ones.
     *
     * @param usual the list of lines that name none
     */
    public static List<ListFileLine> read(byte[] file, Colour usual) throws UnreadableListException {
        if (file.length > LARGEST_BYTES) {
            throw new UnreadableListException(Fault.TOO_LARGE);
        }
        String text = decoded(file);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator(text))
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        List<ListFileLine> lines = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord row : parser) {
                if (lines.size() == MOST_LINES) {
                    throw new UnreadableListException(Fault.TOO_MANY_LINES);
                }
                line(row, usual).ifPresent(lines::add);
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new UnreadableListException(Fault.NO_TABLE, e);
        }
        return lines;
    }

    private static Optional<ListFileLine> line(CSVRecord row, Colour usual) {
        String first = cell(row, 0);
        String word = first.toLowerCase(Locale.ROOT);
        boolean heading = row.getRecordNumber() == 1 && (HEADINGS.contains(word) || PLAIN_HEADINGS.contains(word));
        Colour colour = COLOURS.get(word);
        int sender = colour == null ? 0 : 1;
        if (heading || cell(row, sender).isEmpty()) {
            return Optional.empty();
        }
        String until = cell(row, sender + 2);
        Optional<LocalDate> lastDay = day(until);
        return Optional.of(new ListFileLine(
                row.getRecordNumber(),
                colour == null ? usual : colour,
                cell(row, sender),
                cell(row, sender + 1),
                lastDay,
                !until.isEmpty() && lastDay.isEmpty()));
    }

    private static Optional<LocalDate> day(String written) {
        try {
            return written.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(written));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // the line is told of as faulty
        }
    }

    private static String cell(CSVRecord row, int index) {
        String cell = index < row.size() ? row.get(index) : "";
        boolean quoted = cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA.indexOf(cell.charAt(1)) >= 0;
        return quoted ? cell.substring(1) : cell;
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static char separator(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        return first.indexOf(';') >= 0 && first.indexOf(',') < 0 ? ';' : ',';
    }

    private static String decoded(byte[] file) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            // What spreadsheets save in Western Europe unless told otherwise.
            text = new String(file, Charset.forName("windows-1252"));
        }
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
