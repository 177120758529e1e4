package org.ecluse.server.scanning;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.voices.VoiceAnswer;
import org.ecluse.filter.voices.VoicesStage;
import org.ecluse.mail.Budget;
import org.ecluse.mail.Budget.BudgetExceededException;
import org.ecluse.net.IpText;

/**
 * SpamAssassin's spamd over TCP or a Unix socket: {@code SYMBOLS} of SPAMC/1.5. The message goes with a Received line of ours before it,
 * for SpamAssassin knows of no other way to learn from where it came.
 */
final class SpamdVoice implements VoiceEngine {
    private static final String GREETING = "SPAMD/";
    private static final int LONGEST_LINE = 1024;
    private static final int LONGEST_BODY = 32 * 1024;
    private static final int MOST_LINES = 20;
    private static final int MOST_SYMBOLS = 200;
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(3);

    private final EngineLine line;
    private final String hostName;

    /** @param hostName of this service, for the Received line */
    SpamdVoice(EngineLine line, String hostName) {
        this.line = line;
        this.hostName = hostName;
    }

    @Override
    public String name() {
        return "SpamAssassin at " + line.address();
    }

    @Override
    public String symbol() {
        return VoicesStage.SPAMASSASSIN;
    }

    @Override
    public String askVersion() throws IOException {
        try (EngineConnection spamd = EngineConnection.open(line, LOOK_TIMEOUT)) {
            spamd.write("PING SPAMC/1.5\r\n\r\n");
            String answer = line(spamd);
            if (!answer.startsWith(GREETING) || !answer.endsWith(" PONG")) {
                throw new IOException("no spamd, it says: " + PlainLine.of(answer));
            }
            return "spamd, protocol " + PlainLine.of(answer.substring(GREETING.length(), answer.indexOf(' ')));
        }
    }

    @Override
    public VoiceAnswer listen(MailTransaction mail, Budget budget) {
        try (EngineConnection spamd = EngineConnection.open(line, budget.left());
                InputStream wire = mail.raw().open()) {
            byte[] trace = trace(mail).getBytes(StandardCharsets.US_ASCII);
            boolean listens = spamd.write(
                            "SYMBOLS SPAMC/1.5\r\nContent-length: " + (trace.length + mail.sizeBytes()) + "\r\n\r\n")
                    && spamd.write(ByteBuffer.wrap(trace));
            byte[] octets = new byte[CHUNK_BYTES];
            int read;
            while (listens && (read = wire.readNBytes(octets, 0, CHUNK_BYTES)) > 0) {
                budget.check();
                listens = spamd.write(ByteBuffer.wrap(octets, 0, read));
            }
            if (listens) {
                spamd.endOutput();
            }
            return answer(spamd);
        } catch (IOException | BudgetExceededException e) {
            return new VoiceAnswer.Silent(PlainLine.why(e));
        }
    }

    private static VoiceAnswer answer(EngineConnection spamd) throws IOException {
        String first = line(spamd);
        if (!first.startsWith(GREETING) || !first.endsWith(" 0 EX_OK")) {
            throw new IOException("spamd says: " + PlainLine.of(first));
        }
        Optional<double[]> score = Optional.empty();
        for (int lines = 0; lines < MOST_LINES; lines++) {
            String header = line(spamd);
            if (header.isEmpty()) {
                double[] numbers = score.orElseThrow(() -> new IOException("spamd's answer has no score"));
                return new VoiceAnswer.Score(numbers[0], numbers[1], symbols(body(spamd)));
            }
            if (header.toLowerCase(Locale.ROOT).startsWith("spam:")) {
                score = numbers(header);
            }
        }
        throw new IOException("spamd's answer has more than " + MOST_LINES + " lines of header");
    }

    /** {@code Spam: True ; 15.1 / 5.0}. */
    private static Optional<double[]> numbers(String header) {
        String[] parts = header.substring(header.indexOf(';') + 1).split("/", -1);
        try {
            double score = Double.parseDouble(parts[0].strip());
            double required = parts.length == 2 ? Double.parseDouble(parts[1].strip()) : 0;
            return Double.isFinite(score) && Double.isFinite(required) && required > 0
                    ? Optional.of(new double[] {score, required})
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty(); // which is "no score"
        }
    }

    private static String body(EngineConnection spamd) throws IOException {
        StringBuilder body = new StringBuilder();
        for (int octet = spamd.read(); octet >= 0; octet = spamd.read()) {
            if (body.length() >= LONGEST_BODY) {
                throw new IOException("spamd names more than " + LONGEST_BODY + " bytes of symbols");
            }
            body.append((char) octet);
        }
        return body.toString();
    }

    private static List<VoiceAnswer.Symbol> symbols(String body) {
        List<VoiceAnswer.Symbol> symbols = new ArrayList<>();
        Arrays.stream(body.split("[,\\s]+"))
                .filter(name -> !name.isEmpty())
                .limit(MOST_SYMBOLS)
                .forEach(name -> symbols.add(new VoiceAnswer.Symbol(name, OptionalDouble.empty())));
        return symbols;
    }

    private String trace(MailTransaction mail) {
        String address = IpText.of(mail.session().client());
        return "Return-Path: <" + word(mail.envelope().from().text()) + ">\r\n"
                + "Received: from " + word(mail.session().helo()) + " ("
                + word(mail.senderFacts().reverseName().orElse("unknown")) + " [" + address + "])\r\n\tby " + hostName
                + " with " + (mail.session().esmtp() ? "ESMTP" : "SMTP") + "; "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        mail.session().startedAt().atOffset(ZoneOffset.UTC))
                + "\r\n";
    }

    /** What the client said, without anything that ends a line or a field. */
    private static String word(String given) {
        return PlainLine.of(given).replaceAll("[^A-Za-z0-9.:@_+=-]", "_");
    }

    private static String line(EngineConnection spamd) throws IOException {
        String line = spamd.readUntil('\n', LONGEST_LINE);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
