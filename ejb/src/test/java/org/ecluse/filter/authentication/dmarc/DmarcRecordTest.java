package org.ecluse.filter.authentication.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecluse.filter.DmarcVerdict.Request;
import org.ecluse.filter.authentication.dmarc.DmarcRecord.Psd;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("R1.11")
class DmarcRecordTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            plain                         | v=DMARC1; p=reject                              | true  | REJECT     | REJECT     | REJECT
            blanks everywhere             | v = DMARC1 ;  p = quarantine ;                  | true  | QUARANTINE | QUARANTINE | QUARANTINE
            upper case                    | V=DMARC1;P=REJECT;SP=None                       | true  | REJECT     | NONE       | NONE
            order is free                 | v=DMARC1; rua=mailto:a@b.example; p=reject      | true  | REJECT     | REJECT     | REJECT
            sp and np                     | v=DMARC1; p=none; sp=quarantine; np=reject      | true  | NONE       | QUARANTINE | REJECT
            np alone                      | v=DMARC1; p=none; np=reject                     | true  | NONE       | NONE       | REJECT
            unknown tags                  | v=DMARC1; x=y; p=reject; =; foo                 | true  | REJECT     | REJECT     | REJECT
            pct, rf and ri are unknown    | v=DMARC1; p=reject; pct=0; rf=iodef; ri=1       | true  | REJECT     | REJECT     | REJECT
            first of two tags             | v=DMARC1; p=reject; p=none                      | true  | REJECT     | REJECT     | REJECT
            no request, nobody listens    | v=DMARC1                                        | false | NONE       | NONE       | NONE
            no request, reports wanted    | v=DMARC1; rua=mailto:a@b.example                | true  | NONE       | NONE       | NONE
            broken request                | v=DMARC1; p=rejekt                              | false | NONE       | NONE       | NONE
            broken request, reports       | v=DMARC1; p=rejekt; rua=mailto:a@b.example!10m  | true  | NONE       | NONE       | NONE
            broken sp makes it all none   | v=DMARC1; p=reject; sp=x; rua=mailto:a@b.example| true  | NONE       | NONE       | NONE
            broken np, nobody listens     | v=DMARC1; p=reject; np=                         | false | NONE       | NONE       | NONE
            reports to no address         | v=DMARC1; p=x; rua=nowhere, mailto:             | false | NONE       | NONE       | NONE
            """)
    void requestsAreRead(String row, String text, boolean usable, Request policy, Request existing, Request absent) {
        DmarcRecord record = DmarcRecord.read(text).orElseThrow();
        assertThat(record.usable()).isEqualTo(usable);
        assertThat(record.policy()).isEqualTo(policy);
        assertThat(record.forSubdomain(true)).isEqualTo(existing);
        assertThat(record.forSubdomain(false)).isEqualTo(absent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "p=reject; v=DMARC1",
                "v=dmarc1; p=reject",
                "v=DMARC10; p=reject",
                "v=DMARC1 p=reject",
                "v=spf1 -all",
                "=DMARC1; p=reject",
                " v=DMARC1; p=reject"
            })
    void whatDoesNotBeginWithTheVersionIsNoRecord(String text) {
        assertThat(DmarcRecord.read(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            defaults        | v=DMARC1; p=reject                           | false | false | false | UNSTATED
            all set         | v=DMARC1; p=reject; t=y; adkim=s; aspf=S; psd=y | true | true | true | YES
            not a suffix    | v=DMARC1; p=reject; t=n; adkim=r; aspf=r; psd=n | false | false | false | NO
            broken values   | v=DMARC1; p=reject; t=1; adkim=x; aspf=; psd=q  | false | false | false | UNSTATED
            """)
    void otherTagsTakeTheirDefaults(
            String row, String text, boolean testing, boolean strictDkim, boolean strictSpf, Psd psd) {
        DmarcRecord record = DmarcRecord.read(text).orElseThrow();
        assertThat(record.testing()).isEqualTo(testing);
        assertThat(record.strictDkim()).isEqualTo(strictDkim);
        assertThat(record.strictSpf()).isEqualTo(strictSpf);
        assertThat(record.psd()).isEqualTo(psd);
    }
}
