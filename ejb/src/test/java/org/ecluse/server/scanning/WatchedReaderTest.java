package org.ecluse.server.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.ecluse.filter.meaning.ReaderUnavailableException;
import org.ecluse.server.scanning.EngineState.Health;
import org.ecluse.server.scanning.EngineState.Said;
import org.junit.jupiter.api.Test;

class WatchedReaderTest {
    private final WatchedReader reader = new WatchedReader(Clock.systemUTC());

    @Test
    void lookSaysWhatItIs() {
        assertThat(reader.state().health()).isEqualTo(Health.UNCHECKED);
        EngineState state = reader.look();
        assertThat(state.health()).isEqualTo(Health.ANSWERS);
        assertThat(state.program()).contains("MiniLM", "ONNX Runtime");
        assertThat(state.required()).isFalse();
    }

    @Test
    void countsWhatItRead() throws ReaderUnavailableException {
        reader.read("The gate of the lock opens when the water stands as high on this side as on the other.");
        EngineState state = reader.state();
        assertThat(state.answered()).isEqualTo(1);
        assertThat(state.last().orElseThrow().said()).isEqualTo(Said.READ);
    }
}
