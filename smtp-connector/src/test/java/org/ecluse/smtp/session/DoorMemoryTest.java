package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DoorMemoryTest {

    private static final long WINDOW = DoorMemory.WINDOW.toNanos();
    private static final Set<ProtocolFault> LOST = EnumSet.of(ProtocolFault.TOO_MANY_BAD_COMMANDS);

    private final InetAddress client = address(1);
    private final DoorMemory memory = new DoorMemory(3);

    @Test
    void heldAfterThreeInARowUntilQuietForAMinute() {
        for (int i = 0; i < 3; i++) {
            assertThat(memory.refusal(client, i * WINDOW)).isEmpty();
            memory.ended(client, LOST, false, i * WINDOW);
        }
        assertThat(memory.refusal(client, 3 * WINDOW)).isPresent();
        assertThat(memory.refusal(client, 3 * WINDOW + 1)).isEmpty();
        assertThat(memory.refusal(address(2), 3 * WINDOW)).isEmpty();
    }

    @Test
    void countBeginsAnewAfterAQuietMinute() {
        memory.ended(client, LOST, false, 0);
        memory.ended(client, LOST, false, 1);
        memory.ended(client, LOST, false, 2 + WINDOW);
        assertThat(memory.refusal(client, 3 + WINDOW)).isEmpty();
    }

    /** A large sender has a slow session now and then among a thousand good ones. */
    @Test
    void aSessionWithMailEndsTheRow() {
        for (int i = 0; i < 9; i++) {
            memory.ended(client, LOST, false, i);
            memory.ended(client, EnumSet.noneOf(ProtocolFault.class), i % 2 == 1, i);
            assertThat(memory.refusal(client, i)).isEmpty();
        }
    }

    @Test
    void mistakesOfHonestServersDoNotCount() {
        for (int i = 0; i < 9; i++) memory.ended(client, EnumSet.of(ProtocolFault.BARE_LF), false, i);
        assertThat(memory.refusal(client, 10)).isEmpty();
    }

    @Test
    void zeroHoldsNobody() {
        DoorMemory none = new DoorMemory(0);
        for (int i = 0; i < 9; i++) none.ended(client, LOST, false, i);
        assertThat(none.refusal(client, 10)).isEmpty();
    }

    @Test
    void refusalOfTheListenerIsRepeatedForAFewSeconds() {
        byte[] line = "421 4.7.0 Not now\r\n".getBytes(StandardCharsets.US_ASCII);
        long seconds = DoorMemory.REPEATED.toNanos();
        memory.refused(client, line, 0);
        assertThat(memory.refusal(client, seconds)).contains(line);
        assertThat(memory.refusal(client, seconds + 1)).isEmpty();
        assertThat(memory.refusal(address(2), 1)).isEmpty();
    }

    @Test
    void remembersABoundedNumber() {
        for (int i = 0; i < 3; i++) memory.ended(client, LOST, false, i);
        for (int i = 2; i < 11_000; i++) memory.ended(address(i), LOST, false, 10);
        assertThat(memory.refusal(client, 10)).isEmpty();
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
