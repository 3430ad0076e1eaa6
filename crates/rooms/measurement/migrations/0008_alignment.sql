-- How a partner's own field becomes what a measure counts: said by the partner, approved by whoever keeps the data. Nothing is
-- written over; a new saying is a new row.
CREATE TABLE crosswalk (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    duty UUID NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    fit TEXT NOT NULL,
    local_name TEXT NOT NULL,
    local_definition TEXT NOT NULL,
    stands TEXT NOT NULL,
    numerator TEXT NOT NULL,
    denominator TEXT NOT NULL,
    reason TEXT NOT NULL,
    said_by TEXT NOT NULL,
    said_at BIGINT NOT NULL,
    judged_by TEXT NOT NULL,
    judged_at BIGINT,
    judgement TEXT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX crosswalk_number ON crosswalk (initiative, number);
CREATE INDEX crosswalk_duty ON crosswalk (initiative, duty, number);

-- What was said of a thing that keeps numbers apart: who mends it; or that it is fine as it is, why, and who says so. The things
-- themselves follow from what is there and stand in no table.
CREATE TABLE ledger_note (
    initiative UUID NOT NULL,
    duty UUID NOT NULL,
    gap TEXT NOT NULL,
    what TEXT NOT NULL,
    owner TEXT NOT NULL,
    reason TEXT NOT NULL,
    retired BOOLEAN NOT NULL,
    noted_by TEXT NOT NULL,
    noted_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, duty, gap, what)
);

-- How many hours it takes to mend one thing of a kind, where somebody said it.
CREATE TABLE ledger_hours (
    initiative UUID NOT NULL,
    gap TEXT NOT NULL,
    hours DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (initiative, gap)
);

-- Stock of the ledger, one a day: taken when a period is locked, or when somebody asks for it.
CREATE TABLE ledger_stock (
    initiative UUID NOT NULL,
    day TEXT NOT NULL,
    label TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    duties BIGINT NOT NULL,
    points BIGINT NOT NULL,
    open BIGINT NOT NULL,
    PRIMARY KEY (initiative, day)
);
CREATE TABLE ledger_stock_item (
    initiative UUID NOT NULL,
    day TEXT NOT NULL,
    duty UUID NOT NULL,
    gap TEXT NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (initiative, day, duty, gap, what)
);
