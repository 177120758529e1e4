package org.ecluse.web.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.ecluse.server.security.Account;

/** Begins and ends a person's session. */
@RequestScoped
public class ConsoleSession {
    @Inject
    private SecurityContext security;

    @Inject
    private HttpServletRequest request;

    /** What came of an attempt to sign in. */
    public enum Outcome {
        SIGNED_IN,
        WRONG,
        /** Not now: too many different wrong passwords. */
        TOO_MANY
    }

    public Outcome signIn(HttpServletResponse response, String userName, String password) {
        AddressedCredential credential = new AddressedCredential(userName, password, request.getRemoteAddr(), true);
        AuthenticationStatus status = security.authenticate(
                request, response, AuthenticationParameters.withParams().credential(credential));
        if (status == AuthenticationStatus.SUCCESS) {
            return Outcome.SIGNED_IN;
        }
        return request.getAttribute(ConsoleAuthentication.TOO_MANY) == null ? Outcome.WRONG : Outcome.TOO_MANY;
    }

    /** Keeps this session, alone, when its account's password has changed. */
    public void passwordChanged(Account account) {
        request.changeSessionId();
        ConsoleAuthentication.remember(request.getSession(), account);
    }

    public void signOut() {
        try {
            request.logout();
        } catch (ServletException e) {
            throw new IllegalStateException("sign-out", e);
        }
        if (request.getSession(false) != null) {
            request.getSession(false).invalidate();
        }
    }
}
