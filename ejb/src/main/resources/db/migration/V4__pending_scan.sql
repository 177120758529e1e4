-- Copies that could not be checked when they came: scanned again with back-off, never delivered unscanned (B8).
CREATE TABLE pending_scan (
    copy_id    BIGINT  PRIMARY KEY REFERENCES recipient_copy (id),
    message_id BIGINT  NOT NULL REFERENCES message (id),
    attempts   INTEGER NOT NULL,
    since      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    due_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX pending_scan_due ON pending_scan (due_at);
