package org.ecluse.web.security;

import jakarta.security.enterprise.CallerPrincipal;
import org.ecluse.server.security.Account;

/** A signed-in account, as the container carries it. */
public final class AccountPrincipal extends CallerPrincipal {
    private static final long serialVersionUID = 1L;
    private final transient Account account;

    public AccountPrincipal(Account account) {
        super(account.userName());
        this.account = account;
    }

    public Account account() {
        return account;
    }
}
