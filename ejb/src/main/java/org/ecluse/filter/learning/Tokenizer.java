package org.ecluse.filter.learning;

import java.util.List;
import org.ecluse.filter.MailTransaction;
import org.ecluse.mail.Budget;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.reading.Reading;
import org.ecluse.verdict.Finding;

/**
 * Takes a message apart into tokens: what it says, how it is built, and what the rules found. Linear in what it reads, which is
 * bounded. Nothing that only names who sent it: addresses, their domains, and trace fields are not looked at.
 */
public final class Tokenizer {
    private Tokenizer() {}

    /**
     * @param findings of the rules that ran before
     * @throws org.ecluse.mail.Budget.BudgetExceededException when the message's time is used up
     */
    public static TokenBag of(MailTransaction mail, List<Finding> findings) {
        return of(mail.parsed(), mail.reading(), mail.budget(), findings);
    }

    /** As the one before, of a message that is not on its way. */
    public static TokenBag of(ParsedMessage parsed, Reading reading, Budget budget, List<Finding> findings) {
        TokenBag bag = new TokenBag();
        // What is built comes first: it is little, and a flood of words must not displace it.
        for (Finding finding : findings) {
            bag.build(TokenHash.of('R', finding.symbol()));
        }
        bag.endRules();
        HeaderTokens.add(parsed, bag);
        ProgramTokens.add(parsed, bag);
        AuthorTokens.add(parsed, reading, bag);
        PartTokens.add(parsed, reading, bag);
        budget.check();
        LinkTokens.add(reading.links(), HeaderTokens.authorDomain(parsed), bag);
        budget.check();
        SizeTokens.add(parsed, reading, bag);
        budget.check();
        WordTokens.addSubject(parsed.subject(), bag);
        WordTokens.addNames(parsed.from(), bag);
        CharacterTokens.add(parsed.subject(), reading, bag);
        SourceTokens.add(parsed, reading, bag);
        budget.check();
        WordTokens.addText(reading.words(), bag, budget);
        return bag;
    }
}
