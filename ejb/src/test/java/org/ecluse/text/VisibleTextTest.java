package org.ecluse.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void directionMarksCannotTurnWhatFollows() {
        assertThat(VisibleText.line("invoice_\u202Egpj.exe\u202C \u2066x\u2069\u200F", 50))
                .isEqualTo("invoice_gpj.exe x");
    }

    @Test
    void linesAndControlsBecomeOneLine() {
        assertThat(VisibleText.line("  a\r\nBcc: b\t\u0000c\u001B[31m\u2028d\u00A0e ", 50))
                .isEqualTo("a Bcc: b c[31m d e");
    }

    @Test
    void cutAtTheLimitNotBeforeIt() {
        assertThat(VisibleText.line("12345", 5)).isEqualTo("12345");
        assertThat(VisibleText.line("123456", 5)).isEqualTo("1234…");
        assertThat(VisibleText.line("1234 6", 5)).isEqualTo("1234…");
    }

    @Test
    void charactersBeyondTheFirstPlaneStayWhole() {
        assertThat(VisibleText.line("😀😀😀", 2)).isEqualTo("😀…");
        assertThat(VisibleText.line("\uD83Dx\uDE00", 5)).isEqualTo("x");
    }

    @Test
    void shapingJoinersStay() {
        assertThat(VisibleText.line("👩\u200D🔬", 5)).isEqualTo("👩\u200D🔬");
    }

    @Test
    void towersOfMarksAreCutDown() {
        assertThat(VisibleText.line("Z" + "\u0301".repeat(60) + "a\u0301", 50))
                .isEqualTo("Z\u0301\u0301\u0301\u0301a\u0301");
    }

    @Test
    void emptyStaysEmpty() {
        assertThat(VisibleText.line(" \u202E\r\n ", 5)).isEmpty();
    }
}
