-- A copy that is looked at again belongs to one node for a while (decisions: Queue claim, portable).
ALTER TABLE pending_scan ADD COLUMN claimed_by VARCHAR(64);
ALTER TABLE pending_scan ADD COLUMN claimed_until TIMESTAMP(6) WITH TIME ZONE;

-- What vouches for a destination server's certificate: '' for Java's authorities, a SHA-256 fingerprint, or certificates in PEM.
ALTER TABLE destination_server ADD COLUMN tls_trust VARCHAR(16000) DEFAULT '' NOT NULL;
