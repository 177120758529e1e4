package org.ecluse.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.Tokens;
import org.ecluse.filter.learning.OwnModel;
import org.ecluse.filter.learning.OwnModel.Taught;
import org.ecluse.filter.learning.OwnTokens;
import org.ecluse.filter.learning.OwnVoice;
import org.ecluse.filter.learning.Tokenizer;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Finding;

/**
 * How far lessons reach beyond the messages that were taught: share of other messages with a finding, and its mean units. Arguments:
 * a directory of wanted messages (.eml) and one of spam. Lessons of one kind alone are the worst case; they come from one user, from
 * twenty, or each from another.
 */
public final class OwnLearningReach {
    private static final int MOST = 1200;
    private static final int LEAST_OTHERS = 300;

    private OwnLearningReach() {}

    public static void main(String[] arguments) throws IOException {
        List<Tokens> ham = read(Path.of(arguments[0]));
        List<Tokens> spam = read(Path.of(arguments[1]));
        for (int users : new int[] {1, 20, MOST}) {
            for (int lessons : new int[] {1, 10, 50, 200, 400}) {
                report("wanted only", users, Math.min(lessons, ham.size() - LEAST_OTHERS), 0, ham, spam);
                report("spam only", users, 0, Math.min(lessons, spam.size() - LEAST_OTHERS), ham, spam);
                report("both kinds", users, lessons / 2, lessons / 2, ham, spam);
            }
        }
    }

    private static void report(
            String what, int users, int taughtHam, int taughtSpam, List<Tokens> ham, List<Tokens> spam) {
        List<Taught> lessons = new ArrayList<>();
        for (int i = 0; i < taughtHam; i++) {
            lessons.add(new Taught(OwnTokens.of(ham.get(i)), false, 1, "user " + i % users));
        }
        for (int i = 0; i < taughtSpam; i++) {
            lessons.add(new Taught(OwnTokens.of(spam.get(i)), true, 1, "user " + i % users));
        }
        OwnModel model = OwnModel.of(lessons);
        System.out.printf(
                Locale.ROOT,
                "%-12s %4d lessons of %4d users  %7.0f KB   wanted: %s   spam: %s%n",
                what,
                lessons.size(),
                Math.min(users, lessons.size()),
                model.memoryBytes() / 1024.0,
                reach(model, ham.subList(taughtHam, ham.size())),
                reach(model, spam.subList(taughtSpam, spam.size())));
    }

    private static String reach(OwnModel model, List<Tokens> others) {
        int up = 0;
        int down = 0;
        double sum = 0;
        for (Tokens mail : others) {
            for (Finding finding : OwnVoice.of(model, mail)) {
                boolean raises = finding.symbol().equals(OwnVoice.SPAM);
                up += raises ? 1 : 0;
                down += raises ? 0 : 1;
                sum += raises ? finding.multiplier() : -finding.multiplier();
            }
        }
        return String.format(
                Locale.ROOT,
                "%5.1f %% up %5.1f %% down, mean %+6.1f points",
                100.0 * up / others.size(),
                100.0 * down / others.size(),
                20 * sum / others.size());
    }

    private static List<Tokens> read(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
        }
        Collections.shuffle(files, new Random(1));
        List<Tokens> mails = new ArrayList<>();
        for (Path file : files.subList(0, Math.min(MOST, files.size()))) {
            MailTransaction mail = Mails.transaction(Mails.raw(Files.readAllBytes(file)));
            mails.add(Tokenizer.of(mail, List.of()));
        }
        return mails;
    }
}
