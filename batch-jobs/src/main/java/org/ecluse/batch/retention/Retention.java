package org.ecluse.batch.retention;

import org.ecluse.server.retention.RetentionService;

/** The kinds of old things. */
enum Retention {
    QUARANTINE("expired in quarantine", true) {
        @Override
        int step(RetentionService service) {
            return service.expireQuarantine();
        }
    },
    MAIL("old messages", true) {
        @Override
        int step(RetentionService service) {
            return service.removeOldMail();
        }
    },
    TRACES("old refusals, tombstones and audit entries", true) {
        @Override
        int step(RetentionService service) {
            return service.removeOldTraces();
        }
    },
    SENDERS("senders no longer known", false) {
        @Override
        int step(RetentionService service) {
            return service.forgetSenders();
        }
    },
    REPORTS("old reports", true) {
        @Override
        int step(RetentionService service) {
            return service.removeOldReports();
        }
    },
    CONTENT("contents left behind", false) {
        @Override
        int step(RetentionService service) throws Exception {
            return service.sweepContent();
        }
    },
    JOB_RUNS("job records", false) {
        @Override
        int step(RetentionService service) {
            return service.forgetJobRuns();
        }
    };

    private final String word;
    private final boolean inBatches;

    Retention(String word, boolean inBatches) {
        this.word = word;
        this.inBatches = inBatches;
    }

    /** Removes some and says how many. */
    abstract int step(RetentionService service) throws Exception;

    /** Whether one step leaves some for the next. */
    boolean hasMore() {
        return inBatches;
    }

    /** For the run's summary. */
    String word() {
        return word;
    }
}
