package org.ecluse.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Optional;
import java.util.Set;
import org.ecluse.server.security.Account;
import org.ecluse.server.security.SignInService;

/** The accounts of the database as the identity store of Jakarta Security. */
@ApplicationScoped
public class AccountStore implements IdentityStore {
    @Inject
    private SignInService signIn;

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!(credential instanceof AddressedCredential given)) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        Optional<Account> account = given.atConsole()
                ? signIn.signInToConsole(given.userName(), given.password(), given.clientAddress())
                : signIn.signIn(given.userName(), given.password(), given.clientAddress());
        return account.map(AccountStore::valid).orElse(CredentialValidationResult.INVALID_RESULT);
    }

    private static CredentialValidationResult valid(Account account) {
        return new CredentialValidationResult(
                new AccountPrincipal(account), Set.of(account.role().name()));
    }
}
