package org.ecluse.unpack;

import java.util.concurrent.Semaphore;
import org.ecluse.mail.Budget.BudgetExceededException;

/**
 * Lets few messages at once take much memory while they are read. One message may need some 200 MB for its files; several of that
 * kind at the same moment, which whoever means harm can arrange, would fill the heap. Others wait for their turn, which comes within
 * seconds, because the time of opening files is bounded; what needs little never waits.
 */
public final class MemoryGate {
    /** What one message may need; what the rest of the server needs of the heap. */
    private static final long ONE_MESSAGE_BYTES = 200L << 20;

    private static final long SERVER_BYTES = 320L << 20;

    private final Semaphore places;

    /** @param atOnce messages that may take much memory at the same time */
    public MemoryGate(int atOnce) {
        this.places = new Semaphore(atOnce, true);
    }

    /** As many at once as fit into a heap; one always does. */
    public static MemoryGate ofHeap(long heapBytes) {
        return new MemoryGate((int) Math.max(1, (heapBytes - SERVER_BYTES) / ONE_MESSAGE_BYTES));
    }

    Place place() {
        return new Place();
    }

    /** What one message holds. Used by one thread. */
    final class Place implements AutoCloseable {
        private boolean taken;

        /**
         * Waits until the message may take much memory, unless it may already.
         *
         * @return ns that it waited
         * @throws BudgetExceededException the thread was interrupted: its time is up
         */
        long take() {
            if (taken) {
                return 0;
            }
            long start = System.nanoTime();
            try {
                places.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BudgetExceededException("time");
            }
            taken = true;
            return System.nanoTime() - start;
        }

        @Override
        public void close() {
            if (taken) {
                taken = false;
                places.release();
            }
        }
    }
}
