SELECT 'reports', COUNT(*) FROM report WHERE subscription_id > 900000000;
SELECT 'subscribers', COUNT(DISTINCT subscription_id) FROM report WHERE subscription_id > 900000000;
SELECT 'entries', COALESCE(SUM(entries), 0) FROM report WHERE subscription_id > 900000000;
SELECT 'unreported', COUNT(*) FROM quarantine_entry WHERE id > 900000000 AND report_id IS NULL;
SELECT 'queued', COUNT(*) FROM queue_entry q JOIN recipient_copy c ON c.id = q.copy_id WHERE c.customer_id = 900000001;
SELECT 'receivers', COUNT(DISTINCT c.recipient) FROM queue_entry q JOIN recipient_copy c ON c.id = q.copy_id
    WHERE c.customer_id = 900000001;
