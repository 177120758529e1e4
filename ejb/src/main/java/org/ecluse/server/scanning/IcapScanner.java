package org.ecluse.server.scanning;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

/**
 * An antivirus behind ICAP (RFC 3507): the message goes as the body of an HTTP answer in RESPMOD, with a preview where the service wants
 * one. 204 or the same body back is "clean"; the service's name for what it found makes it infected; content that comes back changed
 * without a name must not pass as clean.
 */
public final class IcapScanner implements AntivirusEngine {
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final Duration OPTIONS_TIMEOUT = Duration.ofSeconds(5);
    private static final String END = "0\r\n\r\n";
    /** The whole message was in the preview (section 4.5). */
    private static final String END_IN_PREVIEW = "0; ieof\r\n\r\n";

    private final EngineLine line;
    private final String path;
    private final Duration scanTimeout;
    private final Clock clock;
    private final AtomicReference<KnownOptions> known = new AtomicReference<>();
    private final AtomicReference<SeenTag> seen = new AtomicReference<>();

    /**
     * @param path of the service, without the leading slash
     * @param scanTimeout for one whole scan, connecting and sending included
     */
    public IcapScanner(EngineLine line, String path, Duration scanTimeout, Clock clock) {
        this.line = line;
        this.path = path;
        this.scanTimeout = scanTimeout;
        this.clock = clock;
    }

    private record KnownOptions(IcapOptions options, Instant until) {}

    /** @param since when this node first saw it, which is all that can be known of the age of the signatures */
    private record SeenTag(String value, Instant since) {}

    @Override
    public String name() {
        return "ICAP at " + line.address() + "/" + path;
    }

    @Override
    public EngineVersion askVersion() throws IOException {
        IcapOptions options = askOptions(OPTIONS_TIMEOUT);
        return version(options, options.tag());
    }

    @Override
    public ScanAnswer scan(RawMessage raw, ParsedMessage parsed, Budget budget) {
        try {
            KnownOptions last = known.get();
            IcapOptions options = last != null && clock.instant().isBefore(last.until)
                    ? last.options
                    : askOptions(shorter(OPTIONS_TIMEOUT, budget.left()));
            return scan(raw, options, budget);
        } catch (IOException | BudgetExceededException e) {
            return new ScanAnswer.Unavailable(PlainLine.why(e));
        }
    }

    private IcapOptions askOptions(Duration time) throws IOException {
        try (EngineConnection icap = EngineConnection.open(line, time)) {
            icap.write(request("OPTIONS") + "Encapsulated: null-body=0\r\n\r\n");
            IcapOptions options = IcapOptions.of(IcapHead.read(icap));
            known.set(new KnownOptions(options, clock.instant().plus(options.validFor())));
            return options;
        }
    }

    private ScanAnswer scan(RawMessage raw, IcapOptions options, Budget budget) throws IOException {
        try (EngineConnection icap = EngineConnection.open(line, shorter(scanTimeout, budget.left()));
                InputStream wire = raw.open()) {
            boolean listens = icap.write(respmod(raw.sizeBytes(), options));
            boolean whole = false;
            if (listens && options.preview().isPresent()) {
                byte[] preview = wire.readNBytes(options.preview().getAsInt());
                whole = preview.length >= raw.sizeBytes();
                listens = (preview.length == 0 || icap.write(chunk(preview, preview.length)))
                        && icap.write(whole ? END_IN_PREVIEW : END);
                IcapHead head = IcapHead.read(icap);
                if (head.status() != IcapHead.CONTINUE || whole || !listens) {
                    return answer(head, options, icap, raw, listens);
                }
            }
            byte[] octets = new byte[CHUNK_BYTES];
            int read;
            while (listens && (read = wire.readNBytes(octets, 0, CHUNK_BYTES)) > 0) {
                budget.check();
                listens = icap.write(chunk(octets, read));
            }
            whole = listens && icap.write(END);
            return answer(IcapHead.read(icap), options, icap, raw, whole);
        }
    }

    /** @param heard whether the server waited for what it was to be sent */
    private ScanAnswer answer(IcapHead head, IcapOptions options, EngineConnection icap, RawMessage raw, boolean heard)
            throws IOException {
        boolean looked = head.status() == IcapHead.OK || head.status() == IcapHead.NO_CONTENT;
        if (!looked) {
            return new ScanAnswer.Unavailable("ICAP says " + head.status());
        }
        EngineVersion version = version(options, head.serviceTag().isEmpty() ? options.tag() : head.serviceTag());
        Optional<IcapThreat> threat = IcapThreat.in(head);
        if (threat.isPresent()) {
            String name = threat.get().name();
            return threat.get().virus()
                    ? new ScanAnswer.Infected(version, name)
                    : new ScanAnswer.Suspected(version, Ground.INCOMPLETE, name);
        }
        if (!heard) {
            throw new IOException("ICAP answered before it had the whole message");
        }
        if (head.status() == IcapHead.NO_CONTENT) {
            return new ScanAnswer.Clean(version);
        }
        try (InputStream sent = raw.open()) {
            return new IcapBody(icap).isUnchanged(head, sent)
                    ? new ScanAnswer.Clean(version)
                    : new ScanAnswer.Suspected(
                            version, Ground.INCOMPLETE, "changed by the engine, which gives no reason");
        }
    }

    private EngineVersion version(IcapOptions options, String tag) {
        Instant now = clock.instant();
        SeenTag current =
                seen.updateAndGet(last -> last != null && last.value.equals(tag) ? last : new SeenTag(tag, now));
        if (!tag.equals(options.tag())) {
            known.set(null); // the service says that its options may have changed (section 4.7)
        }
        return new EngineVersion(
                options.service(), tag, Optional.empty(), Optional.of(Duration.between(current.since, now)));
    }

    private String respmod(long size, IcapOptions options) {
        String request = "GET http://mail.invalid/message.eml HTTP/1.1\r\nHost: mail.invalid\r\n\r\n";
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: message/rfc822\r\nContent-Length: " + size + "\r\n\r\n";
        String preview =
                options.preview().isPresent() ? "Preview: " + options.preview().getAsInt() + "\r\n" : "";
        return request("RESPMOD")
                + "Allow: 204\r\n"
                + preview
                + "Encapsulated: req-hdr=0, res-hdr=" + request.length() + ", res-body="
                + (request.length() + answer.length()) + "\r\n\r\n" + request + answer;
    }

    private String request(String method) {
        String host = line.address().isUnix() ? "localhost" : line.address().written();
        return method + " icap://" + host + "/" + path + " ICAP/1.0\r\nHost: " + host
                + "\r\nUser-Agent: Ecluse\r\nConnection: close\r\n";
    }

    private static ByteBuffer chunk(byte[] octets, int length) {
        byte[] size =
                (Integer.toHexString(length).toLowerCase(Locale.ROOT) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(size.length + length + 2)
                .put(size)
                .put(octets, 0, length)
                .put((byte) '\r')
                .put((byte) '\n')
                .flip();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
