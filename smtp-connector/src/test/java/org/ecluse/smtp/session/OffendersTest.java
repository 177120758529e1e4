package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OffendersTest {

    private static final long WINDOW = Offenders.WINDOW.toNanos();
    private static final Set<ProtocolFault> LOST = EnumSet.of(ProtocolFault.TOO_MANY_BAD_COMMANDS);

    private final InetAddress client = address(1);
    private final Offenders offenders = new Offenders(3);

    @Test
    void heldAfterThreeInARowUntilQuietForAMinute() {
        for (int i = 0; i < 3; i++) {
            assertThat(offenders.holds(client, i * WINDOW)).isFalse();
            offenders.ended(client, LOST, i * WINDOW);
        }
        assertThat(offenders.holds(client, 3 * WINDOW)).isTrue();
        assertThat(offenders.holds(client, 3 * WINDOW + 1)).isFalse();
        assertThat(offenders.holds(address(2), 3 * WINDOW)).isFalse();
    }

    @Test
    void countBeginsAnewAfterAQuietMinute() {
        offenders.ended(client, LOST, 0);
        offenders.ended(client, LOST, 1);
        offenders.ended(client, LOST, 2 + WINDOW);
        assertThat(offenders.holds(client, 3 + WINDOW)).isFalse();
    }

    @Test
    void mistakesOfHonestServersDoNotCount() {
        for (int i = 0; i < 9; i++) offenders.ended(client, EnumSet.of(ProtocolFault.BARE_LF), i);
        assertThat(offenders.holds(client, 10)).isFalse();
    }

    @Test
    void zeroHoldsNobody() {
        Offenders none = new Offenders(0);
        for (int i = 0; i < 9; i++) none.ended(client, LOST, i);
        assertThat(none.holds(client, 10)).isFalse();
    }

    @Test
    void remembersABoundedNumber() {
        for (int i = 0; i < 3; i++) offenders.ended(client, LOST, i);
        for (int i = 2; i < 11_000; i++) offenders.ended(address(i), LOST, 10);
        assertThat(offenders.holds(client, 10)).isFalse();
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
