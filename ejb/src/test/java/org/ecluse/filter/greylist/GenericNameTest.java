package org.ecluse.filter.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@Covers("R1.4")
class GenericNameTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/greylist/reverse-names.csv", numLinesToSkip = 1)
    void tellsALineFromAServer(String client, String name, boolean generic) throws Exception {
        assertThat(GenericName.is(name, InetAddress.getByName(client))).as(name).isEqualTo(generic);
    }
}
