package org.ecluse.web.console.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.ecluse.server.security.Account;
import org.ecluse.server.security.AccountService;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.security.ConsoleSession;
import org.ecluse.web.security.CurrentViewer;

/** The form that changes one's own password. */
@Named
@RequestScoped
public class PasswordView {
    @Inject
    private AccountService accounts;

    @Inject
    private CurrentViewer current;

    @Inject
    private ConsoleSession session;

    @Inject
    private Feedback feedback;

    private String present = "";
    private String replacement = "";
    private String repeated = "";

    public String change() {
        if (!replacement.equals(repeated)) {
            feedback.error("password.differ");
            return null;
        }
        Optional<Account> changed =
                feedback.attempt(() -> accounts.changePassword(current.viewer(), present, replacement));
        if (changed.isEmpty()) {
            return null;
        }
        session.passwordChanged(changed.get());
        feedback.done("password.done");
        feedback.keep();
        return "/console/summary?faces-redirect=true";
    }

    /** Passwords are never sent back to the page. */
    public String getPresent() {
        return "";
    }

    public void setPresent(String value) {
        present = value;
    }

    public String getReplacement() {
        return "";
    }

    public void setReplacement(String value) {
        replacement = value;
    }

    public String getRepeated() {
        return "";
    }

    public void setRepeated(String value) {
        repeated = value;
    }
}
