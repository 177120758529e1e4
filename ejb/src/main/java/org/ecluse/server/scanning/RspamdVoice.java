package org.ecluse.server.scanning;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.voices.VoiceAnswer;
import org.ecluse.filter.voices.VoicesStage;
import org.ecluse.mail.Budget;
import org.ecluse.mail.EmailAddress;
import org.ecluse.net.IpText;

/** rspamd's normal worker over HTTP: the message by {@code /checkv2}, with what is known of its session and envelope. */
final class RspamdVoice implements VoiceEngine {
    private static final int LONGEST_ANSWER_BYTES = 256 * 1024;
    private static final int MOST_RECIPIENTS = 20;
    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(3);

    private final EngineLine line;
    private final HttpClient http;

    RspamdVoice(EngineLine line) {
        this.line = line;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(ProxySelector.of(null)) // a proxy of the operating system's would see the mail
                .connectTimeout(line.connectTimeout())
                .build();
    }

    @Override
    public String name() {
        return "rspamd at " + line.address();
    }

    @Override
    public String symbol() {
        return VoicesStage.RSPAMD;
    }

    @Override
    public VoiceAnswer listen(MailTransaction mail, Budget budget) {
        if (mail.sizeBytes() < 1) {
            return new VoiceAnswer.Silent("there is nothing to show");
        }
        try {
            HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.fromPublisher(
                    HttpRequest.BodyPublishers.ofInputStream(() -> open(mail)), mail.sizeBytes());
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(address("/checkv2")).POST(body);
            describe(mail, request);
            HttpResponse<byte[]> answer = send(request.build(), budget.left());
            return RspamdReply.read(answer.body());
        } catch (IOException e) {
            return new VoiceAnswer.Silent(PlainLine.why(e));
        }
    }

    @Override
    public String askVersion() throws IOException {
        HttpResponse<byte[]> answer =
                send(HttpRequest.newBuilder(address("/ping")).build(), LOOK_TIMEOUT);
        String words = new String(answer.body(), StandardCharsets.ISO_8859_1).strip();
        if (!words.equals("pong")) {
            throw new IOException("no rspamd, it says: " + PlainLine.of(words));
        }
        return PlainLine.of(answer.headers().firstValue("server").orElse("rspamd"));
    }

    /** The address that was checked, not the name: a second answer of the DNS cannot lead the mail elsewhere. */
    private URI address(String path) throws IOException {
        InetSocketAddress resolved = (InetSocketAddress) line.resolve();
        InetAddress host = resolved.getAddress();
        String literal = host.getAddress().length == 4 ? IpText.of(host) : "[" + IpText.of(host) + "]";
        return URI.create("http://" + literal + ":" + resolved.getPort() + path);
    }

    private static InputStream open(MailTransaction mail) {
        try {
            return mail.raw().open();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // ends the request, which reports it
        }
    }

    private static void describe(MailTransaction mail, HttpRequest.Builder request) {
        field(request, "IP", IpText.of(mail.session().client()));
        field(request, "Helo", mail.session().helo());
        field(request, "From", mail.envelope().from().text());
        mail.envelope().recipients().stream()
                .limit(MOST_RECIPIENTS)
                .map(EmailAddress::toString)
                .forEach(recipient -> field(request, "Rcpt", recipient));
        mail.senderFacts().reverseName().ifPresent(name -> field(request, "Hostname", name));
    }

    /** What no header field can hold is left out: rspamd then knows a little less. */
    private static void field(HttpRequest.Builder request, String name, String value) {
        if (!value.isEmpty() && value.equals(PlainLine.of(value))) {
            request.header(name, value);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request, Duration time) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, head -> new BoundedBody(LONGEST_ANSWER_BYTES));
        try {
            // The time of the request itself would end with the header of the answer: a body may drip for ever.
            HttpResponse<byte[]> whole = answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
            if (whole.statusCode() != 200) {
                throw new IOException(String.format(Locale.ROOT, "HTTP %d", whole.statusCode()));
            }
            return whole;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            answer.cancel(true);
        }
    }
}
