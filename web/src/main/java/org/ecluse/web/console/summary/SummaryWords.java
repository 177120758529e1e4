package org.ecluse.web.console.summary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import org.ecluse.server.health.ListenerFigures;
import org.ecluse.web.console.frame.Language;

/** Figures of the summary in words. */
@Named
@RequestScoped
public class SummaryWords {
    @Inject
    private Language language;

    /** A port, with how much of it is in use. */
    public String port(ListenerFigures port) {
        return language.texts()
                .format("summary.smtp.port", Integer.toString(port.port()), port.openSessions(), port.maxSessions());
    }

    /** How long the oldest entry of the queue has been waiting. */
    public String queueAge(Duration oldest) {
        if (oldest.isZero()) {
            return language.texts().get("summary.queue.none");
        }
        return oldest.toHours() < 2
                ? language.texts().format("summary.queue.minutes", oldest.toMinutes())
                : language.texts().format("summary.queue.hours", oldest.toHours());
    }
}
