-- A domain that was taken out of the service: its row stays for the mail it had, under another name.
ALTER TABLE domain ADD COLUMN deleted_at TIMESTAMP(6) WITH TIME ZONE;
