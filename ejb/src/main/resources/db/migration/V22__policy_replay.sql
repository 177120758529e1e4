-- What a draft policy needs to decide past mail again (B5).
ALTER TABLE message ADD COLUMN attachments VARCHAR(8000);       -- JSON: names, types, sizes of the files; null: not known, or too many
ALTER TABLE tombstone ADD COLUMN findings VARCHAR(8000);        -- symbol=multiplier, no content; '': the copy's row has them; null: not known
ALTER TABLE tombstone ADD COLUMN size_bytes BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE tombstone ADD COLUMN disposition VARCHAR(20) DEFAULT 'DESTROY' NOT NULL;
ALTER TABLE tombstone ADD COLUMN policy_revision BIGINT DEFAULT 0 NOT NULL;
CREATE INDEX message_copy_scope ON recipient_copy (customer_id, domain_id, received_at);
