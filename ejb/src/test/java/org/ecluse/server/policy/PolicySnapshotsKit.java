package org.ecluse.server.policy;

import java.time.Clock;
import org.ecluse.testkit.TestPersistence;

/** The snapshots of policies as the container wires them. */
public final class PolicySnapshotsKit {
    private PolicySnapshotsKit() {}

    public static PolicySnapshots on(TestPersistence persistence, Clock clock) {
        return persistence.wire(new PolicySnapshots(), persistence.wire(new ConfigurationReader()), clock);
    }
}
