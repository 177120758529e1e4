package org.ecluse.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.ecluse.server.security.Account;
import org.ecluse.server.security.AccountService;
import org.ecluse.server.security.TooManyAttemptsException;

/** Sign-in of people: a form, then a session. */
@ApplicationScoped
class ConsoleAuthentication {
    /** Request attribute: the last attempt was refused unseen. */
    static final String TOO_MANY = "org.ecluse.too-many-attempts";

    private static final String SIGN_IN = "/sign-in";
    private static final String PASSWORD = "/console/password";

    @Inject
    private IdentityStoreHandler stores;

    @Inject
    private AccountService accounts;

    AuthenticationStatus validate(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context, boolean needed) {
        Credential credential = context.getAuthParameters().getCredential();
        if (context.isAuthenticationRequest() && credential != null) {
            return signIn(request, context, credential);
        }
        Optional<Account> account = fromSession(request);
        if (account.isEmpty()) {
            return needed ? context.redirect(signInPage(request)) : context.doNothing();
        }
        // A generated password opens nothing but the page that replaces it.
        if (needed && account.get().mustChange() && !request.getServletPath().startsWith(PASSWORD)) {
            return context.redirect(request.getContextPath() + PASSWORD);
        }
        return WebAuthentication.signedIn(request, context, new AccountPrincipal(account.get()));
    }

    private AuthenticationStatus signIn(HttpServletRequest request, HttpMessageContext context, Credential credential) {
        CredentialValidationResult result;
        try {
            result = stores.validate(credential);
        } catch (TooManyAttemptsException e) {
            request.setAttribute(TOO_MANY, true);
            return AuthenticationStatus.SEND_FAILURE;
        }
        if (result.getStatus() != CredentialValidationResult.Status.VALID
                || !(result.getCallerPrincipal() instanceof AccountPrincipal principal)) {
            return AuthenticationStatus.SEND_FAILURE;
        }
        // Whoever knew the session's id before must not share it now.
        request.getSession();
        request.changeSessionId();
        remember(request.getSession(), principal.account());
        return WebAuthentication.signedIn(request, context, principal);
    }

    /** Ties {@code session} to the account as it is now; called again when the password has changed. */
    static void remember(HttpSession session, Account account) {
        session.setAttribute(SignedIn.ATTRIBUTE, new SignedIn(account.userName(), account.stamp()));
    }

    private Optional<Account> fromSession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(SignedIn.ATTRIBUTE) instanceof SignedIn signedIn)) {
            return Optional.empty();
        }
        return accounts.find(signedIn.userName())
                .filter(account -> account.stamp().equals(signedIn.stamp()));
    }

    private static String signInPage(HttpServletRequest request) {
        boolean first = request.getSession(false) == null && request.getRequestedSessionId() == null;
        return request.getContextPath() + SIGN_IN + (first ? "" : "?again=true");
    }
}
