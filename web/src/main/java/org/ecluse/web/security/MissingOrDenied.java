package org.ecluse.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.NotThereException;
import org.omnifaces.util.Exceptions;

/**
 * Makes 404 and 403 of pages about what is not there or not the caller's. Left to the container each would be an error in the log, and
 * whoever tries out ids could fill it.
 */
@WebFilter({"/console/*", "/account/*"})
public class MissingOrDenied extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            boolean missing = Exceptions.is(e, NotThereException.class);
            if (response.isCommitted() || !missing && !Exceptions.is(e, DeniedException.class)) {
                throw e;
            }
            response.sendError(missing ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
