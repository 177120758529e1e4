package org.ecluse.web.api;

import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.ecluse.server.access.BusyException;
import org.ecluse.server.access.Conflict;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.security.TooManyAttemptsException;
import org.ecluse.web.text.Texts;
import org.jboss.logging.Logger;

/** Turns every exception of the API into a problem (RFC 9457). What is our own fault is logged under a number the caller hears. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger("org.ecluse.api");
    private static final AtomicLong TRACED = new AtomicLong(-1);

    @Inject
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable thrown) {
        return problem(cause(thrown), Texts.preferred(request)).toResponse();
    }

    static Problem problem(Throwable thrown, Texts texts) {
        if (thrown instanceof InvalidInputException invalid) {
            return new Problem(400, texts.get(invalid.textKey()), Optional.of(invalid.field()));
        }
        if (thrown instanceof PolicyRefusedException refused) {
            return new Problem(400, texts.format("error.policy", refused.getMessage()), Optional.of("policy"));
        }
        if (thrown instanceof NotThereException) {
            return Problem.of(404, texts.get("error.not.there"));
        }
        if (thrown instanceof DeniedException) {
            return Problem.of(403, texts.get("error.denied"));
        }
        if (thrown instanceof TooManyAttemptsException) {
            return Problem.of(429, texts.get("error.attempts"));
        }
        if (thrown instanceof BusyException) {
            return Problem.of(503, texts.get("error.busy"));
        }
        if (Conflict.isIn(thrown)) {
            return Problem.of(409, texts.get("error.conflict"));
        }
        if (isBadJson(thrown)) {
            return Problem.of(400, texts.get("error.json"));
        }
        if (thrown instanceof WebApplicationException web) {
            int status = web.getResponse().getStatus();
            return Problem.of(status, texts.get(status == 404 ? "error.not.there" : "error.request"));
        }
        String incident = UUID.randomUUID().toString();
        log(incident, thrown);
        return Problem.of(500, texts.format("error.incident", incident));
    }

    /** A caller in a loop must not fill the disk: one stack trace a second, the others in a line. */
    private static void log(String incident, Throwable thrown) {
        long second = System.nanoTime() / 1_000_000_000;
        if (TRACED.getAndSet(second) == second) {
            LOG.errorf("API call failed, incident %s: %s", incident, thrown);
        } else {
            LOG.errorf(thrown, "API call failed, incident %s", incident);
        }
    }

    private static boolean isBadJson(Throwable thrown) {
        return thrown instanceof JsonException
                || thrown instanceof JsonbException
                || thrown instanceof ProcessingException
                || (thrown instanceof WebApplicationException && thrown.getCause() instanceof ProcessingException);
    }

    /** The container wraps what is thrown inside it. */
    private static Throwable cause(Throwable thrown) {
        return thrown instanceof EJBException && thrown.getCause() != null ? cause(thrown.getCause()) : thrown;
    }
}
