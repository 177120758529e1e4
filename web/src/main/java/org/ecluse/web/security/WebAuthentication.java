package org.ecluse.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** The one authentication mechanism: tokens and Basic for the API, a session for the pages; neither knows the other's. */
@ApplicationScoped
public class WebAuthentication implements HttpAuthenticationMechanism {
    /** Everything below needs a signed-in account. */
    static final String CONSOLE = "/console/";

    private static final String API = "/api/";

    @Inject
    private ApiAuthentication api;

    @Inject
    private ConsoleAuthentication console;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        String path = pathOf(request);
        if (path.startsWith(API)) {
            return api.validate(request, response, context);
        }
        return console.validate(request, response, context, path.startsWith(CONSOLE));
    }

    @Override
    public void cleanSubject(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        request.removeAttribute(CurrentViewer.ATTRIBUTE);
        context.cleanClientSubject();
    }

    /** Tells the container, and whoever asks {@link CurrentViewer} during this request. */
    static AuthenticationStatus signedIn(
            HttpServletRequest request, HttpMessageContext context, AccountPrincipal principal) {
        request.setAttribute(CurrentViewer.ATTRIBUTE, principal.account());
        return context.notifyContainerAboutLogin(
                principal, Set.of(principal.account().role().name()));
    }

    /** Path within the application, decoded and normalized by the container: what will really be served. */
    private static String pathOf(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }
}
