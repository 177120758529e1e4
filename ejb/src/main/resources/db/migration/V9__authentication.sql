-- What SPF, DKIM, DMARC and ARC found about a message, as its copies tell it to whoever reads them (RFC 8601); '' for mail of our own.
ALTER TABLE message ADD COLUMN authentication_results VARCHAR(4000) DEFAULT '' NOT NULL;
