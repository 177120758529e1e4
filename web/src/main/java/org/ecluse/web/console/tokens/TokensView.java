package org.ecluse.web.console.tokens;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.ecluse.server.security.ApiToken;
import org.ecluse.server.security.ApiTokenService;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.Shown;
import org.ecluse.web.security.CurrentViewer;

/** The viewer's own API tokens. */
@Named
@ViewScoped
public class TokensView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private ApiTokenService tokens;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    @Inject
    private Shown shown;

    private String name = "";
    private LocalDate lastDay;
    private String secret = "";

    public List<ApiToken> getTokens() {
        return tokens.list(current.viewer());
    }

    public void create() {
        Optional<ApiTokenService.Created> created = feedback.attempt(() -> tokens.create(
                current.viewer(), name, Optional.ofNullable(lastDay).map(day -> shown.startOf(day.plusDays(1)))));
        if (created.isPresent()) {
            secret = created.get().secret();
            name = "";
            lastDay = null;
        }
    }

    public void revoke(ApiToken token) {
        tokens.revoke(current.viewer(), token.id());
        feedback.done("tokens.revoked", token.name());
        secret = "";
    }

    /** Of the token just made, until the next one or until the page is left. */
    public String getSecret() {
        return secret;
    }

    public String getName() {
        return name;
    }

    public void setName(String value) {
        name = value;
    }

    public LocalDate getLastDay() {
        return lastDay;
    }

    public void setLastDay(LocalDate value) {
        lastDay = value;
    }
}
