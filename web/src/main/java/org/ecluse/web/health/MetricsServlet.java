package org.ecluse.web.health;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import org.ecluse.server.health.Metrics;
import org.ecluse.settings.ServerSettings;

/** {@code /metrics} in the Prometheus text format, for the networks that {@code ecluse.metrics.allowed-networks} names. */
@WebServlet("/metrics")
public class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Metrics metrics;

    @Inject
    private transient ServerSettings settings;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        InetAddress client = InetAddress.getByName(request.getRemoteAddr()); // a literal: nothing is resolved
        if (settings.metricsNetworks().stream().noneMatch(network -> network.contains(client))) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        response.setContentType(Metrics.CONTENT_TYPE);
        metrics.write(response.getOutputStream());
    }
}
