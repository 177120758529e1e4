-- The users' own accounts (R3.7, R3.8): no password, a link by mail opens a session that a cookie keeps.

CREATE TABLE user_session (
    id           VARCHAR(64)  PRIMARY KEY,           -- hex SHA-256 of the cookie's value
    address      VARCHAR(320) NOT NULL,              -- address key
    customer_id  BIGINT       NOT NULL REFERENCES customer (id),
    epoch        BIGINT       NOT NULL,              -- the address's when the session began; a raised one ends it
    device       VARCHAR(120) NOT NULL,              -- as the browser calls itself
    created_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_seen_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX user_session_address ON user_session (address, created_at);
CREATE INDEX user_session_expires ON user_session (expires_at);

-- Links that may be used once.
CREATE TABLE used_link (
    id         VARCHAR(64) PRIMARY KEY,              -- hex SHA-256 of the token
    expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL  -- the link's; then the row is needed no more
);
CREATE INDEX used_link_expires ON used_link (expires_at);

CREATE TABLE user_account (
    address        VARCHAR(320) PRIMARY KEY,         -- address key
    customer_id    BIGINT       NOT NULL REFERENCES customer (id),
    activated_at   TIMESTAMP(6) WITH TIME ZONE,      -- since the lists were asked for, the report offers the account (R3.13)
    link_mailed_at TIMESTAMP(6) WITH TIME ZONE       -- at most one sign-in link an hour is mailed
);
