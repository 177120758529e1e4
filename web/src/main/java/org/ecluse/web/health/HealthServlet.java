package org.ecluse.web.health;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * {@code /health/ready}: 200 while this node should get traffic, else 503. {@code /health/live}: 200 while the process answers.
 * The format is that of MicroProfile Health; its own endpoint does not see checks inside an EAR.
 */
@WebServlet(urlPatterns = {"/health", "/health/ready", "/health/live"})
public class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @Any
    private transient Instance<HealthCheck> checks;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<HealthCheckResponse> answers = new ArrayList<>();
        if (!request.getServletPath().endsWith("/live")) {
            for (HealthCheck check : checks.select(Readiness.Literal.INSTANCE)) {
                answers.add(answer(check));
            }
        }
        boolean up = answers.stream().allMatch(HealthServlet::isUp);
        response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        JsonArrayBuilder array = Json.createArrayBuilder();
        answers.forEach(answer -> array.add(json(answer)));
        // As text: a monitor that hangs up early is then an ordinary broken connection, not an error of ours.
        response.getOutputStream()
                .print(Json.createObjectBuilder()
                        .add("status", up ? "UP" : "DOWN")
                        .add("checks", array)
                        .build()
                        .toString());
    }

    /** A check that itself breaks found something wrong: a monitor must hear which one, not a page of ours. */
    private static HealthCheckResponse answer(HealthCheck check) {
        try {
            return check.call();
        } catch (RuntimeException e) {
            String proxy = check.getClass().getSimpleName();
            return HealthCheckResponse.named(proxy.split("\\$", 2)[0])
                    .down()
                    .withData("problem", e.getClass().getSimpleName())
                    .build();
        }
    }

    private static JsonObjectBuilder json(HealthCheckResponse answer) {
        JsonObjectBuilder data = Json.createObjectBuilder();
        answer.getData().ifPresent(map -> map.forEach((key, value) -> data.add(key, value.toString())));
        return Json.createObjectBuilder()
                .add("name", answer.getName())
                .add("status", answer.getStatus().name())
                .add("data", data);
    }

    private static boolean isUp(HealthCheckResponse answer) {
        return answer.getStatus() == HealthCheckResponse.Status.UP;
    }
}
