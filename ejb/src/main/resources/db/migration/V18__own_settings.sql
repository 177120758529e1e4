-- What users set for themselves in their account (R3.8, R3.9).

-- The level of an address that no customer listed; a listed one's stands with it in known_address.
CREATE TABLE chosen_level (
    address     VARCHAR(320) PRIMARY KEY,            -- address key
    customer_id BIGINT       NOT NULL REFERENCES customer (id),
    level       VARCHAR(16)  NOT NULL,               -- ROBUSTE | MOYEN | AUCUN
    chosen_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- Entries that users took off their lists, for as long as they can put them back.
CREATE TABLE removed_list_entry (
    id          BIGINT PRIMARY KEY,                  -- as it was in list_entry
    customer_id BIGINT       NOT NULL REFERENCES customer (id),
    recipient   VARCHAR(320) NOT NULL,
    colour      VARCHAR(8)   NOT NULL,
    kind        VARCHAR(8)   NOT NULL,
    entry_value VARCHAR(320) NOT NULL,
    note        VARCHAR(500) NOT NULL,
    expires_at  TIMESTAMP(6) WITH TIME ZONE,
    removed_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX removed_list_entry_recipient ON removed_list_entry (recipient, removed_at);
CREATE INDEX removed_list_entry_removed ON removed_list_entry (removed_at);

CREATE INDEX list_entry_recipient ON list_entry (recipient);
