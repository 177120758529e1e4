package org.ecluse.web.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.ecluse.server.account.Reader;

/** The user whose account the current request is about. */
@Named
@RequestScoped
public class CurrentReader {
    static final String ATTRIBUTE = "org.ecluse.reader";

    @Inject
    private HttpServletRequest request;

    /** Empty outside of {@code /account/}. */
    public Optional<Reader> find() {
        return Optional.ofNullable((Reader) request.getAttribute(ATTRIBUTE));
    }

    /** @throws IllegalStateException the page is not behind {@link AccountGate} */
    public Reader reader() {
        return find().orElseThrow(() -> new IllegalStateException("no user is signed in"));
    }

    public String getAddress() {
        return reader().address().toString();
    }
}
