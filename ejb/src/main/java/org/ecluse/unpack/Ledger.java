package org.ecluse.unpack;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ecluse.mail.Budget;
import org.ecluse.mail.Budget.BudgetExceededException;
import org.ecluse.mail.FileTrait;
import org.ecluse.mail.MailPart;

/** What opening the files of one message has cost so far. Once over budget it stays so: nothing more is opened. */
final class Ledger {
    private static final int MOST_PROGRAM_RUNS = 20;
    /** Kept for files inside; more than it is much memory. */
    private static final long LIGHT_BYTES = 12L << 20;

    private final UnpackLimits limits;
    private final Budget budget;
    private final ArchiveProgram program;
    private final MemoryGate.Place place;
    private int programRuns;
    private long givenBytes;
    private long foundBytes;
    private long liveBytes;
    private int textLeft;
    private boolean exhausted;

    Ledger(UnpackLimits limits, Budget budget, ArchiveProgram program, MemoryGate.Place place) {
        this.place = place;
        this.limits = limits;
        this.budget = budget;
        this.program = program;
        this.textLeft = limits.textBytes();
    }

    ArchiveProgram program() {
        return program;
    }

    /** Whether the program may be started once more for this message. */
    boolean takeProgramRun() {
        return !exhausted && programRuns++ < MOST_PROGRAM_RUNS;
    }

    UnpackLimits limits() {
        return limits;
    }

    /** Opens a part of the message. @param found takes the files inside */
    Set<FileTrait> open(List<String> names, List<String> within, Octets content, List<MailPart> found) {
        if (within.isEmpty()) {
            givenBytes += content.length();
        }
        OpenFile file = new OpenFile(this, names, within, found);
        if (exhausted) {
            return EnumSet.of(FileTrait.OVER_BUDGET);
        }
        file.open(content);
        return file.traits();
    }

    void spendBytes(long bytes) {
        foundBytes += bytes;
        if (foundBytes > limits.ratioFromBytes() && foundBytes / limits.ratio() > givenBytes) {
            exhausted = true;
            throw new BudgetExceededException("ratio");
        }
        spend(() -> budget.spendBytes(bytes));
    }

    void spendEntry() {
        spend(budget::spendEntry);
    }

    /** Waits until this message may take more memory than most do; the wait does not count as its time. */
    void takeMuchMemory() {
        budget.waited(place.take());
    }

    /** Bytes that are kept while a file inside is open. @return false if there is no room for them */
    boolean hold(long bytes) {
        liveBytes += bytes;
        if (liveBytes > LIGHT_BYTES) {
            takeMuchMemory();
        }
        return liveBytes <= limits.fileBytes() * 3 / 2;
    }

    void release(long bytes) {
        liveBytes -= bytes;
    }

    /** Of {@code wanted} characters of text, those that may be kept. */
    int takeText(int wanted) {
        int taken = Math.min(wanted, textLeft);
        textLeft -= taken;
        return taken;
    }

    boolean isExhausted() {
        return exhausted;
    }

    Budget budget() {
        return budget;
    }

    private void spend(Runnable cost) {
        if (exhausted) {
            throw new BudgetExceededException("spent");
        }
        try {
            cost.run();
        } catch (BudgetExceededException e) {
            exhausted = true;
            throw e;
        }
    }
}
