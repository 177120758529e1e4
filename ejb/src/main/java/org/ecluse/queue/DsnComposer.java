package org.ecluse.queue;

import com.ibm.icu.text.MessageFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.ecluse.queue.smtp.PrintableText;

/**
 * Writes the notification that a message was not, or not yet, delivered, or handed to a server that tells nothing more: multipart/report with a text, the machine's part
 * and the header of the original, never its content (RFC 3464, RFC 3462).
 */
public final class DsnComposer {
    private static final String BUNDLE = "org.ecluse.text.mail";
    private static final String LINE = "\r\n";
    private static final int LONGEST_WORDS = 400;

    private final String ownHost;
    private final String postmaster;

    /** @param postmaster address in From; its domain is the service's */
    public DsnComposer(String ownHost, String postmaster) {
        this.ownHost = ownHost;
        this.postmaster = postmaster;
    }

    /** The whole message with CRLF line ends; {@code dsnId} is its own id. */
    public byte[] compose(DsnRequest request, String dsnId) {
        boolean international = isInternational(request);
        String boundary = "dsn-" + dsnId;
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        add(mail, header(request, dsnId, boundary));
        add(mail, "--" + boundary + LINE + "Content-Type: text/plain; charset=utf-8" + LINE);
        add(mail, "Content-Transfer-Encoding: base64" + LINE + LINE);
        mail.writeBytes(Base64.getMimeEncoder().encode(text(request).getBytes(StandardCharsets.UTF_8)));
        String report = international ? "message/global-delivery-status" : "message/delivery-status";
        add(mail, LINE + "--" + boundary + LINE + "Content-Type: " + report + LINE + LINE);
        add(mail, status(request));
        add(mail, "--" + boundary + LINE + originalType(request) + LINE + LINE);
        mail.writeBytes(request.originalHeader());
        add(mail, LINE + "--" + boundary + "--" + LINE);
        return mail.toByteArray();
    }

    /** Subject in the customer's language. */
    public String subject(DsnRequest request) {
        return bundle(request.locale()).getString(key(request, "subject"));
    }

    /** Whether the notification itself needs SMTPUTF8. */
    public static boolean isInternational(DsnRequest request) {
        return !isAscii(request.to()) || request.recipients().stream().anyMatch(failed -> !isAscii(failed.address()));
    }

    private String header(DsnRequest request, String dsnId, String boundary) {
        return "From: Mail Delivery System <" + postmaster + ">" + LINE
                + "To: <" + request.to() + ">" + LINE
                + "Subject: " + encodedWord(subject(request)) + LINE
                + "Date: " + TraceField.date(request.now()) + LINE
                + "Message-ID: <" + dsnId + "@" + ownHost + ">" + LINE
                + "Auto-Submitted: auto-replied" + LINE
                + "MIME-Version: 1.0" + LINE
                + "Content-Type: multipart/report; report-type=delivery-status;" + LINE
                + "\tboundary=\"" + boundary + "\"" + LINE + LINE;
    }

    private String text(DsnRequest request) {
        List<Locale> languages = new ArrayList<>(List.of(request.locale()));
        if (!request.locale().getLanguage().equals(Locale.ENGLISH.getLanguage())) {
            languages.add(Locale.ENGLISH);
        }
        StringBuilder text = new StringBuilder();
        for (Locale locale : languages) {
            if (text.length() > 0) {
                text.append(LINE).append("-- ").append(LINE).append(LINE);
            }
            ResourceBundle words = bundle(locale);
            text.append(words.getString(key(request, "intro"))).append(LINE).append(LINE);
            for (DsnRequest.Failed failed : request.recipients()) {
                text.append("  <").append(failed.address()).append(">").append(LINE);
                text.append("    ")
                        .append(words.getString(failed.result().fromServer() ? "dsn.words.server" : "dsn.words.own"));
                text.append(' ').append(words(failed)).append(LINE);
            }
            text.append(LINE);
            text.append(new MessageFormat(words.getString(key(request, "end")), locale)
                    .format(new Object[] {TraceField.date(request.tryingUntil()), request.id()}));
            text.append(LINE);
        }
        return text.toString();
    }

