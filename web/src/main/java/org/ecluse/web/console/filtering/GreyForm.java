package org.ecluse.web.console.filtering;

import java.io.Serializable;
import java.time.Duration;
import java.util.Set;
import org.ecluse.policy.Doubt;
import org.ecluse.policy.GreyPolicy;

/** The grey zone's settings while they are edited; times in minutes (R1.14). */
public class GreyForm implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double MINUTE_SECONDS = 60;
    private static final double MOST_MINUTES = 1_000_000;

    private GreyPolicy.Mode mode;
    private Doubt[] doubts;
    private double earliestMinutes;
    private double latestMinutes;
    private boolean closeSession;

    public GreyForm(GreyPolicy policy) {
        mode = policy.mode();
        doubts = policy.doubts().stream().sorted().toArray(Doubt[]::new);
        earliestMinutes = policy.earliest().toSeconds() / MINUTE_SECONDS;
        latestMinutes = policy.latest().toSeconds() / MINUTE_SECONDS;
        closeSession = policy.closeSession();
    }

    /** @throws IllegalArgumentException a time is out of its range, or the window ends before it begins */
    GreyPolicy policy() {
        return new GreyPolicy(mode, Set.of(doubts), duration(earliestMinutes), duration(latestMinutes), closeSession);
    }

    private static Duration duration(double minutes) {
        return Duration.ofSeconds(Math.round(Math.min(minutes, MOST_MINUTES) * MINUTE_SECONDS));
    }

    public GreyPolicy.Mode getMode() {
        return mode;
    }

    public void setMode(GreyPolicy.Mode value) {
        mode = value;
    }

    public Doubt[] getDoubts() {
        return doubts.clone();
    }

    public void setDoubts(Doubt[] value) {
        doubts = value.clone();
    }

    public double getEarliestMinutes() {
        return earliestMinutes;
    }

    public void setEarliestMinutes(double value) {
        earliestMinutes = value;
    }

    public double getLatestMinutes() {
        return latestMinutes;
    }

    public void setLatestMinutes(double value) {
        latestMinutes = value;
    }

    public boolean isCloseSession() {
        return closeSession;
    }

    public void setCloseSession(boolean value) {
        closeSession = value;
    }
}
