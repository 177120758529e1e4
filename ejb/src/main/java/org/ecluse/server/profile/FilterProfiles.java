package org.ecluse.server.profile;

import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.directory.ChosenLevels;
import org.ecluse.server.directory.DomainFacts;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.server.policy.PolicySnapshots;

/** The filter level that a user sees and chooses (R3.9): the same policy as that of the user's next mail says what counts. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FilterProfiles {
    @Inject
    RecipientDirectory directory;

    @Inject
    PolicySnapshots snapshots;

    @Inject
    ChosenLevels levels;

    /** @throws NotThereException the address is served no more */
    public FilterProfile of(EmailAddress address) {
        try {
            Optional<FilterLevel> chosen = levels.of(address.key());
            PolicySnapshot policy = snapshots.of(domain(address), address, chosen);
            return new FilterProfile(
                    policy.level(), policy.policy().level(), policy.policy().userMayBeLooser(), chosen);
        } catch (SQLException e) {
            throw new EJBException("the policy cannot be read", e);
        }
    }

    /**
     * The user's own choice; the caller has made sure who that is.
     *
     * @param level empty: the customer's again
     * @throws InvalidInputException it is looser than the customer allows
     */
    public void choose(EmailAddress address, Optional<FilterLevel> level) {
        FilterProfile profile = of(address);
        if (level.filter(wanted -> !profile.allows(wanted)).isPresent()) {
            throw new InvalidInputException("level", "error.level.looser");
        }
        try {
            levels.choose(domain(address).customerId(), address.key(), level);
        } catch (SQLException e) {
            throw new EJBException("the directory cannot be read", e);
        }
    }

    private DomainFacts domain(EmailAddress address) throws SQLException {
        return directory.domain(address.domain()).orElseThrow(NotThereException::new);
    }
}
