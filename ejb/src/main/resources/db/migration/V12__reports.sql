-- Reports about the authentication of mail (R1.11): what is collected for the owners of author domains, and what others report
-- about the domains of customers. Neither holds anything about a recipient.

CREATE SEQUENCE report_seq INCREMENT BY 50;

-- A domain whose owner asked for reports, on a day (UTC) on which it wrote to us.
CREATE TABLE dmarc_day (
    id                BIGINT PRIMARY KEY,
    day_utc           VARCHAR(10)   NOT NULL,
    domain            VARCHAR(255)  NOT NULL,        -- where its DMARC record stands
    report_uris       VARCHAR(1000) NOT NULL,        -- rua
    requested         VARCHAR(10)   NOT NULL,        -- p
    subdomains        VARCHAR(10)   NOT NULL,        -- sp, or ''
    absent_subdomains VARCHAR(10)   NOT NULL,        -- np, or ''
    testing           BOOLEAN       NOT NULL,
    strict_dkim       BOOLEAN       NOT NULL,
    strict_spf        BOOLEAN       NOT NULL,
    sources           INTEGER       NOT NULL,        -- rows of dmarc_source
    left_out          BIGINT        NOT NULL,        -- messages beyond the most rows
    state             VARCHAR(12)   NOT NULL,        -- COLLECTED | QUEUED | REFUSED | TOO_LARGE | GIVEN_UP
    tries             INTEGER       NOT NULL,
    due_at            TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT dmarc_day_once UNIQUE (day_utc, domain)
);
CREATE INDEX dmarc_day_due ON dmarc_day (state, due_at);

-- Messages of that domain and day that are alike.
CREATE TABLE dmarc_source (
    id            BIGINT PRIMARY KEY,
    day_id        BIGINT        NOT NULL REFERENCES dmarc_day (id),
    fingerprint   VARCHAR(64)   NOT NULL,            -- SHA-256 of the columns that follow, without messages
    source_ip     VARCHAR(45)   NOT NULL,
    applied       VARCHAR(10)   NOT NULL,
    reasons       VARCHAR(100)  NOT NULL,            -- blanks between
    dkim_aligned  BOOLEAN       NOT NULL,
    spf_aligned   BOOLEAN       NOT NULL,
    header_from   VARCHAR(255)  NOT NULL,
    envelope_from VARCHAR(255)  NOT NULL,
    dkim          VARCHAR(2000) NOT NULL,            -- domain selector result; commas between
    spf           VARCHAR(400)  NOT NULL,            -- domain result, or ''
    messages      BIGINT        NOT NULL,
    CONSTRAINT dmarc_source_once UNIQUE (day_id, fingerprint)
);

-- The address to which others send reports about a customer's domain.
CREATE TABLE report_address (
    domain_id   BIGINT PRIMARY KEY REFERENCES domain (id),
    customer_id BIGINT       NOT NULL REFERENCES customer (id),
    address     VARCHAR(320) NOT NULL,               -- address key
    CONSTRAINT report_address_once UNIQUE (address, domain_id)
);

-- Copies of mail to such addresses that are still to be read; their content stands in the message store.
CREATE TABLE report_waiting (
    message_id  VARCHAR(26) PRIMARY KEY,
    address     VARCHAR(320) NOT NULL,
    due_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    proven      BOOLEAN      NOT NULL,               -- the mail passed DMARC
    tries       INTEGER      NOT NULL
);
CREATE INDEX report_waiting_due ON report_waiting (due_at);

-- What such a mail told, or why it could not be read.
CREATE TABLE received_report (
    id           BIGINT PRIMARY KEY,
    customer_id  BIGINT       NOT NULL REFERENCES customer (id),
    domain       VARCHAR(255) NOT NULL,              -- the customer's
    about        VARCHAR(255) NOT NULL,              -- told about: that domain, one below or above it; '' if it could not be read
    kind         VARCHAR(8)   NOT NULL,              -- DMARC | TLS | UNREAD
    organization VARCHAR(200) NOT NULL,              -- who reports, in its own words
    sender       VARCHAR(320) NOT NULL,              -- From of the mail
    proven       BOOLEAN      NOT NULL,              -- the mail passed DMARC
    report_id    VARCHAR(64)  NOT NULL,              -- SHA-256 of organization and the id it gave
    begin_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    end_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    received_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    passed       BIGINT       NOT NULL,              -- messages, or TLS sessions
    failed       BIGINT       NOT NULL,
    fault        VARCHAR(20)  NOT NULL,              -- '' if it was read
    detail       VARCHAR(300) NOT NULL,
    CONSTRAINT received_report_once UNIQUE (customer_id, about, kind, report_id)
);
CREATE INDEX received_report_domain ON received_report (customer_id, domain, received_at);
CREATE INDEX received_report_received ON received_report (received_at);

CREATE TABLE received_source (
    id          BIGINT PRIMARY KEY,
    report_id   BIGINT       NOT NULL REFERENCES received_report (id),
    customer_id BIGINT       NOT NULL,
    domain      VARCHAR(255) NOT NULL,
    kind        VARCHAR(8)   NOT NULL,
    day_utc     VARCHAR(10)  NOT NULL,
    source_ip   VARCHAR(45)  NOT NULL,               -- '' for those beyond the most rows
    name        VARCHAR(255) NOT NULL,               -- DMARC: From; TLS: receiving server
    result      VARCHAR(60)  NOT NULL,               -- DMARC: disposition; TLS: result type
    dkim        BOOLEAN      NOT NULL,
    spf         BOOLEAN      NOT NULL,
    messages    BIGINT       NOT NULL
);
CREATE INDEX received_source_domain ON received_source (customer_id, domain, kind, day_utc);
CREATE INDEX received_source_report ON received_source (report_id);
