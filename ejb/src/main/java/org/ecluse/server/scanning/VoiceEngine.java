package org.ecluse.server.scanning;

import java.io.IOException;
import org.ecluse.filter.voices.SpamVoice;

/** A spam filter outside this process, which can be asked whether it is there. */
interface VoiceEngine extends SpamVoice {
    /**
     * Its name and version now, within seconds.
     *
     * @throws IOException it does not answer, or not as such a filter does
     */
    String askVersion() throws IOException;
}
