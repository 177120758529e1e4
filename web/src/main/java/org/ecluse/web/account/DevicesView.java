package org.ecluse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.ecluse.server.account.EndedLinks;
import org.ecluse.server.account.UserAccounts;
import org.ecluse.server.account.UserSession;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.security.AccountCookie;
import org.ecluse.web.security.CurrentReader;

/** Where a user is signed in, and the way out: here, there, everywhere else. */
@Named
@RequestScoped
public class DevicesView {
    @Inject
    private UserAccounts accounts;

    @Inject
    private EndedLinks links;

    @Inject
    private CurrentReader current;

    @Inject
    private Feedback feedback;

    public List<UserSession> getSessions() {
        return accounts.sessions(current.reader().address());
    }

    public boolean isThis(UserSession session) {
        return session.id().equals(current.reader().sessionId());
    }

    public String device(UserSession session) {
        return Device.words(session.device());
    }

    public void end(String sessionId) {
        accounts.end(current.reader().address(), sessionId);
        feedback.done("account.devices.ended");
    }

    public void endOthers() {
        accounts.endOthers(current.reader());
        feedback.done("account.devices.ended.others");
    }

    /** Ends the links in every mail so far, and whatever they opened elsewhere. */
    public void endLinks() {
        links.endOwn(current.reader());
        feedback.done("account.links.ended");
    }

    public String signOut() {
        accounts.end(current.reader().address(), current.reader().sessionId());
        AccountCookie.remove((HttpServletResponse)
                FacesContext.getCurrentInstance().getExternalContext().getResponse());
        return "/account-link?faces-redirect=true";
    }
}
