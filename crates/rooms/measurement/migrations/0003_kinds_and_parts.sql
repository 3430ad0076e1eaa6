-- What kind of number it is, and what follows from that: how parts add up, what is watched for, who looks after it.
ALTER TABLE measure_version ADD COLUMN kind TEXT NOT NULL DEFAULT 'ratio';
ALTER TABLE measure_version ADD COLUMN lag_days BIGINT NOT NULL DEFAULT 0;
ALTER TABLE measure_version ADD COLUMN minimum_cell BIGINT NOT NULL DEFAULT 10;
ALTER TABLE measure_version ADD COLUMN people BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE measure_version ADD COLUMN counted_twice BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE measure_version ADD COLUMN custodian UUID;
ALTER TABLE measure_version ADD COLUMN better_low DOUBLE PRECISION;
ALTER TABLE measure_version ADD COLUMN better_high DOUBLE PRECISION;
-- By what an older value is multiplied to stand beside newer ones, and why.
ALTER TABLE measure_version ADD COLUMN bridge DOUBLE PRECISION;
ALTER TABLE measure_version ADD COLUMN bridge_words TEXT NOT NULL DEFAULT '';

-- How much, how well, or whether anybody is better off: for what a programme does.
ALTER TABLE measure ADD COLUMN quadrant TEXT NOT NULL DEFAULT '';

-- What a survey says beside its value: its range, and how good it is, from 1 to 3.
ALTER TABLE submission ADD COLUMN low DOUBLE PRECISION;
ALTER TABLE submission ADD COLUMN high DOUBLE PRECISION;
ALTER TABLE submission ADD COLUMN quality BIGINT;
ALTER TABLE reporting_cycle ADD COLUMN low DOUBLE PRECISION;
ALTER TABLE reporting_cycle ADD COLUMN high DOUBLE PRECISION;
ALTER TABLE reporting_cycle ADD COLUMN quality BIGINT;

-- By what a measure is told apart: age, or the tree of places.
CREATE TABLE measure_dimension (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    measure UUID NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    required BOOLEAN NOT NULL,
    places BOOLEAN NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX measure_dimension_number ON measure_dimension (initiative, number);
CREATE UNIQUE INDEX measure_dimension_code ON measure_dimension (initiative, measure, code);

-- A category, or a place within another. From the period `until` on it takes nothing more; empty while it does.
CREATE TABLE dimension_category (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    dimension UUID NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent UUID,
    rank BIGINT NOT NULL,
    until TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX dimension_category_code ON dimension_category (initiative, dimension, code);

-- What a submission says of one category.
CREATE TABLE submission_part (
    initiative UUID NOT NULL,
    submission UUID NOT NULL,
    category UUID NOT NULL,
    numerator DOUBLE PRECISION NOT NULL,
    denominator DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (initiative, submission, category)
);

-- What counts of each category in each period, places with all that lies in them; kept as `reporting_cycle`'s sums are.
CREATE TABLE cycle_part (
    initiative UUID NOT NULL,
    cycle UUID NOT NULL,
    category UUID NOT NULL,
    reported BIGINT NOT NULL,
    expected BIGINT NOT NULL,
    numerator DOUBLE PRECISION,
    denominator DOUBLE PRECISION,
    PRIMARY KEY (initiative, cycle, category)
);

-- The place for which a partner reports; its figure is that place's part.
ALTER TABLE data_duty ADD COLUMN place UUID;
