-- The audit trail is a chain (B14): each entry's hash is made of the one before and of what the entry says. Sealed every minute, in one
-- order for the whole service, whichever node wrote an entry.
ALTER TABLE audit_entry ADD COLUMN chain_no BIGINT;          -- from 1, without a gap; null: not sealed yet
ALTER TABLE audit_entry ADD COLUMN hash VARCHAR(64);         -- hex SHA-256
ALTER TABLE audit_entry ADD CONSTRAINT audit_chain_once UNIQUE (chain_no);

-- One row: its last link. Who seals holds it locked.
CREATE TABLE audit_chain (
    id         BIGINT      PRIMARY KEY,                      -- 1
    length_no  BIGINT      NOT NULL,
    head       VARCHAR(64) NOT NULL,                         -- '' before the first
    removed_no BIGINT      NOT NULL,                         -- the retention job removed the entries up to this one
    start_hash VARCHAR(64) NOT NULL                          -- and this was the last one's hash
);
