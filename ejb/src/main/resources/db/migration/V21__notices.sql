-- Notices of held copies that wait or were sent (R2.10); removed after two days.
CREATE SEQUENCE notice_seq INCREMENT BY 50;
CREATE TABLE notice (
    id          BIGINT PRIMARY KEY,
    customer_id BIGINT       NOT NULL REFERENCES customer (id),
    party       VARCHAR(16)  NOT NULL,               -- ADMINISTRATOR | RECIPIENT | SENDER
    address     VARCHAR(320) NOT NULL,               -- to whom
    copy_id     VARCHAR(32)  NOT NULL,               -- public id of the held copy
    recipient   VARCHAR(320) NOT NULL,               -- address key of the copy
    state       VARCHAR(8)   NOT NULL,               -- WAITING | SENT | DROPPED
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    sent_at     TIMESTAMP(6) WITH TIME ZONE          -- the same for all copies of one mail
);
CREATE INDEX notice_waiting ON notice (state, address, id);
CREATE INDEX notice_age ON notice (created_at);
