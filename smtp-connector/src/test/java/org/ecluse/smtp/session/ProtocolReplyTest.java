package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProtocolReplyTest {

    /** RFC 2034 section 4: the greeting and the answers to HELO and EHLO have none, and 354 has no class. */
    private static final Set<ProtocolReply> WITHOUT_CODE =
            EnumSet.of(ProtocolReply.BANNER, ProtocolReply.HELLO, ProtocolReply.START_BODY);

    @ParameterizedTest
    @EnumSource(ProtocolReply.class)
    void enhancedCodeHasTheClassOfTheReply(ProtocolReply reply) {
        String line = new String(reply.wire("x", "y"), StandardCharsets.US_ASCII);
        String kind = Integer.toString(reply.code()).substring(0, 1);
        String pattern = WITHOUT_CODE.contains(reply)
                ? reply.code() + " [^0-9].*\r\n"
                : reply.code() + " " + kind + "\\.\\d{1,3}\\.\\d{1,3} [ -~]+\r\n";
        assertThat(line).matches(pattern);
    }

    @Test
    void answerWithoutWordsGetsThoseOfTheProtocol() {
        assertThat(line(ProtocolReply.SENDER_OK, SmtpAnswer.ok())).isEqualTo("250 2.1.0 Sender ok\r\n");
        assertThat(line(ProtocolReply.MESSAGE_OK, new SmtpAnswer(250, "", "queued as X", false)))
                .isEqualTo("250 2.0.0 queued as X\r\n");
        assertThat(line(ProtocolReply.DEFERRED, new SmtpAnswer(421, "", "", true)))
                .isEqualTo("421 4.0.0 Try again later\r\n");
        assertThat(line(ProtocolReply.REFUSED, new SmtpAnswer(550, "5.1.1", "", false)))
                .isEqualTo("550 5.1.1 Refused\r\n");
    }

    private static String line(ProtocolReply words, SmtpAnswer answer) {
        return new String(words.wire(answer), StandardCharsets.US_ASCII);
    }
}
