package org.ecluse.batch.report;

import jakarta.batch.api.partition.PartitionMapper;
import jakarta.batch.api.partition.PartitionPlan;
import jakarta.batch.api.partition.PartitionPlanImpl;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;
import java.util.Properties;
import java.util.stream.IntStream;

/**
 * Shares the subscriptions among workers. The plan is the same whenever it is asked for: it is asked for again at a restart, and a
 * checkpoint counts for its own share only.
 */
@Named
@Dependent
public class ReportPartitions implements PartitionMapper {
    /** A report waits for the database more than it computes; each worker holds two connections. */
    private static final int WORKERS = 4;

    @Override
    public PartitionPlan mapPartitions() {
        PartitionPlan plan = new PartitionPlanImpl();
        plan.setPartitions(WORKERS);
        plan.setThreads(WORKERS);
        plan.setPartitionProperties(
                IntStream.range(0, WORKERS).mapToObj(ReportPartitions::share).toArray(Properties[]::new));
        return plan;
    }

    private static Properties share(int number) {
        Properties share = new Properties();
        share.setProperty("share", String.valueOf(number));
        share.setProperty("shares", String.valueOf(WORKERS));
        return share;
    }
}
