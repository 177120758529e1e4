-- Answers to a report (R3.5): which messages it listed, in its order, and what an answer asks for.

-- Public ids of the copies, blanks between: the numbers that its reader writes mean these, whatever is removed later.
ALTER TABLE report ADD COLUMN listed VARCHAR(700) DEFAULT '' NOT NULL;

-- The report's Message-ID and what is to be done with which of its messages; '': the wish says it all.
ALTER TABLE mail_wish ADD COLUMN detail VARCHAR(600) DEFAULT '' NOT NULL;
ALTER TABLE mail_wish DROP CONSTRAINT mail_wish_once;
ALTER TABLE mail_wish ADD CONSTRAINT mail_wish_once UNIQUE (sender, wish, detail);
