-- What the people of a customer taught the filter, on top of the shipped model: numbers of hashed tokens, no text of any message but
-- the sender and the subject that the list of lessons shows.

CREATE SEQUENCE lesson_seq INCREMENT BY 20;

CREATE TABLE lesson (
    id          BIGINT PRIMARY KEY,
    public_id   VARCHAR(22)   NOT NULL UNIQUE,
    customer_id BIGINT        NOT NULL REFERENCES customer (id),
    fingerprint VARCHAR(64)   NOT NULL,              -- SHA-256 of the tokens: a message is learned once
    kind        VARCHAR(8)    NOT NULL,              -- SPAM | WANTED
    source      VARCHAR(12)   NOT NULL,              -- LINK | CONSOLE | MAIL
    weight      INTEGER       NOT NULL,              -- 1 of a user, 2 of who manages a quarantine
    taught_by   VARCHAR(320)  NOT NULL,              -- account name or address key
    taught_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    copy_id     VARCHAR(40)   NOT NULL,              -- public id of the copy; '' for forwarded mail
    sender      VARCHAR(998)  NOT NULL,
    subject     VARCHAR(998)  NOT NULL,
    tokens      BYTEA         NOT NULL,              -- filter.learning.OwnTokens
    sketch      VARCHAR(200)  NOT NULL,              -- filter.campaign.Sketch, or ''
    CONSTRAINT lesson_once UNIQUE (customer_id, fingerprint, kind)
);
CREATE INDEX lesson_time ON lesson (customer_id, taught_at);
CREATE INDEX lesson_person ON lesson (customer_id, taught_by, taught_at);

-- The exact sum of a customer's lessons, so that deciding reads one row.
CREATE TABLE learned_model (
    customer_id BIGINT PRIMARY KEY REFERENCES customer (id),
    revision    BIGINT        NOT NULL,              -- rises with every lesson and every one taken back
    model       BYTEA         NOT NULL               -- filter.learning.OwnModel
);

-- Lessons of a person and of a customer on a day (UTC). What is taken back stays counted, or the bound could be gone around.
CREATE TABLE lesson_count (
    customer_id BIGINT        NOT NULL REFERENCES customer (id),
    day_utc     VARCHAR(10)   NOT NULL,
    taught_by   VARCHAR(320)  NOT NULL,              -- '' for the customer as a whole
    lessons     INTEGER       NOT NULL,
    PRIMARY KEY (customer_id, day_utc, taught_by)
);
