-- What a measure is held against: a forecast of what comes if nothing changes, frozen with its date and never made
-- again. Values are as people write them (4 for 4 %).
CREATE TABLE baseline (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    measure UUID NOT NULL,
    version BIGINT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    points BIGINT NOT NULL,
    last_value DOUBLE PRECISION NOT NULL,
    method TEXT NOT NULL,
    hindsight BOOLEAN NOT NULL,
    note TEXT NOT NULL,
    agreed_by TEXT NOT NULL,
    frozen_by TEXT NOT NULL,
    frozen_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX baseline_number ON baseline (initiative, number);
CREATE INDEX baseline_measure ON baseline (initiative, measure);

CREATE TABLE baseline_step (
    initiative UUID NOT NULL,
    baseline UUID NOT NULL,
    period TEXT NOT NULL,
    low DOUBLE PRECISION NOT NULL,
    likely DOUBLE PRECISION NOT NULL,
    high DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (initiative, baseline, period)
);

-- Something that happened, on a day or over some, that may explain a curve. Days are as 2008-09-15.
CREATE TABLE annotation (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    measure UUID NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    day TEXT NOT NULL,
    until TEXT NOT NULL,
    source TEXT NOT NULL,
    noted_by TEXT NOT NULL,
    noted_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX annotation_number ON annotation (initiative, number);
CREATE INDEX annotation_measure ON annotation (initiative, measure);

-- People decided that what is usual begins afresh with a period; the older limits stay as they were.
CREATE TABLE rebase (
    initiative UUID NOT NULL,
    measure UUID NOT NULL,
    period TEXT NOT NULL,
    reason TEXT NOT NULL,
    agreed_by TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, measure, period)
);

-- What a target rests on, who agreed to it, and what it was before it was set again.
ALTER TABLE measure_target ADD COLUMN basis TEXT NOT NULL DEFAULT 'aspiration';
ALTER TABLE measure_target ADD COLUMN agreed_by TEXT NOT NULL DEFAULT '';
CREATE TABLE former_target (
    initiative UUID NOT NULL,
    measure UUID NOT NULL,
    period TEXT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    basis TEXT NOT NULL,
    agreed_by TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, measure, period, set_at)
);
