package org.ecluse.web.console.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.security.Account;
import org.ecluse.web.security.ConsoleSession;
import org.ecluse.web.security.CurrentViewer;

/** The signed-in person, for pages: what to show, never what to allow; services decide that. */
@Named
@RequestScoped
public class Person {
    @Inject
    private CurrentViewer current;

    @Inject
    private ConsoleSession session;

    public boolean isSignedIn() {
        return current.account().isPresent();
    }

    public String getName() {
        return current.account().map(Account::userName).orElse("");
    }

    public boolean isPlatform() {
        return current.account().map(Account::viewer).filter(Viewer::isPlatform).isPresent();
    }

    public boolean isAdministrator() {
        return has(Role.PLATFORM_ADMINISTRATOR) || has(Role.CUSTOMER_ADMINISTRATOR);
    }

    public boolean isReleaser() {
        return isSignedIn() && !has(Role.HELP_DESK);
    }

    /** Whether subjects are shown to this person, and can be searched for (B14). */
    public boolean isReadsSubjects() {
        return current.account()
                .map(Account::viewer)
                .filter(Viewer::readsSubjects)
                .isPresent();
    }

    public boolean isMustChange() {
        return current.account().map(Account::mustChange).orElse(false);
    }

    public String signOut() {
        session.signOut();
        return "/sign-in?faces-redirect=true";
    }

    private boolean has(Role role) {
        return current.account().filter(account -> account.role() == role).isPresent();
    }
}
