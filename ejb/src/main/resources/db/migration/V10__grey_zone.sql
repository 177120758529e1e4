-- The grey zone's rows (R1.4-R1.7, B7). What waits is in the cache; these are what is known, expected, and told of it.

CREATE SEQUENCE grey_seq INCREMENT BY 20;

-- Correspondences that passed or were delivered. Known until 36 days after their last use.
CREATE TABLE grey_correspondent (
    pool          VARCHAR(300) NOT NULL,             -- spf:<domain> | helo:<domain> | network in CIDR form
    sender_domain VARCHAR(255) NOT NULL,             -- of a bounce: HELO
    first_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (pool, sender_domain)
);
CREATE INDEX grey_correspondent_domain ON grey_correspondent (sender_domain, first_at);
CREATE INDEX grey_correspondent_last ON grey_correspondent (last_at);

-- To whom our side wrote: their answers are not delayed for 36 days.
CREATE TABLE grey_written (
    our_address   VARCHAR(320) NOT NULL,             -- address key
    their_address VARCHAR(320) NOT NULL,             -- address key
    customer_id   BIGINT       NOT NULL REFERENCES customer (id),
    last_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (our_address, their_address)
);
CREATE INDEX grey_written_theirs ON grey_written (customer_id, their_address);
CREATE INDEX grey_written_last ON grey_written (last_at);

-- Senders that somebody expects ("attendu"): let through for a day.
CREATE TABLE grey_expected (
    id          BIGINT PRIMARY KEY,
    customer_id BIGINT       NOT NULL REFERENCES customer (id),
    recipient   VARCHAR(320),                        -- address key; null: every recipient of the customer
    sender      VARCHAR(320) NOT NULL,               -- address key, domain, or HELO of a bounce
    created_by  VARCHAR(320) NOT NULL,
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX grey_expected_customer ON grey_expected (customer_id, expires_at);

-- What the console and the sender's page tell of a delayed correspondence; the cache decides, not this.
CREATE TABLE grey_notice (
    id             VARCHAR(48)  PRIMARY KEY,         -- <grey_id>.<customer>
    grey_id        VARCHAR(22)  NOT NULL,            -- opaque; stands in the refusal text
    customer_id    BIGINT       NOT NULL REFERENCES customer (id),
    sender         VARCHAR(320) NOT NULL,            -- of the last try; '' is the null reverse-path
    sender_domain  VARCHAR(255) NOT NULL,
    recipient      VARCHAR(320) NOT NULL,            -- of the last try
    client_address VARCHAR(64)  NOT NULL,
    helo           VARCHAR(255) NOT NULL,
    doubts         VARCHAR(300) NOT NULL,            -- policy.Doubt, blanks between
    state          VARCHAR(8)   NOT NULL,            -- WAITING | PASSED
    tries          INTEGER      NOT NULL,
    first_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    retry_from     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    retry_until    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    forget_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX grey_notice_id ON grey_notice (grey_id);
CREATE INDEX grey_notice_customer ON grey_notice (customer_id, state, last_at);
CREATE INDEX grey_notice_forget ON grey_notice (forget_at);
