package org.ecluse.server.queue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.verdict.Mark;

/** Copies of one message that go to one next hop in one SMTP transaction, with the same added fields. Never empty. */
record DeliveryJob(List<ClaimedCopy> copies) {
    private static final int MOST_RECIPIENTS = 100;

    /** What copies must share to travel together; {@code alone} is 0 where they may. */
    private record Together(
            long messageRowId,
            String nextHop,
            String verdict,
            double score,
            long revision,
            String releasedRole,
            Optional<Mark> mark,
            long alone) {
        static Together of(ClaimedCopy copy) {
            return new Together(
                    copy.messageRowId(),
                    copy.nextHop(),
                    copy.verdict().name(),
                    copy.score(),
                    copy.policyRevision(),
                    copy.releasedRole().orElse(""),
                    copy.mark(),
                    copy.banner().map(order -> copy.copyId()).orElse(0L)); // its link is the recipient's own
        }
    }

    DeliveryJob {
        copies = List.copyOf(copies);
    }

    static List<DeliveryJob> of(List<ClaimedCopy> copies) {
        Map<Together, List<ClaimedCopy>> groups = new LinkedHashMap<>();
        copies.forEach(copy -> groups.computeIfAbsent(Together.of(copy), key -> new ArrayList<>())
                .add(copy));
        List<DeliveryJob> jobs = new ArrayList<>();
        for (List<ClaimedCopy> group : groups.values()) {
            for (int from = 0; from < group.size(); from += MOST_RECIPIENTS) {
                jobs.add(new DeliveryJob(group.subList(from, Math.min(group.size(), from + MOST_RECIPIENTS))));
            }
        }
        return jobs;
    }

    ClaimedCopy first() {
        return copies.get(0);
    }

    String nextHop() {
        return first().nextHop();
    }

    List<Long> entryIds() {
        return copies.stream().map(ClaimedCopy::entryId).toList();
    }
}
