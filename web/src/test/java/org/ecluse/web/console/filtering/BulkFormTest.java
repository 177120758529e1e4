package org.ecluse.web.console.filtering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.ecluse.policy.BulkClass;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.web.console.filtering.BulkForm.BulkAction;
import org.junit.jupiter.api.Test;

/** R2.2, R2.7. */
class BulkFormTest {
    private static final FilterPolicy POLICY = PolicyDocument.parse("""
            {"heldBulk":["ADVERTISING","SOCIAL"],"marking":{"bulk":["ADVERTISING","NEWSLETTER"],"spamWord":"[SPAM]"}}""");

    @Test
    void whatIsNotTouchedStaysAsItWas() {
        BulkForm form = new BulkForm(POLICY);

        assertThat(form.getChoices())
                .extracting(BulkForm.Choice::getAction)
                .containsExactly(BulkAction.HOLD, BulkAction.MARK, BulkAction.HOLD);
        assertThat(form.held()).isEqualTo(POLICY.heldBulk());
        assertThat(form.marking()).isEqualTo(POLICY.marking());
    }

    @Test
    void eachClassHasItsOwnAction() {
        BulkForm form = new BulkForm(POLICY);
        form.getChoices().get(0).setAction(BulkAction.DELIVER);
        form.getChoices().get(2).setAction(BulkAction.MARK);
        form.setBulkWord(" [Pub] ");

        assertThat(form.held()).isEmpty();
        assertThat(form.marking().bulk()).isEqualTo(Set.of(BulkClass.NEWSLETTER, BulkClass.SOCIAL));
        assertThat(form.marking().bulkWord()).isEqualTo("[Pub]");
    }
}
