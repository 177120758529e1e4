package org.ecluse.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.server.security.Account;
import org.ecluse.server.security.ApiTokenService;
import org.ecluse.server.security.TooManyAttemptsException;
import org.ecluse.web.api.Problem;

/**
 * Authentication of API calls: a bearer token, or Basic over HTTPS or from this machine. It never looks at cookies and never makes
 * a session, so no other site's page can call the API in somebody's name.
 */
@ApplicationScoped
class ApiAuthentication {
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    @Inject
    private ApiTokenService tokens;

    @Inject
    private BasicCredentials basic;

    AuthenticationStatus validate(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        String scheme = header.toLowerCase(Locale.ROOT);
        try {
            Optional<Account> account = Optional.empty();
            if (scheme.startsWith(BEARER)) {
                account = tokens.authenticate(header.substring(BEARER.length()).strip());
            } else if (scheme.startsWith(BASIC)) {
                if (!maySendPassword(request)) {
                    return refuse(request, context, 403, "Basic authentication needs HTTPS");
                }
                account = basic.check(header.substring(BASIC.length()).strip(), request.getRemoteAddr());
            }
            return account.map(known -> admit(known, request, context))
                    .orElseGet(() -> unauthorized(request, response, context));
        } catch (TooManyAttemptsException e) {
            response.setHeader("Retry-After", "900");
            return refuse(request, context, 429, "Too many different wrong passwords, try again later");
        }
    }

    private static AuthenticationStatus admit(Account account, HttpServletRequest request, HttpMessageContext context) {
        // On this machine the generated password still works: the first token is made with it.
        if (account.mustChange() && !Loopback.isClientOf(request)) {
            return refuse(request, context, 403, "The password must be changed in the console first");
        }
        return WebAuthentication.signedIn(request, context, new AccountPrincipal(account));
    }

    private static boolean maySendPassword(HttpServletRequest request) {
        return request.isSecure() || Loopback.isClientOf(request);
    }

    private static AuthenticationStatus unauthorized(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        response.setHeader("WWW-Authenticate", "Bearer realm=\"ecluse\", Basic realm=\"ecluse\", charset=\"UTF-8\"");
        return refuse(request, context, 401, "A valid bearer token, or user name and password, is needed");
    }

    /** The call goes on to {@link ApiGuard}, which answers: an error given here would get the console's error page. */
    private static AuthenticationStatus refuse(
            HttpServletRequest request, HttpMessageContext context, int status, String detail) {
        request.setAttribute(ApiGuard.REFUSAL, Problem.of(status, detail));
        return context.doNothing();
    }
}
