package org.ecluse.server.scanning;

import java.io.IOException;
import org.ecluse.filter.virus.EngineVersion;
import org.ecluse.filter.virus.VirusScanner;

/** An antivirus engine outside this process, which can be asked what it is. */
public interface AntivirusEngine extends VirusScanner {
    /**
     * What the engine says of itself now, within seconds.
     *
     * @throws IOException it does not answer, or not as such an engine does
     */
    EngineVersion askVersion() throws IOException;
}
