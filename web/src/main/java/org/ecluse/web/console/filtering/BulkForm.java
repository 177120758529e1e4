package org.ecluse.web.console.filtering;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ecluse.policy.BulkClass;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.Marking;

/** What happens to each bulk class, and how mail is marked, while it is edited (R2.2, R2.7). */
public class BulkForm implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<Choice> choices;
    private String spamWord;
    private String bulkWord;

    BulkForm(FilterPolicy policy) {
        choices = Arrays.stream(BulkClass.values())
                .map(bulk -> new Choice(
                        bulk,
                        policy.heldBulk().contains(bulk),
                        policy.marking().bulk().contains(bulk)))
                .toList();
        spamWord = policy.marking().spamWord();
        bulkWord = policy.marking().bulkWord();
    }

    Set<BulkClass> held() {
        return those(choice -> choice.action == BulkAction.HOLD);
    }

    /** @throws IllegalArgumentException a word is too long or cannot be printed */
    Marking marking() {
        return new Marking(those(Choice::marks), spamWord, bulkWord);
    }

    private Set<BulkClass> those(Predicate<Choice> wanted) {
        return choices.stream().filter(wanted).map(Choice::getBulk).collect(Collectors.toUnmodifiableSet());
    }

    public List<Choice> getChoices() {
        return choices;
    }

    public BulkAction[] getActions() {
        return BulkAction.values();
    }

    public int getLongestWord() {
        return Marking.LONGEST_WORD;
    }

    public String getSpamWord() {
        return spamWord;
    }

    public void setSpamWord(String value) {
        spamWord = value;
    }

    public String getBulkWord() {
        return bulkWord;
    }

    public void setBulkWord(String value) {
        bulkWord = value;
    }

    /** What is done with a class at the level Robuste. */
    public enum BulkAction {
        DELIVER,
        MARK,
        HOLD
    }

    /** One class and what is done with it. */
    public static class Choice implements Serializable {
        private static final long serialVersionUID = 1L;

        private final BulkClass bulk;
        private final boolean markedBefore;
        private BulkAction action;

        Choice(BulkClass bulk, boolean held, boolean marked) {
            this.bulk = bulk;
            this.markedBefore = marked;
            this.action = held ? BulkAction.HOLD : marked ? BulkAction.MARK : BulkAction.DELIVER;
        }

        /** A class that is held may be one that is marked at looser levels: the API can say so, and the page keeps it. */
        boolean marks() {
            return action == BulkAction.MARK || action == BulkAction.HOLD && markedBefore;
        }

        public BulkClass getBulk() {
            return bulk;
        }

        public BulkAction getAction() {
            return action;
        }

        public void setAction(BulkAction value) {
            action = value;
        }
    }
}
