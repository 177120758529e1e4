package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathParserTest {

    private static final String LABEL_63 = "d".repeat(63);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<a@b.example>                          | a@b.example",
                "<>                                     | ``",
                "<Postmaster>                           | Postmaster",
                "<a.b+c@b.example>                      | a.b+c@b.example",
                "<!#$%&'*+-/=?^_{}~@b.example>         | !#$%&'*+-/=?^_{}~@b.example",
                "<\"a b@c\"@b.example>                  | \"a b@c\"@b.example",
                "<\"a\\\"b\"@b.example>                 | \"a\\\"b\"@b.example",
                "<\"\"@b.example>                       | \"\"@b.example",
                "<a@[192.0.2.1]>                        | a@[192.0.2.1]",
                "<a@[IPv6:2001:db8::1]>                 | a@[IPv6:2001:db8::1]",
                "<a@[IPv6:::ffff:192.0.2.1]>            | a@[IPv6:::ffff:192.0.2.1]",
                "<a@[X400:c=fr]>                        | a@[X400:c=fr]",
                "<@r.example,@s.example:a@b.example>    | a@b.example",
                "<a@localhost>                          | a@localhost",
                "<a@under_score.example>                | a@under_score.example",
                "<user%c.example@b.example>             | user%c.example@b.example",
                "<\u00e9l\u00e8ve@\u00e9cole.example>   | \u00e9l\u00e8ve@\u00e9cole.example",
            })
    void mailboxIsRead(String path, String mailbox) throws SyntaxRefusedException {
        PathParser parser = new PathParser(path, 0, ProtocolReply.BAD_SENDER);
        assertThat(parser.path()).isEqualTo(mailbox);
        assertThat(parser.position()).isEqualTo(path.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a@b.example",
                "<a@b.example",
                "<a>",
                "<@b.example>",
                "<a@>",
                "<a@@b.example>",
                "<a@b@c.example>",
                "<a b@b.example>",
                "<.a@b.example>",
                "<a.@b.example>",
                "<a..b@b.example>",
                "<a@.example>",
                "<a@b.example.>",
                "<a@b..example>",
                "<a@-b.example>",
                "<a@b-.example>",
                "<a@b.example >",
                "< a@b.example>",
                "<\"a@b.example>",
                "<\"a\"b@b.example>",
                "<a\"b\"@b.example>",
                "<a(c)@b.example>",
                "<a,b@b.example>",
                "<a@[192.0.2.256]>",
                "<a@[192.0.2]>",
                "<a@[IPv6:1::2::3]>",
                "<a@[IPv6:1:2:3:4:5:6:7]>",
                "<a@[IPv6:1:2:3:4:5:6:7:8:9]>",
                "<a@[IPv6:12345::1]>",
                "<a@[]>",
                "<a@192.0.2.1]>",
                "<@r.example a@b.example>",
                "<a\u0085b@b.example>",
                "<a\u2028b@b.example>",
            })
    void wrongPathIsRefused(String path) {
        assertRefused(path);
    }

    @Test
    void lengthsHaveLimits() throws SyntaxRefusedException {
        assertThat(read("<" + "l".repeat(64) + "@b.example>")).startsWith("lll");
        assertRefused("<" + "l".repeat(65) + "@b.example>");
        assertThat(read("<a@" + LABEL_63 + ".example>")).startsWith("a@ddd");
        assertRefused("<a@" + "d".repeat(64) + ".example>");
        String domain = String.join(".", LABEL_63, LABEL_63, LABEL_63);
        assertThat(read("<" + "l".repeat(60) + "@" + domain + ".e>")).hasSize(254);
        assertRefused("<" + "l".repeat(61) + "@" + domain + ".e>");
        assertRefused("<a@" + domain + "." + LABEL_63 + ".e>");
    }

    @Test
    void lengthsAreOctets() throws SyntaxRefusedException {
        assertThat(read("<" + "\u00e9".repeat(32) + "@b.example>")).hasSize(42);
        assertRefused("<" + "\u00e9".repeat(33) + "@b.example>");
    }

    private static String read(String path) throws SyntaxRefusedException {
        return new PathParser(path, 0, ProtocolReply.BAD_SENDER).path();
    }

    private static void assertRefused(String path) {
        assertThatThrownBy(() -> read(path)).as(path).isInstanceOf(SyntaxRefusedException.class);
    }
}
