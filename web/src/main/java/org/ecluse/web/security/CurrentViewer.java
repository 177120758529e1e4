package org.ecluse.web.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.security.Account;

/** Who makes the current request. */
@RequestScoped
public class CurrentViewer {
    static final String ATTRIBUTE = "org.ecluse.account";

    @Inject
    private HttpServletRequest request;

    public Optional<Account> account() {
        return Optional.ofNullable((Account) request.getAttribute(ATTRIBUTE));
    }

    /** @throws IllegalStateException nobody is signed in: the path is not protected */
    public Viewer viewer() {
        return account()
                .orElseThrow(() -> new IllegalStateException("nobody is signed in"))
                .viewer();
    }
}
