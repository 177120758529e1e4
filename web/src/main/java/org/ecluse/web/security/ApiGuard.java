package org.ecluse.web.security;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.ecluse.web.api.Problem;

/** Lets no call of the API through without an account: it sees neither which paths there are nor what they take. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class ApiGuard implements ContainerRequestFilter {
    /** Request attribute: the {@link Problem} that authentication found. */
    static final String REFUSAL = "org.ecluse.api-refusal";

    @Inject
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext call) {
        if (request.getAttribute(CurrentViewer.ATTRIBUTE) != null) {
            return;
        }
        Problem refusal = request.getAttribute(REFUSAL) instanceof Problem found
                ? found
                : Problem.of(401, "A valid bearer token, or user name and password, is needed");
        call.abortWith(refusal.toResponse());
    }
}
