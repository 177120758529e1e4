-- Who asked for a run; '' is the service's own clock.
ALTER TABLE job_run ADD COLUMN asked_by VARCHAR(100) DEFAULT '' NOT NULL;
-- Whether it also does what is not due yet.
ALTER TABLE job_run ADD COLUMN early BOOLEAN DEFAULT FALSE NOT NULL;
