-- What counts in each period, added up in the same transaction as whatever is accepted: a page of all measures
-- reads one row a period, however many partners report.
ALTER TABLE reporting_cycle ADD COLUMN reported BIGINT NOT NULL DEFAULT 0;
ALTER TABLE reporting_cycle ADD COLUMN numerator DOUBLE PRECISION;
ALTER TABLE reporting_cycle ADD COLUMN denominator DOUBLE PRECISION;
ALTER TABLE reporting_cycle ADD COLUMN updated BIGINT;
UPDATE reporting_cycle SET (reported, numerator, denominator, updated) = (
    SELECT count(*), sum(s.numerator), sum(s.denominator), max(s.accepted_at) FROM submission s
    WHERE s.initiative = reporting_cycle.initiative AND s.cycle = reporting_cycle.id AND s.state = 'accepted');

-- What waits for its partner, among the many that do not.
CREATE INDEX submission_waiting ON submission (initiative, duty) WHERE state = 'sent';

-- How many owe a measure by a period is counted from this index alone.
CREATE INDEX data_duty_since ON data_duty (initiative, measure, since);
