-- What is to be true in the end, in plain words, for whom and where.
CREATE TABLE population_result (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    condition TEXT NOT NULL,
    population TEXT NOT NULL,
    place TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX population_result_number ON population_result (initiative, number);

-- How we would know. What exactly is counted stands in its versions.
CREATE TABLE measure (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    result UUID NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    version BIGINT NOT NULL,
    adopted BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX measure_number ON measure (initiative, number);

CREATE TABLE measure_version (
    initiative UUID NOT NULL,
    measure UUID NOT NULL,
    number BIGINT NOT NULL,
    definition TEXT NOT NULL,
    numerator TEXT NOT NULL,
    denominator TEXT NOT NULL,
    unit TEXT NOT NULL,
    factor DOUBLE PRECISION NOT NULL,
    decimals BIGINT NOT NULL,
    better TEXT NOT NULL,
    frequency TEXT NOT NULL,
    effective_from TEXT NOT NULL,
    comparability TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, measure, number)
);

CREATE TABLE measure_target (
    initiative UUID NOT NULL,
    measure UUID NOT NULL,
    period TEXT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    set_by TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, measure, period)
);

-- Who owes a measure, from which period on, and how files name them.
CREATE TABLE data_duty (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    measure UUID NOT NULL,
    partnership UUID NOT NULL,
    code TEXT NOT NULL,
    since TEXT NOT NULL,
    owed_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX data_duty_number ON data_duty (initiative, number);
CREATE UNIQUE INDEX data_duty_partner ON data_duty (initiative, measure, partnership);
CREATE INDEX data_duty_partnership ON data_duty (initiative, partnership);

CREATE TABLE reporting_cycle (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    measure UUID NOT NULL,
    period TEXT NOT NULL,
    label TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    due BIGINT,
    locked BOOLEAN NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX reporting_cycle_period ON reporting_cycle (initiative, measure, period);

-- What a partner sent. Nothing is written over: a correction is a new revision.
CREATE TABLE submission (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    duty UUID NOT NULL,
    cycle UUID NOT NULL,
    revision BIGINT NOT NULL,
    version BIGINT NOT NULL,
    numerator DOUBLE PRECISION NOT NULL,
    denominator DOUBLE PRECISION NOT NULL,
    note TEXT NOT NULL,
    state TEXT NOT NULL,
    sent_by TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    accepted_by TEXT NOT NULL,
    accepted_at BIGINT,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX submission_number ON submission (initiative, number);
CREATE UNIQUE INDEX submission_revision ON submission (initiative, duty, cycle, revision);
CREATE INDEX submission_cycle ON submission (initiative, cycle, state);

-- What explains a curve, and who says so.
CREATE TABLE curve_story (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    measure UUID NOT NULL,
    period TEXT NOT NULL,
    words TEXT NOT NULL,
    direction TEXT NOT NULL,
    source TEXT NOT NULL,
    told_by TEXT NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX curve_story_number ON curve_story (initiative, number);
CREATE INDEX curve_story_measure ON curve_story (initiative, measure);

-- How a measure's figures stand in files: remembered from the last import.
CREATE TABLE file_mapping (
    initiative UUID NOT NULL,
    measure UUID NOT NULL,
    key_column TEXT NOT NULL,
    period_column TEXT NOT NULL,
    numerator TEXT NOT NULL,
    denominator TEXT NOT NULL,
    PRIMARY KEY (initiative, measure)
);

-- What was read from a file and waits for whoever sent it to confirm.
CREATE TABLE staged_file (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    measure UUID NOT NULL,
    person UUID NOT NULL,
    found TEXT NOT NULL,
    staged_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
