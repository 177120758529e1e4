-- The internal block list (R1.8). What was seen of clients is in the cache; these are those that are listed because of it.

CREATE SEQUENCE reputation_seq INCREMENT BY 20;

CREATE TABLE reputation_listing (
    id            BIGINT PRIMARY KEY,
    public_id     VARCHAR(22)  NOT NULL UNIQUE,      -- opaque; stands in the refusal text
    client        VARCHAR(64)  NOT NULL,             -- IPv4 address, or network in CIDR form
    counts        VARCHAR(200) NOT NULL,             -- filter.reputation.Observation=number, blanks between
    counted_since TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    score         DOUBLE PRECISION NOT NULL,         -- at last_at
    listed_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ends_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    refused_until TIMESTAMP(6) WITH TIME ZONE,       -- null: never was bad enough
    removed_by    VARCHAR(320),
    removed_at    TIMESTAMP(6) WITH TIME ZONE,
    exempt_until  TIMESTAMP(6) WITH TIME ZONE        -- of a removed one: not listed again before
);
CREATE INDEX reputation_listing_client ON reputation_listing (client, ends_at);
CREATE INDEX reputation_listing_end ON reputation_listing (ends_at);
CREATE INDEX reputation_listing_exempt ON reputation_listing (exempt_until);
