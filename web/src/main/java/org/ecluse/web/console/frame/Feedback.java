package org.ecluse.web.console.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.application.FacesMessage.Severity;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import org.ecluse.server.access.InvalidInputException;

/** Tells the person what came of it. */
@RequestScoped
public class Feedback {
    @Inject
    private Language language;

    /** Does {@code action}; what the person gave wrong becomes a message instead of an exception. */
    public boolean attempt(Runnable action) {
        return attempt(() -> {
                    action.run();
                    return Boolean.TRUE;
                })
                .isPresent();
    }

    /** As {@link #attempt(Runnable)}, with the result. */
    public <T> Optional<T> attempt(Supplier<T> action) {
        try {
            return Optional.of(action.get());
        } catch (InvalidInputException e) {
            show(FacesMessage.SEVERITY_ERROR, language.texts().get(e.textKey()));
            return Optional.empty();
        }
    }

    public void done(String key, Object... values) {
        show(FacesMessage.SEVERITY_INFO, language.texts().format(key, values));
    }

    public void warn(String key, Object... values) {
        show(FacesMessage.SEVERITY_WARN, language.texts().format(key, values));
    }

    public void error(String key, Object... values) {
        show(FacesMessage.SEVERITY_ERROR, language.texts().format(key, values));
    }

    /** Keeps the messages over a redirect. */
    public void keep() {
        FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
    }

    private static void show(Severity severity, String sentence) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, sentence, null));
    }
}
