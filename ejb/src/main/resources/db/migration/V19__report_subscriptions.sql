-- Reports at several hours, for several addresses, to a receiver of their own (R3.10); why there was none (R3.14); and what is
-- written to the service's quarantine address (R3.3, R3.4).

ALTER TABLE subscription ADD COLUMN report_hours VARCHAR(80) DEFAULT '' NOT NULL;   -- 0-23, local, rising, commas between
UPDATE subscription SET report_hours = CAST(report_hour AS VARCHAR(2));
ALTER TABLE subscription DROP COLUMN report_hour;
ALTER TABLE subscription ADD COLUMN receiver VARCHAR(320) DEFAULT '' NOT NULL;      -- address key that the report is mailed to
UPDATE subscription SET receiver = address;
ALTER TABLE subscription ADD COLUMN kinds VARCHAR(100) DEFAULT '' NOT NULL;         -- verdicts told of, commas between; '': all
-- Since when it is active, or ended.
ALTER TABLE subscription ADD COLUMN changed_at TIMESTAMP(6) WITH TIME ZONE DEFAULT TIMESTAMP WITH TIME ZONE '2000-01-01 00:00:00+00' NOT NULL;
UPDATE subscription SET changed_at = created_at;
CREATE INDEX subscription_receiver ON subscription (receiver);

-- Further addresses whose held mail the same report tells of: each in one subscription only.
CREATE TABLE subscription_watch (
    address         VARCHAR(320) PRIMARY KEY,        -- address key
    subscription_id BIGINT       NOT NULL REFERENCES subscription (id),
    customer_id     BIGINT       NOT NULL REFERENCES customer (id)
);
CREATE INDEX subscription_watch_of ON subscription_watch (subscription_id);

-- A date's own reports have slots 0 to 23, those asked for besides have 100 and more.
UPDATE report SET slot = slot + 99 WHERE slot > 0;

-- Why a report that was due was not made; with a row in report for the same slot, why it was late.
CREATE TABLE report_omission (
    id              VARCHAR(60) PRIMARY KEY,         -- subscription.date.slot
    subscription_id BIGINT      NOT NULL REFERENCES subscription (id),
    local_date      VARCHAR(10) NOT NULL,
    slot            INTEGER     NOT NULL,
    reason          VARCHAR(16) NOT NULL,            -- NOTHING_NEW | LEVEL_NONE | NOT_SERVED | TIME_MOVED | FAILED
    happened_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX report_omission_date ON report_omission (subscription_id, local_date);
CREATE INDEX report_omission_happened ON report_omission (happened_at);

-- What people wrote to the quarantine address and was not answered yet; the same wish twice is one.
CREATE TABLE mail_wish (
    id           VARCHAR(26)  PRIMARY KEY,           -- of the mail
    sender       VARCHAR(320) NOT NULL,              -- address key of its From
    wish         VARCHAR(12)  NOT NULL,              -- SUBSCRIBE | REPORT_NOW | EXPLAIN
    proven       BOOLEAN      NOT NULL,              -- DMARC passed by an aligned DKIM signature
    due_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    tries        INTEGER      NOT NULL,
    CONSTRAINT mail_wish_once UNIQUE (sender, wish)
);
CREATE INDEX mail_wish_due ON mail_wish (due_at);

-- When an address was last answered; kind: ANSWER, or REPORT for one sent at once.
CREATE TABLE mail_answer (
    address     VARCHAR(320) NOT NULL,
    kind        VARCHAR(8)   NOT NULL,
    answered_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (address, kind)
);
CREATE INDEX mail_answer_answered ON mail_answer (answered_at);

-- How many answers a domain's addresses got in a minute (since the epoch).
CREATE TABLE mail_answer_minute (
    domain    VARCHAR(255) PRIMARY KEY,
    minute_no BIGINT       NOT NULL,
    answers   INTEGER      NOT NULL
);
