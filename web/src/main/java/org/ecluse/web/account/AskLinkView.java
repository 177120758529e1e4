package org.ecluse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.account.AccountMail;
import org.ecluse.server.account.UserAccounts;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.text.Texts;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.Language;
import org.ecluse.web.link.ClientRate;

/** Mails a link to whoever owns an address that the service knows. The page says the same whether it does or not. */
@Named
@RequestScoped
public class AskLinkView {
    @Inject
    private UserAccounts accounts;

    @Inject
    private RecipientDirectory directory;

    @Inject
    private AccountMail mail;

    @Inject
    private ClientRate rate;

    @Inject
    private HttpServletRequest request;

    @Inject
    private Language language;

    @Inject
    private Feedback feedback;

    private String address = "";
    private boolean asked;

    public void ask() {
        if (!rate.admits(request.getRemoteAddr())) {
            feedback.error("account.link.busy");
            return;
        }
        EmailAddress.parse(address.strip())
                .map(directory::decidedFor) // an alias opens the account of the address that it stands for
                .map(EmailAddress::key)
                .filter(accounts::isKnown)
                .ifPresent(key -> mail.sendLink(key, Texts.ofMail(language.getCode())));
        asked = true;
    }

    public boolean isAsked() {
        return asked;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String value) {
        address = value;
    }
}
