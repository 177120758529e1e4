package org.ecluse.mail;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The Date field (RFC 5322 section 3.3), with the names of zones that older programs write. */
public final class MailDate {
    private static final int MOST_TEXT = 100;
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("[EEE[,] ]d MMM yyyy H:mm[:ss] [XX][zzz]", Locale.ENGLISH);

    private MailDate() {}

    /** The moment and its zone, or empty for what is no date. */
    public static Optional<ZonedDateTime> of(String field) {
        String written = field.substring(0, Math.min(field.length(), MOST_TEXT));
        int comment = written.indexOf('(');
        String bare = (comment < 0 ? written : written.substring(0, comment)).strip();
        try {
            return Optional.of(ZonedDateTime.parse(bare.replaceAll(" +", " "), FORM));
        } catch (DateTimeException e) {
            return Optional.empty(); // what is no date is a finding of its own
        }
    }
}
