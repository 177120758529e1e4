package org.ecluse.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdFormTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "uuid, 7f0c1d9e-2b7a-4c1f-9a55-0d9c1e2f3a4b, 00000000-1111-4222-9333-44444444444a",
        "outlook, 002a01c24a99$f8570760$603a2f18, 000e01ca0830$f37d2d80$6b5e6855",
        "boundary, ----=_NextPart_000_0027_01C24A78.6D4710A0, ----=_NextPart_000_11A8_01C81C86.812E7500",
        "sendmail, 200209011041.g81AfVg18761, 200204122115.g3CLFMD27461",
        "letters and marks, CAF+abcX=YZ_1234567890qwertyuiop, CAKh0Wk7-dEfGq8sT4uVwXyZ0a1b2cPQr"
    })
    void idsOfOneProgramHaveOneForm(String program, String one, String other) {
        assertThat(IdForm.of(one)).as(program).isEqualTo(IdForm.of(other));
    }

    @Test
    void programsAreToldApart() {
        assertThat(IdForm.of("7f0c1d9e-2b7a-4c1f-9a55-0d9c1e2f3a4b"))
                .isNotEqualTo(IdForm.of("002a01c24a99$f8570760$603a2f18"))
                .isNotEqualTo(IdForm.of("7F0C1D9E-2B7A-4C1F-9A55-0D9C1E2F3A4B"));
        assertThat(IdForm.of("1234.JavaMail.root")).contains("JavaMail").contains("root");
        assertThat(IdForm.of("")).isEqualTo("-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ticks of Windows,   002a01c24a99$f8570760$603a2f18,  2002-08-23T11:41:00Z, windows near",
        "ticks of last year, 002a01c24a99$f8570760$603a2f18,  2003-08-23T11:41:00Z, windows far",
        "day and minute,     200209011041.g81AfVg18761,       2002-09-01T10:41:31Z, date near",
        "of another day,     200209011041.g81AfVg18761,       2002-11-01T10:41:31Z, date far",
        "seconds,            1038861027.6635,                 2002-12-02T20:30:27Z, epoch near",
        "seconds in hex,     4BE40358.8D0F29E9,               2010-05-07T12:11:04Z, hex near",
        "no time at all,     7f0c1d9e-2b7a-4c1f-9a55-0d9c,    2024-05-07T12:11:04Z, none",
        "a number,           4711,                            2024-05-07T12:11:04Z, none"
    })
    void findsTheTimeThatAProgramWritesIntoItsIds(String what, String id, String sent, String expected) {
        assertThat(IdTime.of(id, Optional.of(Instant.parse(sent)))).as(what).isEqualTo(expected);
    }

    @Test
    void cannotCompareWithoutADate() {
        assertThat(IdTime.of("002a01c24a99$f8570760$603a2f18", Optional.empty()))
                .isEqualTo("windows alone");
    }
}
