-- The banner in delivered mail (R2.8): what can be learned of a copy whose content is gone, and what its recipient learned of such.

-- A row for each copy that is delivered with a banner. Numbers of hashed tokens, no text. Without a report it goes when the link in the
-- banner ends; reported, it is a lesson of its recipient, of which the newest hundred are kept.
CREATE TABLE banner_copy (
    copy_id     VARCHAR(40)  PRIMARY KEY,             -- public id of the copy; its row may be gone
    customer_id BIGINT       NOT NULL REFERENCES customer (id),
    address     VARCHAR(320) NOT NULL,                -- address key of the recipient
    language    VARCHAR(2)   NOT NULL,                -- of the banner
    tokens      BYTEA        NOT NULL,                -- filter.learning.OwnTokens
    expires_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL, -- of the link
    reported_at TIMESTAMP(6) WITH TIME ZONE           -- null: it was not reported, or that was taken back
);
CREATE INDEX banner_copy_expiry ON banner_copy (expires_at);
CREATE INDEX banner_copy_lesson ON banner_copy (address, reported_at);

-- The exact sum of a recipient's lessons, so that deciding reads one row.
CREATE TABLE recipient_model (
    address     VARCHAR(320) PRIMARY KEY,             -- address key
    customer_id BIGINT       NOT NULL REFERENCES customer (id),
    model       BYTEA        NOT NULL                 -- filter.learning.OwnModel
);

-- The key that seals mail which we changed (RFC 8617); its public half is published in the DNS under selector._domainkey.domain.
CREATE TABLE seal_key (
    domain      VARCHAR(255)  PRIMARY KEY,            -- of the service
    selector    VARCHAR(63)   NOT NULL,
    private_key VARCHAR(4000) NOT NULL,               -- PKCS#8, base64
    public_key  VARCHAR(1000) NOT NULL,               -- SubjectPublicKeyInfo, base64
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
