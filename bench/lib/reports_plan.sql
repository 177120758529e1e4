EXPLAIN SELECT q.id, m.subject FROM quarantine_entry q JOIN recipient_copy c ON c.id = q.copy_id JOIN message m ON m.id = q.message_id
WHERE q.customer_id = 900000001 AND q.recipient = 'user7@bench.example' AND q.class = 'USER' AND q.state = 'HELD'
ORDER BY q.quarantined_at DESC, q.id DESC FETCH FIRST 25 ROWS ONLY;
