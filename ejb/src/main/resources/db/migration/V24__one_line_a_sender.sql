-- A sender stands once on each list of one owner, also if two ask for it in the same moment (B2). The owner is the recipient, or the
-- domain, or the customer as a whole; a column of its own, because neither database's unique keys count two nulls as the same.
ALTER TABLE list_entry ADD COLUMN owner VARCHAR(345) DEFAULT '' NOT NULL;            -- policy.ListEntryRow.owner
UPDATE list_entry SET owner = COALESCE(CAST(domain_id AS VARCHAR(20)), '') || ' ' || COALESCE(recipient, '');

-- Of doubles the oldest line stays; it lasts as long as the longest, and its last use is the latest of all.
CREATE INDEX list_entry_doubles ON list_entry (customer_id, owner, colour, entry_value);
UPDATE list_entry SET expires_at = NULL WHERE EXISTS (SELECT 1 FROM list_entry d WHERE d.customer_id = list_entry.customer_id
    AND d.owner = list_entry.owner AND d.colour = list_entry.colour AND d.entry_value = list_entry.entry_value
    AND d.expires_at IS NULL);
UPDATE list_entry SET
    expires_at = (SELECT MAX(d.expires_at) FROM list_entry d WHERE d.customer_id = list_entry.customer_id
        AND d.owner = list_entry.owner AND d.colour = list_entry.colour AND d.entry_value = list_entry.entry_value),
    last_hit_at = (SELECT MAX(d.last_hit_at) FROM list_entry d WHERE d.customer_id = list_entry.customer_id
        AND d.owner = list_entry.owner AND d.colour = list_entry.colour AND d.entry_value = list_entry.entry_value)
    WHERE EXISTS (SELECT 1 FROM list_entry d WHERE d.customer_id = list_entry.customer_id
        AND d.owner = list_entry.owner AND d.colour = list_entry.colour AND d.entry_value = list_entry.entry_value
        AND d.id <> list_entry.id);
DELETE FROM list_entry WHERE EXISTS (SELECT 1 FROM list_entry d WHERE d.customer_id = list_entry.customer_id
    AND d.owner = list_entry.owner AND d.colour = list_entry.colour AND d.entry_value = list_entry.entry_value
    AND d.id < list_entry.id);
DROP INDEX list_entry_doubles;
ALTER TABLE list_entry ADD CONSTRAINT list_entry_once UNIQUE (customer_id, owner, colour, entry_value);
