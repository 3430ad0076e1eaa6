-- What somebody promised a group. due is the day's beginning; about is kind/id of what it serves; early says
-- that every new day was asked for before the old one had passed.
CREATE TABLE commitment (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    text TEXT NOT NULL,
    person UUID NOT NULL,
    name TEXT NOT NULL,
    partnership UUID,
    group_id UUID NOT NULL,
    about TEXT,
    first_due BIGINT NOT NULL,
    due BIGINT NOT NULL,
    early BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    needs_help BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    offered_at BIGINT NOT NULL,
    reported_at BIGINT,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX commitment_number ON commitment (initiative, number);
CREATE INDEX commitment_person ON commitment (initiative, person, state);
CREATE INDEX commitment_group ON commitment (initiative, group_id, state);
