package org.ecluse.web.security;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.ecluse.server.account.Reader;
import org.ecluse.server.account.UserAccounts;
import org.ecluse.settings.ServerSettings;
import org.omnifaces.util.Servlets;

/** Lets nobody into an account without an open session; everyone else may ask for a link. */
@WebFilter("/account/*")
public class AccountGate extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient UserAccounts accounts;

    @Inject
    private transient ServerSettings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> cookie = AccountCookie.read(request);
        Optional<Reader> reader = cookie.flatMap(accounts::find);
        if (reader.isEmpty()) {
            cookie.ifPresent(stale -> AccountCookie.remove(response));
            Servlets.facesRedirect(request, response, request.getContextPath() + "/account-link");
            return;
        }
        AccountCookie.keep(response, cookie.get(), settings.account().sessionLife());
        request.setAttribute(CurrentReader.ATTRIBUTE, reader.get());
        if (request.getServletPath().equals("/account/")) {
            response.sendRedirect(request.getContextPath() + "/account/quarantine");
            return;
        }
        chain.doFilter(request, response);
    }
}
