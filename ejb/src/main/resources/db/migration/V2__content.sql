-- Message content of a cluster: rows of at most 256 KB, number 0 is the envelope as JSON (decisions: Keeping mail).
-- No foreign key to message: content is written and durable before the message's row.
CREATE TABLE message_chunk (
    public_id VARCHAR(26) NOT NULL,
    number    INTEGER     NOT NULL,
    bytes     BYTEA       NOT NULL,
    PRIMARY KEY (public_id, number)
);
