-- The spine's tables. Portable SQL: H2 (PostgreSQL mode) and PostgreSQL run the same file.
-- Every tenant row carries customer_id; message rows do not, because one message may have recipients of several customers:
-- tenants see a message only through their own copies (recipient_copy).

CREATE SEQUENCE customer_seq INCREMENT BY 1;
CREATE SEQUENCE directory_seq INCREMENT BY 50;
CREATE SEQUENCE policy_seq INCREMENT BY 1;
CREATE SEQUENCE message_seq INCREMENT BY 200;
CREATE SEQUENCE copy_seq INCREMENT BY 200;
CREATE SEQUENCE finding_seq INCREMENT BY 500;
CREATE SEQUENCE event_seq INCREMENT BY 500;
CREATE SEQUENCE queue_seq INCREMENT BY 200;
CREATE SEQUENCE quarantine_seq INCREMENT BY 200;
CREATE SEQUENCE tombstone_seq INCREMENT BY 50;
CREATE SEQUENCE digest_seq INCREMENT BY 50;
CREATE SEQUENCE job_seq INCREMENT BY 1;
CREATE SEQUENCE security_seq INCREMENT BY 1;

CREATE TABLE customer (
    id             BIGINT PRIMARY KEY,
    name           VARCHAR(200) NOT NULL,
    locale         VARCHAR(8)   NOT NULL,
    zone_id        VARCHAR(64)  NOT NULL,
    config_version BIGINT       NOT NULL,          -- raised by every change of domains, addresses, lists or policy
    created_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE domain (
    id                 BIGINT PRIMARY KEY,
    customer_id        BIGINT       NOT NULL REFERENCES customer (id),
    name               VARCHAR(255) NOT NULL UNIQUE,  -- A-labels, lower case
    recipient_check    VARCHAR(16)  NOT NULL,         -- LIST | PROBE | ACCEPT_ALL
    unknown_recipients VARCHAR(16)  NOT NULL,         -- REFUSE | DISCARD | CATCH_ALL (R1.13)
    catch_all_address  VARCHAR(320),
    auto_subscribe     BOOLEAN      NOT NULL,
    active             BOOLEAN      NOT NULL,
    created_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX domain_customer ON domain (customer_id);

CREATE TABLE destination_server (
    id          BIGINT PRIMARY KEY,
    customer_id BIGINT       NOT NULL REFERENCES customer (id),
    domain_id   BIGINT       NOT NULL REFERENCES domain (id),
    host        VARCHAR(255) NOT NULL,
    port        INTEGER      NOT NULL,
    preference  INTEGER      NOT NULL,               -- lower first; equal preferences share by weight
    weight      INTEGER      NOT NULL,
    tls_mode    VARCHAR(16)  NOT NULL                -- OPPORTUNISTIC | REQUIRED | NONE
);
CREATE INDEX destination_domain ON destination_server (domain_id);

CREATE TABLE known_address (
    id          BIGINT PRIMARY KEY,
    customer_id BIGINT       NOT NULL REFERENCES customer (id),
    domain_id   BIGINT       NOT NULL REFERENCES domain (id),
    address     VARCHAR(320) NOT NULL UNIQUE,        -- address key
    alias_of    VARCHAR(320),                        -- address key the copies are decided for
    level       VARCHAR(16),                         -- ROBUSTE | MOYEN | AUCUN, null: the customer's
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX known_address_domain ON known_address (domain_id);

CREATE TABLE policy_revision (
    id          BIGINT PRIMARY KEY,                  -- is the revision number
    customer_id BIGINT         NOT NULL REFERENCES customer (id),
    domain_id   BIGINT REFERENCES domain (id),       -- null: the customer's policy
    document    VARCHAR(200000) NOT NULL,            -- JSON of policy.FilterPolicy
    author      VARCHAR(320)   NOT NULL,
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX policy_revision_scope ON policy_revision (customer_id, domain_id, id);

CREATE TABLE list_entry (
    id          BIGINT PRIMARY KEY,
    customer_id BIGINT       NOT NULL REFERENCES customer (id),
    domain_id   BIGINT REFERENCES domain (id),       -- null: all the customer's domains
    recipient   VARCHAR(320),                        -- address key; null: every recipient of the scope
    colour      VARCHAR(8)   NOT NULL,               -- ALLOW | BLOCK
    kind        VARCHAR(8)   NOT NULL,               -- ADDRESS | DOMAIN | IP
    entry_value VARCHAR(320) NOT NULL,
    note        VARCHAR(500) NOT NULL,
    expires_at  TIMESTAMP(6) WITH TIME ZONE,
    last_hit_at TIMESTAMP(6) WITH TIME ZONE,
    created_by  VARCHAR(320) NOT NULL,
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX list_entry_scope ON list_entry (customer_id, domain_id, recipient);

CREATE TABLE message (
    id             BIGINT PRIMARY KEY,
    public_id      VARCHAR(26)   NOT NULL UNIQUE,    -- ULID
    origin         VARCHAR(16)   NOT NULL,           -- INBOUND | REPORT | DSN
    received_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    client_address VARCHAR(64)   NOT NULL,
    helo           VARCHAR(255)  NOT NULL,
    reverse_path   VARCHAR(320)  NOT NULL,           -- '' is the null reverse-path
    header_from    VARCHAR(998)  NOT NULL,
    subject        VARCHAR(998)  NOT NULL,
    size_bytes     BIGINT        NOT NULL,           -- on the wire (R2.11)
    content        VARCHAR(8)    NOT NULL,           -- KEPT | GONE
    engines        VARCHAR(500)  NOT NULL            -- antivirus engines that looked, or 'no antivirus engine'
);
CREATE INDEX message_received ON message (received_at);

CREATE TABLE recipient_copy (
    id              BIGINT PRIMARY KEY,
    message_id      BIGINT       NOT NULL REFERENCES message (id),
    number          INTEGER      NOT NULL,           -- public id of the copy is <message>.<number>
    customer_id     BIGINT REFERENCES customer (id), -- null: mail of the service itself to the outside (DSN)
    domain_id       BIGINT REFERENCES domain (id),
    recipient       VARCHAR(320) NOT NULL,           -- address key decided for
    delivery_address VARCHAR(320) NOT NULL,          -- as given, used for delivery
    received_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    verdict         VARCHAR(16)  NOT NULL,           -- verdict.VerdictName
    disposition     VARCHAR(20)  NOT NULL,           -- verdict.Disposition
    state           VARCHAR(16)  NOT NULL,           -- QUEUED | DELIVERED | BOUNCED | QUARANTINED | RELEASED | EXPIRED | DESTROYED | REJECTED | DISCARDED | SCAN_PENDING | CANCELLED
    score           DOUBLE PRECISION NOT NULL,
    policy_revision BIGINT       NOT NULL,
    dsn_allowed     BOOLEAN      NOT NULL,
    notify          VARCHAR(64)  NOT NULL,           -- DSN NOTIFY as given, '' if none
    orcpt           VARCHAR(500) NOT NULL,
    last_reply      VARCHAR(600) NOT NULL
);
CREATE INDEX copy_message ON recipient_copy (message_id);
CREATE INDEX copy_customer_time ON recipient_copy (customer_id, received_at);
CREATE INDEX copy_recipient_time ON recipient_copy (recipient, received_at);

CREATE TABLE finding (
    id         BIGINT PRIMARY KEY,
    message_id BIGINT       NOT NULL REFERENCES message (id),
    copy_id    BIGINT REFERENCES recipient_copy (id), -- null: true for every recipient
    symbol     VARCHAR(64)  NOT NULL,
    multiplier DOUBLE PRECISION NOT NULL,
    detail     VARCHAR(500) NOT NULL
);
CREATE INDEX finding_message ON finding (message_id);

CREATE TABLE timeline_event (
    id          BIGINT PRIMARY KEY,
    copy_id     BIGINT REFERENCES recipient_copy (id), -- null: refused before DATA
    customer_id BIGINT REFERENCES customer (id),
    recipient   VARCHAR(320) NOT NULL,
    kind        VARCHAR(16)  NOT NULL,
    happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    actor       VARCHAR(320) NOT NULL,                 -- '' is the service itself
    detail      VARCHAR(900) NOT NULL
);
CREATE INDEX event_copy ON timeline_event (copy_id);
CREATE INDEX event_recipient ON timeline_event (customer_id, recipient, happened_at);

CREATE TABLE queue_entry (
    id            BIGINT PRIMARY KEY,
    copy_id       BIGINT       NOT NULL UNIQUE REFERENCES recipient_copy (id),
    message_id    BIGINT       NOT NULL REFERENCES message (id),
    customer_id   BIGINT,
    domain_id     BIGINT,                              -- destination servers come from here; null: MX of next_hop
    next_hop      VARCHAR(255) NOT NULL,               -- domain the copy goes to
    state         VARCHAR(8)   NOT NULL,               -- DUE | HELD
    attempts      INTEGER      NOT NULL,
    queued_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    due_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    claimed_by    VARCHAR(64),
    claimed_until TIMESTAMP(6) WITH TIME ZONE,
    delay_dsn_sent BOOLEAN     NOT NULL,
    last_reply    VARCHAR(600) NOT NULL
);
CREATE INDEX queue_due ON queue_entry (state, due_at);
CREATE INDEX queue_message ON queue_entry (message_id);

CREATE TABLE quarantine_entry (
    id             BIGINT PRIMARY KEY,
    copy_id        BIGINT       NOT NULL UNIQUE REFERENCES recipient_copy (id),
    message_id     BIGINT       NOT NULL REFERENCES message (id),
    customer_id    BIGINT       NOT NULL,
    recipient      VARCHAR(320) NOT NULL,
    class          VARCHAR(8)   NOT NULL,              -- USER | THREAT
    verdict        VARCHAR(16)  NOT NULL,
    state          VARCHAR(8)   NOT NULL,              -- HELD | RELEASED | EXPIRED
    quarantined_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    released_at    TIMESTAMP(6) WITH TIME ZONE,
    released_by    VARCHAR(320)
);
CREATE INDEX quarantine_recipient ON quarantine_entry (recipient, state, quarantined_at);
CREATE INDEX quarantine_customer ON quarantine_entry (customer_id, state, quarantined_at);
CREATE INDEX quarantine_expiry ON quarantine_entry (state, expires_at);
CREATE INDEX quarantine_message ON quarantine_entry (message_id);

CREATE TABLE tombstone (
    id           BIGINT PRIMARY KEY,
    customer_id  BIGINT,
    public_id    VARCHAR(32)  NOT NULL,                -- copy id, for support
    destroyed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    verdict      VARCHAR(16)  NOT NULL,
    score        DOUBLE PRECISION NOT NULL,
    reason       VARCHAR(1000) NOT NULL,               -- symbols only, no content
    sender_hash  VARCHAR(64)  NOT NULL,                -- SHA-256 of the sender's address key (B16)
    recipient    VARCHAR(320) NOT NULL
);
CREATE INDEX tombstone_customer ON tombstone (customer_id, destroyed_at);

CREATE TABLE subscription (
    id             BIGINT PRIMARY KEY,
    customer_id    BIGINT       NOT NULL REFERENCES customer (id),
    address        VARCHAR(320) NOT NULL UNIQUE,       -- address key watched, and receiver
    locale         VARCHAR(8)   NOT NULL,
    zone_id        VARCHAR(64)  NOT NULL,
    report_hour    INTEGER      NOT NULL,              -- 0-23, local
    active         BOOLEAN      NOT NULL,
    next_due_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_entry_id  BIGINT       NOT NULL,              -- newest quarantine entry already reported
    created_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX subscription_due ON subscription (active, next_due_at);

CREATE TABLE report (
    id              BIGINT PRIMARY KEY,
    subscription_id BIGINT      NOT NULL REFERENCES subscription (id),
    customer_id     BIGINT      NOT NULL,
    local_date      VARCHAR(10) NOT NULL,
    slot            INTEGER     NOT NULL,
    entries         INTEGER     NOT NULL,
    message_id      BIGINT      NOT NULL REFERENCES message (id),
    created_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT report_once UNIQUE (subscription_id, local_date, slot)
);

CREATE TABLE job_run (
    id           BIGINT PRIMARY KEY,
    name         VARCHAR(64)  NOT NULL,
    run_key      VARCHAR(64)  NOT NULL,
    state        VARCHAR(16)  NOT NULL,                -- RUNNING | COMPLETED | FAILED | STOPPED
    owner        VARCHAR(64)  NOT NULL,
    lease_until  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    execution_id BIGINT,
    summary      VARCHAR(1000) NOT NULL,
    started_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ended_at     TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT job_run_once UNIQUE (name, run_key)
);

CREATE TABLE signing_key (
    kid        VARCHAR(16)  PRIMARY KEY,
    secret     VARCHAR(88)  NOT NULL,                  -- base64url of 32 random bytes
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    retired_at TIMESTAMP(6) WITH TIME ZONE
);

CREATE TABLE account (
    id            BIGINT PRIMARY KEY,
    customer_id   BIGINT REFERENCES customer (id),     -- null: platform
    user_name     VARCHAR(100) NOT NULL UNIQUE,
    password_hash VARCHAR(300) NOT NULL,               -- argon2id
    role          VARCHAR(32)  NOT NULL,               -- PLATFORM_ADMINISTRATOR | CUSTOMER_ADMINISTRATOR | QUARANTINE_MANAGER | HELP_DESK
    locale        VARCHAR(8)   NOT NULL,
    must_change   BOOLEAN      NOT NULL,
    active        BOOLEAN      NOT NULL,
    created_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE api_token (
    id           BIGINT PRIMARY KEY,
    account_id   BIGINT       NOT NULL REFERENCES account (id),
    name         VARCHAR(100) NOT NULL,
    sha256       VARCHAR(64)  NOT NULL UNIQUE,
    created_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at   TIMESTAMP(6) WITH TIME ZONE,
    last_used_at TIMESTAMP(6) WITH TIME ZONE
);

CREATE TABLE audit_entry (
    id          BIGINT PRIMARY KEY,
    customer_id BIGINT,
    happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    actor       VARCHAR(320)  NOT NULL,
    action      VARCHAR(64)   NOT NULL,
    subject     VARCHAR(320)  NOT NULL,
    detail      VARCHAR(1000) NOT NULL
);
CREATE INDEX audit_customer ON audit_entry (customer_id, happened_at);
