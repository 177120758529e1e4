-- Other names of a customer's domain: mail for them is checked, decided and kept as that of the domain itself.
CREATE TABLE domain_alias (
    id          BIGINT PRIMARY KEY,
    customer_id BIGINT       NOT NULL REFERENCES customer (id),
    domain_id   BIGINT       NOT NULL REFERENCES domain (id),
    name        VARCHAR(255) NOT NULL UNIQUE,        -- A-labels, lower case; no domain has it
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX domain_alias_domain ON domain_alias (domain_id);
CREATE INDEX domain_alias_customer ON domain_alias (customer_id);
