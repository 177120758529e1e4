-- What an antivirus engine called the virus, with the engine's version and the age of its signatures (B8, B16).
ALTER TABLE tombstone ADD COLUMN found VARCHAR(300) DEFAULT '' NOT NULL;
