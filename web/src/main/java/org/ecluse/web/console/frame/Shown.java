package org.ecluse.web.console.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.ecluse.mail.AddressFields;
import org.ecluse.server.account.Reader;
import org.ecluse.server.directory.Customer;
import org.ecluse.text.VisibleText;
import org.ecluse.verdict.SymbolTexts;
import org.ecluse.verdict.VerdictName;
import org.ecluse.web.security.CurrentReader;
import org.ecluse.web.text.Texts;

/** Values as people read them: in their language, times in the customer's zone or the user's own. */
@Named
@RequestScoped
public class Shown {
    private static final double BASE64_GROWTH = 4.0 / 3 * 78 / 76;
    private static final int KIBI = 1024;
    private static final int LINE_LENGTH = 1000;

    @Inject
    private Language language;

    @Inject
    private ChosenCustomer customer;

    @Inject
    private CurrentReader reader;

    private ZoneId zone;

    public ZoneId zone() {
        if (zone == null) {
            zone = reader.find().map(Reader::zone).orElseGet(customer::zone);
        }
        return zone;
    }

    public String time(Instant instant) {
        return formatter(FormatStyle.MEDIUM, FormatStyle.SHORT).format(instant);
    }

    /** With seconds: for timelines. */
    public String exactTime(Instant instant) {
        return formatter(FormatStyle.MEDIUM, FormatStyle.MEDIUM).format(instant);
    }

    public String day(Instant instant) {
        return day(LocalDate.ofInstant(instant, zone()));
    }

    public String day(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(dateLocale())
                .format(date);
    }

    /** A full hour. */
    public String hour(int hour) {
        return LocalTime.of(hour, 0).toString();
    }

    /** For the {@code datetime} attribute. */
    public String iso(Instant instant) {
        return instant.toString();
    }

    public String size(long bytes) {
        if (bytes < KIBI) {
            return text("size.bytes", bytes);
        }
        double kibi = (double) bytes / KIBI;
        return kibi < KIBI ? text("size.kb", number(kibi, 0)) : text("size.mb", number(kibi / KIBI, 1));
    }

    /** How large files may be that arrive as {@code wireBytes}: base64 and its line ends add about a third (R2.11). */
    public String sizeBeforeBase64(long wireBytes) {
        return size((long) (wireBytes / BASE64_GROWTH));
    }

    public String points(double points) {
        return number(points, 1);
    }

    public String count(long count) {
        return NumberFormat.getIntegerInstance(language.getLocale()).format(count);
    }

    /** Text from strangers, possibly hostile, as one line that cannot turn the writing around it; escaping is the page's. */
    public String line(String text) {
        return VisibleText.line(text, LINE_LENGTH);
    }

    /** The first mailbox of a From field, as {@link #line}. */
    public String from(String field) {
        return line(AddressFields.readable(field).orElse(field));
    }

    /** As {@link #line}; a message without a readable subject says so. */
    public String subject(String subject) {
        String line = line(subject);
        return line.isEmpty() ? texts().get("tracking.no.subject") : line;
    }

    /** As {@link #line}; the sender of a bounce is {@code <>}. */
    public String sender(String sender) {
        String line = line(sender);
        return line.isEmpty() ? "<>" : line;
    }

    /** A constant's word: the text {@code <group>.<NAME>}. */
    public String word(String group, Enum<?> constant) {
        return texts().get(group + "." + constant.name());
    }

    /** What a verdict is called in the reader's language. */
    public String verdict(VerdictName name) {
        return SymbolTexts.in(language.getLocale()).verdict(name);
    }

    public String customerName(long id) {
        return customer.getAll().stream()
                .filter(each -> each.id() == id)
                .map(Customer::name)
                .findFirst()
                .orElse("");
    }

    public String duration(Instant from, Instant until) {
        long seconds = Duration.between(from, until).toSeconds();
        return seconds < 120 ? text("duration.seconds", seconds) : text("duration.minutes", seconds / 60);
    }

    /** Beginning of {@code day} in the customer's zone. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone()).toInstant();
    }

    public Texts texts() {
        return language.texts();
    }

    private String text(String key, Object value) {
        return texts().format(key, value);
    }

    private DateTimeFormatter formatter(FormatStyle date, FormatStyle time) {
        return DateTimeFormatter.ofLocalizedDateTime(date, time)
                .withLocale(dateLocale())
                .withZone(zone());
    }

    /** Days before months, and 24 hours, in English too. */
    private Locale dateLocale() {
        return language.getLocale().equals(Locale.FRENCH) ? Locale.FRANCE : Locale.UK;
    }

    private String number(double value, int fractionDigits) {
        NumberFormat format = NumberFormat.getNumberInstance(language.getLocale());
        format.setMaximumFractionDigits(fractionDigits);
        return format.format(value);
    }
}
