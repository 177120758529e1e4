package org.ecluse.web.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.server.access.InvalidInputException;

/** Reads what callers give: absent is empty, wrong is a 400 that names the field. */
public final class Given {
    private Given() {}

    /** {@code body}, which must be there. */
    public static <T> T body(T body) {
        return present("body", body);
    }

    public static <T> T present(String field, T value) {
        if (value == null) {
            throw new InvalidInputException(field, "error.missing");
        }
        return value;
    }

    public static Optional<String> text(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    /** A point in time of ISO 8601, with offset or Z. */
    public static Optional<Instant> instant(String field, String value) {
        try {
            return text(value).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            throw new InvalidInputException(field, "error.instant");
        }
    }

    /** A constant of {@code type} by its name, case ignored. */
    public static <E extends Enum<E>> Optional<E> choice(String field, String value, Class<E> type) {
        return text(value).map(written -> constant(field, written, type));
    }

    private static <E extends Enum<E>> E constant(String field, String written, Class<E> type) {
        String name = written.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(field, "error.choice"));
    }
}