    private String status(DsnRequest request) {
        StringBuilder status = new StringBuilder();
        if (!request.envelopeId().isEmpty()) {
            status.append("Original-Envelope-Id: ")
                    .append(printable(request.envelopeId()))
                    .append(LINE);
        }
        status.append("Reporting-MTA: dns; ").append(ownHost).append(LINE);
        status.append("Arrival-Date: ")
                .append(TraceField.date(request.receivedAt()))
                .append(LINE);
        for (DsnRequest.Failed failed : request.recipients()) {
            status.append(LINE);
            if (!failed.orcpt().isEmpty()) {
                status.append("Original-Recipient: ")
                        .append(printable(failed.orcpt()))
                        .append(LINE);
            }
            status.append("Final-Recipient: ")
                    .append(isAscii(failed.address()) ? "rfc822; " : "utf-8; ")
                    .append(failed.address())
                    .append(LINE);
            boolean late = request.kind() == DsnRequest.Kind.DELAYED;
            status.append("Action: ")
                    .append(request.kind().name().toLowerCase(Locale.ROOT))
                    .append(LINE);
            status.append("Status: ").append(statusCode(failed, request.kind())).append(LINE);
            if (failed.result().fromServer()) {
                status.append("Remote-MTA: dns; ")
                        .append(printable(serverName(failed)))
                        .append(LINE);
                status.append("Diagnostic-Code: smtp; ").append(words(failed)).append(LINE);
            }
            if (late) {
                status.append("Will-Retry-Until: ")
                        .append(TraceField.date(request.tryingUntil()))
                        .append(LINE);
            }
        }
        return status.append(LINE).toString();
    }

    /** A failure that was temporary until time ran out is final now: 4.x.y becomes 5.x.y. */
    private static String statusCode(DsnRequest.Failed failed, DsnRequest.Kind kind) {
        String status = failed.result().status().substring(1);
        return switch (kind) {
            case FAILED -> "5" + status;
            case DELAYED -> "4" + status;
            case RELAYED -> "2" + status;
        };
    }

    private static String serverName(DsnRequest.Failed failed) {
        String server = failed.result().server();
        int space = server.indexOf(' ');
        return space < 0 ? server : server.substring(0, space);
    }

    private static String originalType(DsnRequest request) {
        return "Content-Type: "
                + (HeaderBlock.isInternational(request.originalHeader())
                        ? "message/global-headers"
                        : "text/rfc822-headers");
    }

    private static String words(DsnRequest.Failed failed) {
        return PrintableText.of(failed.result().words(), LONGEST_WORDS);
    }

    private static String printable(String text) {
        return PrintableText.of(text, LONGEST_WORDS);
    }

    private static String key(DsnRequest request, String part) {
        return "dsn." + request.kind().name().toLowerCase(Locale.ROOT) + "." + part;
    }

    private static ResourceBundle bundle(Locale locale) {
        Locale known = locale.getLanguage().equals(Locale.FRENCH.getLanguage()) ? Locale.FRENCH : Locale.ENGLISH;
        return ResourceBundle.getBundle(BUNDLE, known, DsnComposer.class.getClassLoader());
    }

    /** RFC 2047, in pieces of at most 75 characters. */
    private static String encodedWord(String text) {
        if (isAscii(text)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder();
        StringBuilder piece = new StringBuilder();
        for (int codePoint : text.codePoints().toArray()) {
            String next = Character.toString(codePoint);
            if ((piece + next).getBytes(StandardCharsets.UTF_8).length > 42) {
                encoded.append(word(piece.toString())).append(LINE).append(' ');
                piece.setLength(0);
            }
            piece.append(next);
        }
        return encoded.append(word(piece.toString())).toString();
    }

    private static String word(String piece) {
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(piece.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static void add(ByteArrayOutputStream mail, String text) {
        mail.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
