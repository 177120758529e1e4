package org.ecluse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressFieldsTest {
    /** A mail program shows the address without these blanks: a forger must not be able to hide one behind them. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            blank behind the at sign   | Boss <boss@ demo.example>         | boss@demo.example
            blanks around the at sign  | boss @ demo.example               | boss@demo.example
            blanks around the dots     | <a . b@demo .  example>           | a.b@demo.example
            blank inside a quoted name | <"a . b"@demo.example>            | ?
            two words                  | <boss now@demo.example>           | ?
            two addresses              | <a@demo.example>, <b@ x.example>  | a@demo.example b@x.example
            """)
    void obsoleteBlanksAreNoPartOfAnAddress(String row, String field, String addresses) {
        assertThat(AddressFields.mailboxes(field).stream()
                        .map(Mailbox::address)
                        .map(address -> address.map(EmailAddress::toString).orElse("?"))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(addresses);
    }
}
