package org.ecluse.web.console.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.security.ConsoleSession;

/** The sign-in form. */
@Named
@RequestScoped
public class SignInView {
    @Inject
    private ConsoleSession session;

    @Inject
    private Feedback feedback;

    private String userName = "";
    private String password = "";
    private boolean again;

    public String signIn() {
        HttpServletResponse response = (HttpServletResponse)
                FacesContext.getCurrentInstance().getExternalContext().getResponse();
        ConsoleSession.Outcome outcome = session.signIn(response, userName, password);
        if (outcome == ConsoleSession.Outcome.SIGNED_IN) {
            return "/console/summary?faces-redirect=true";
        }
        feedback.error(outcome == ConsoleSession.Outcome.TOO_MANY ? "error.attempts" : "signin.wrong");
        return null;
    }

    public String getUserName() {
        return userName;
    }

    public void setUserName(String value) {
        userName = value;
    }

    /** Never sent back to the page. */
    public String getPassword() {
        return "";
    }

    public void setPassword(String value) {
        password = value;
    }

    /** The session ended, or the password was changed elsewhere. */
    public boolean isAgain() {
        return again;
    }

    public void setAgain(boolean value) {
        again = value;
    }
}
