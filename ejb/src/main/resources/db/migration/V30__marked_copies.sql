-- What a delivered copy is marked as (R2.7): '' or SPAM, ADVERTISING, NEWSLETTER, SOCIAL. Decided with the verdict, so a released copy has none.
ALTER TABLE recipient_copy ADD COLUMN marked_as VARCHAR(20) DEFAULT '' NOT NULL;
