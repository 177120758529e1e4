-- Signed links, reports of false positives, and which report told a user about which held copy.

CREATE SEQUENCE feedback_seq INCREMENT BY 50;

-- Raising an address's epoch ends every link signed for it before. No row: epoch 0.
CREATE TABLE address_epoch (
    address    VARCHAR(320) PRIMARY KEY,             -- address key
    epoch      BIGINT       NOT NULL,
    changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- What people said about a verdict: kept as data until an engine learns from it.
CREATE TABLE feedback (
    id          BIGINT PRIMARY KEY,
    copy_id     BIGINT       NOT NULL REFERENCES recipient_copy (id),
    customer_id BIGINT       NOT NULL REFERENCES customer (id),
    recipient   VARCHAR(320) NOT NULL,
    kind        VARCHAR(8)   NOT NULL,               -- NOT_SPAM
    reported_by VARCHAR(320) NOT NULL,
    reported_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT feedback_once UNIQUE (copy_id, kind)
);
CREATE INDEX feedback_customer ON feedback (customer_id, reported_at);

-- The report that listed the entry; null: not reported yet. Ids are no order across nodes, so a highest id would skip entries.
ALTER TABLE quarantine_entry ADD COLUMN report_id BIGINT;
-- Who released it, as the header X-Ecluse-Released shows it.
ALTER TABLE quarantine_entry ADD COLUMN released_role VARCHAR(32);
CREATE INDEX quarantine_unreported ON quarantine_entry (recipient, report_id);

CREATE INDEX job_run_state ON job_run (state, lease_until);
CREATE INDEX report_message ON report (message_id);
