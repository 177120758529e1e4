package org.ecluse.server.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Up while the database answers; says how much waits in it. */
@Readiness
@ApplicationScoped
public class DatabaseCheck implements HealthCheck {
    private static final int ANSWER_SECONDS = 3;

    @Resource(lookup = "java:jboss/datasources/EcluseDS")
    private DataSource dataSource;

    @Inject
    private ServiceFigures figures;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("database");
        try (Connection connection = dataSource.getConnection()) {
            boolean answers = connection.isValid(ANSWER_SECONDS);
            if (answers) {
                ServiceFigures.Queue queue = figures.queue();
                response.withData("queue.waiting", queue.waiting());
                response.withData("queue.oldest.seconds", queue.oldest().toSeconds());
                response.withData("scan.pending", figures.pendingScans());
                response.withData("scan.pending.homeless", figures.homelessCopies());
                response.withData("stored-mail.waiting", figures.storedMailWaiting());
                response.withData(
                        "report.last",
                        figures.lastReportRun().map(Object::toString).orElse("never"));
            }
            return response.status(answers).build();
        } catch (SQLException e) {
            return response.down()
                    .withData("problem", e.getClass().getSimpleName())
                    .build();
        }
    }
}
