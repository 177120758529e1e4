-- @SUBSCRIPTIONS@ subscriptions that are due and @ROWS@ held copies for them, ten copies a message. Ids far above the sequences'.
INSERT INTO customer (id, name, locale, zone_id, config_version, created_at)
VALUES (900000001, 'Bench', 'en', 'UTC', 1, CURRENT_TIMESTAMP);
INSERT INTO domain (id, customer_id, name, recipient_check, unknown_recipients, auto_subscribe, active, created_at)
VALUES (900000001, 900000001, 'bench.example', 'ACCEPT_ALL', 'REFUSE', FALSE, TRUE, CURRENT_TIMESTAMP);
-- Nobody listens there: the reports stay in the queue, where they are counted.
INSERT INTO destination_server (id, customer_id, domain_id, host, port, preference, weight, tls_mode)
VALUES (900000001, 900000001, 900000001, '127.0.0.1', 1, 10, 1, 'NONE');
INSERT INTO subscription (id, customer_id, address, receiver, locale, zone_id, report_hours, kinds, active, next_due_at, last_entry_id,
    created_at, changed_at)
SELECT 900000000 + x, 900000001, 'user' || x || '@bench.example', 'user' || x || '@bench.example', 'en', 'UTC', '6', '', TRUE,
    TIMESTAMPADD(HOUR, -1, CURRENT_TIMESTAMP), 0, TIMESTAMPADD(DAY, -9, CURRENT_TIMESTAMP), TIMESTAMPADD(DAY, -9, CURRENT_TIMESTAMP)
FROM SYSTEM_RANGE(1, @SUBSCRIPTIONS@) AS numbers (x);
INSERT INTO message (id, public_id, origin, received_at, client_address, helo, reverse_path, header_from, subject, size_bytes, content,
    engines)
SELECT 900000000 + x, '01AAAAAAAAAAAAAAAA' || LPAD(x, 8, '0'), 'INBOUND', TIMESTAMPADD(SECOND, -x, CURRENT_TIMESTAMP), '192.0.2.1',
    'shop.example', 'news@shop.example', '"Shop ' || x || '" <news@shop.example>', 'Offer ' || x || ' of the week', 4000, 'KEPT', ''
FROM SYSTEM_RANGE(1, @ROWS@ / 10) AS numbers (x);
INSERT INTO recipient_copy (id, message_id, number, customer_id, domain_id, recipient, delivery_address, received_at, verdict,
    disposition, state, score, policy_revision, dsn_allowed, notify, orcpt, last_reply)
SELECT 900000000 + x, 900000001 + (x - 1) / 10, 1 + MOD(x - 1, 10), 900000001, 900000001,
    'user' || (1 + MOD(x * 7919, @SUBSCRIPTIONS@)) || '@bench.example', 'user' || (1 + MOD(x * 7919, @SUBSCRIPTIONS@)) || '@bench.example',
    TIMESTAMPADD(SECOND, -x / 10, CURRENT_TIMESTAMP), 'PNS', 'QUARANTINE', 'QUARANTINED', 10, 0, FALSE, '', '', ''
FROM SYSTEM_RANGE(1, @ROWS@) AS numbers (x);
INSERT INTO quarantine_entry (id, copy_id, message_id, customer_id, recipient, class, verdict, state, quarantined_at, expires_at)
SELECT c.id, c.id, c.message_id, 900000001, c.recipient, 'USER', 'PNS', 'HELD', c.received_at, TIMESTAMPADD(DAY, 14, c.received_at)
FROM recipient_copy c WHERE c.id > 900000000;
ANALYZE SAMPLE_SIZE 10000;
-- Without what the filling left behind, which the server would tidy up while it is measured.
SHUTDOWN COMPACT;
