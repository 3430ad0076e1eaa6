-- Where a measure belongs among those of its result: headline, secondary or developing. Since when that was chosen, and why.
ALTER TABLE measure ADD COLUMN tier TEXT NOT NULL DEFAULT 'secondary';
ALTER TABLE measure ADD COLUMN tier_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE measure ADD COLUMN tiered_at BIGINT;
-- Why somebody proposed it.
ALTER TABLE measure ADD COLUMN why TEXT NOT NULL DEFAULT '';

-- What each person finds of a measure, alone: three powers from 1 to 3. Shown only as medians and counts.
CREATE TABLE measure_rating (
    initiative UUID NOT NULL,
    measure UUID NOT NULL,
    person UUID NOT NULL,
    communication BIGINT NOT NULL,
    proxy BIGINT NOT NULL,
    data BIGINT NOT NULL,
    rated_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, measure, person)
);

-- The data development agenda: a measure that is wanted and has no data yet.
CREATE TABLE wanted_measure (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    result UUID NOT NULL,
    name TEXT NOT NULL,
    why TEXT NOT NULL,
    obstacle TEXT NOT NULL,
    owner TEXT NOT NULL,
    step TEXT NOT NULL,
    step_due BIGINT,
    stopgap TEXT NOT NULL,
    state TEXT NOT NULL,
    measure UUID,
    outcome TEXT NOT NULL,
    wanted_by TEXT NOT NULL,
    wanted_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX wanted_measure_number ON wanted_measure (initiative, number);
