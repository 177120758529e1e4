package org.ecluse.server.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.FilterLevel;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.directory.KnownAddressRow;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.server.policy.PolicySnapshotsKit;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers("R3.9")
class FilterProfilesTest {
    private static final EmailAddress LISTED =
            EmailAddress.parse("alice@demo.example").orElseThrow();
    private static final EmailAddress UNLISTED =
            EmailAddress.parse("bob@demo.example").orElseThrow();

    @TempDir
    private Path data;

    private HeldMail mail;
    private RecipientDirectory directory;
    private FilterProfiles profiles;

    @BeforeEach
    void open() {
        mail = new HeldMail(data);
        directory = mail.persistence.wire(new RecipientDirectory());
        profiles = mail.persistence.wire(
                new FilterProfiles(), directory, PolicySnapshotsKit.on(mail.persistence, mail.clock), mail.levels());
        list(LISTED.key(), null);
    }

    @Test
    void theChoiceIsThatOfTheNextMail() throws Exception {
        profiles.choose(LISTED, Optional.of(FilterLevel.MOYEN));
        profiles.choose(UNLISTED, Optional.of(FilterLevel.AUCUN));

        assertThat(filteredAt(LISTED)).contains(FilterLevel.MOYEN);
        assertThat(filteredAt(UNLISTED)).contains(FilterLevel.AUCUN);
        assertThat(profiles.of(UNLISTED))
                .isEqualTo(new FilterProfile(
                        FilterLevel.AUCUN, FilterLevel.ROBUSTE, true, Optional.of(FilterLevel.AUCUN)));

        profiles.choose(LISTED, Optional.empty());
        profiles.choose(UNLISTED, Optional.of(FilterLevel.MOYEN));
        assertThat(filteredAt(LISTED)).isEmpty();
        assertThat(filteredAt(UNLISTED)).contains(FilterLevel.MOYEN);
        profiles.choose(UNLISTED, Optional.empty());
        assertThat(filteredAt(UNLISTED)).isEmpty();
    }

    @Test
    void mailToAnAliasIsFilteredAsItsUserWants() throws Exception {
        list("info@demo.example", LISTED.key());
        profiles.choose(LISTED, Optional.of(FilterLevel.MOYEN));

        assertThat(filteredAt(EmailAddress.parse("info@demo.example").orElseThrow()))
                .contains(FilterLevel.MOYEN);
    }

    @Test
    void looserThanTheCustomerAllowsIsRefusedAndCountsNoMore() {
        profiles.choose(LISTED, Optional.of(FilterLevel.AUCUN));
        mail.publish(PolicyDocument.parse("{\"level\": \"MOYEN\", \"userMayBeLooser\": false}"));
        raiseVersion();

        assertThat(profiles.of(LISTED))
                .isEqualTo(
                        new FilterProfile(FilterLevel.MOYEN, FilterLevel.MOYEN, false, Optional.of(FilterLevel.AUCUN)));
        assertThatThrownBy(() -> profiles.choose(UNLISTED, Optional.of(FilterLevel.AUCUN)))
                .isInstanceOf(InvalidInputException.class);
        profiles.choose(UNLISTED, Optional.of(FilterLevel.ROBUSTE));
        assertThat(profiles.of(UNLISTED).level()).isEqualTo(FilterLevel.ROBUSTE);
    }

    private void list(String address, String aliasOf) {
        mail.persistence.saved(
                new KnownAddressRow(mail.customer.id(), mail.domain.id(), address, aliasOf, null, HeldMail.START));
    }

    private void raiseVersion() {
        mail.persistence.inTransaction(() -> mail.persistence
                .entityManager()
                .createQuery("update CustomerRow c set c.configVersion = c.configVersion + 1")
                .executeUpdate());
    }

    private Optional<FilterLevel> filteredAt(EmailAddress address) throws SQLException {
        return directory
                .findOrUnlisted(address, directory.domain(address.domain()).orElseThrow())
                .level();
    }
}
