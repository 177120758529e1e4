package org.ecluse.server.scanning;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.ecluse.filter.virus.EngineVersion;
import org.ecluse.filter.virus.ScanAnswer;
import org.ecluse.mail.Budget;
import org.ecluse.mail.Budget.BudgetExceededException;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.verdict.Ground;

/** ClamAV's daemon over TCP or a Unix socket: the whole message by INSTREAM, version and signature age by VERSION (clamd(8)). */
public final class ClamdScanner implements AntivirusEngine {
    /** clamd's own default StreamMaxLength is larger; small chunks let it refuse early. */
    private static final int CHUNK_BYTES = 64 * 1024;

    private static final int LONGEST_REPLY_BYTES = 4096;
    private static final Duration VERSION_KEPT = Duration.ofMinutes(1);
    private static final Duration VERSION_TIMEOUT = Duration.ofSeconds(5);
    /** How long a version may stand in while clamd is too busy to tell it. */
    private static final Duration VERSION_STALE = Duration.ofMinutes(10);

    private static final String NOTHING_FOUND = "stream: OK";
    private static final String PROGRAM = "ClamAV";
    private static final DateTimeFormatter SIGNATURE_DATE =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);

    private final EngineLine line;
    private final Duration scanTimeout;
    private final Clock clock;
    private final AtomicReference<KnownVersion> known = new AtomicReference<>();

    /**
     * @param scanTimeout for one whole scan, sending included
     */
    public ClamdScanner(EngineLine line, Duration scanTimeout, Clock clock) {
        this.line = line;
        this.scanTimeout = scanTimeout;
        this.clock = clock;
    }

    private record KnownVersion(EngineVersion version, Instant asked) {}

    @Override
    public String name() {
        return "clamd at " + line.address();
    }

    @Override
    public ScanAnswer scan(RawMessage raw, ParsedMessage parsed, Budget budget) {
        try {
            String reply = instream(raw, budget);
            return answer(
                    reply, version(shorter(VERSION_TIMEOUT, budget.left())).at(clock.instant()));
        } catch (IOException | BudgetExceededException e) {
            return new ScanAnswer.Unavailable(PlainLine.why(e));
        }
    }

    /** What clamd says of itself, for the verdict: asked at most once a minute, and then within {@code time}. */
    EngineVersion version(Duration time) throws IOException {
        KnownVersion last = known.get();
        Instant now = clock.instant();
        if (last != null && !last.asked.plus(VERSION_KEPT).isBefore(now)) {
            return last.version;
        }
        try {
            return askVersion(time);
        } catch (IOException e) {
            // All its threads may be scanning. That it lives is known from the answer to the scan.
            if (last != null && !last.asked.plus(VERSION_STALE).isBefore(now)) {
                return last.version;
            }
            throw e;
        }
    }

    @Override
    public EngineVersion askVersion() throws IOException {
        return askVersion(VERSION_TIMEOUT);
    }

    private EngineVersion askVersion(Duration time) throws IOException {
        try (EngineConnection clamd = EngineConnection.open(line, time)) {
            clamd.write("zVERSION\0");
            Instant now = clock.instant();
            EngineVersion version = parseVersion(reply(clamd)).at(now);
            known.set(new KnownVersion(version, now));
            return version;
        }
    }

    private String instream(RawMessage raw, Budget budget) throws IOException {
        try (EngineConnection clamd = EngineConnection.open(line, shorter(scanTimeout, budget.left()));
                InputStream wire = raw.open()) {
            boolean listens = clamd.write("zINSTREAM\0");
            byte[] octets = new byte[CHUNK_BYTES];
            int read;
            while (listens && (read = wire.readNBytes(octets, 0, CHUNK_BYTES)) > 0) {
                budget.check();
                listens = clamd.write(ByteBuffer.allocate(4 + read)
                        .putInt(read)
                        .put(octets, 0, read)
                        .flip());
            }
            boolean whole = listens && clamd.write(ByteBuffer.allocate(4));
            String reply = reply(clamd);
            if (!whole && reply.equals(NOTHING_FOUND)) {
                throw new IOException("clamd answered before it had the whole message");
            }
            return reply;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Up to the NUL that ends a reply of the {@code z} form. */
    private static String reply(EngineConnection clamd) throws IOException {
        return clamd.readUntil('\0', LONGEST_REPLY_BYTES);
    }

    private ScanAnswer answer(String reply, EngineVersion version) {
        if (reply.equals(NOTHING_FOUND)) {
            return new ScanAnswer.Clean(version);
        }
        if (reply.startsWith("stream: ") && reply.endsWith(" FOUND")) {
            return found(version, PlainLine.of(reply.substring(8, reply.length() - 6)));
        }
        // "INSTREAM size limit exceeded. ERROR" comes here too: what was not scanned is not clean.
        return new ScanAnswer.Unavailable("clamd says: " + PlainLine.of(reply));
    }

    /** What clamd calls "heuristic" is a guess, or says that it did not look: neither destroys a mail (R2.5, R2.6). */
    private static ScanAnswer found(EngineVersion version, String name) {
        if (name.startsWith("Heuristics.Phishing.")) {
            return new ScanAnswer.Suspected(version, Ground.PHISHING, name);
        }
        if (name.startsWith("Heuristics.Limits.") || name.startsWith("Heuristics.Encrypted.")) {
            return new ScanAnswer.Suspected(version, Ground.INCOMPLETE, name);
        }
        return new ScanAnswer.Infected(version, name);
    }

    /**
     * {@code ClamAV 1.0.7/27500/Mon Dec  1 09:40:11 2025}; the date is UTC on a server that runs on UTC.
     *
     * @throws IOException it is something else that answers there
     */
    static EngineVersion parseVersion(String reply) throws IOException {
        String line = PlainLine.of(reply);
        if (!line.startsWith(PROGRAM + " ") || !line.equals(reply)) {
            throw new IOException("no clamd, it says: " + line);
        }
        String[] fields = line.split("/", 3);
        String program = fields[0].substring(PROGRAM.length()).strip();
        String version = fields.length > 1 ? program + "/" + fields[1] : program;
        return new EngineVersion(PROGRAM, version, fields.length > 2 ? date(fields[2]) : Optional.empty());
    }

    private static Optional<Instant> date(String written) {
        try {
            String singleSpaced = written.strip().replaceAll(" {2,}", " ");
            return Optional.of(LocalDateTime.parse(singleSpaced, SIGNATURE_DATE).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty(); // an unknown form of date: the age is not shown
        }
    }
}
