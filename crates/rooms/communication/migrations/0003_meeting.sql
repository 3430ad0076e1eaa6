-- A group meets: prepared, run and told about in one place.
CREATE TABLE meeting (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    group_id UUID NOT NULL,
    title TEXT NOT NULL,
    purpose TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    place TEXT NOT NULL,
    link TEXT NOT NULL,
    state TEXT NOT NULL,
    notes TEXT NOT NULL,
    recap TEXT,
    recap_by TEXT,
    recap_at BIGINT,
    planned_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX meeting_number ON meeting (initiative, number);
CREATE INDEX meeting_group ON meeting (initiative, group_id, starts_at);
CREATE INDEX meeting_state ON meeting (initiative, state, starts_at);

-- What it is to talk about, in the order of the ids. The check on last commitments comes first and has no row.
CREATE TABLE meeting_item (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    meeting UUID NOT NULL,
    purpose TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE INDEX meeting_item_meeting ON meeting_item (initiative, meeting, id);

-- Who came, by seat; name and constituency as they were that day.
CREATE TABLE meeting_seat (
    initiative UUID NOT NULL,
    meeting UUID NOT NULL,
    seat UUID NOT NULL,
    name TEXT NOT NULL,
    constituency TEXT NOT NULL,
    presence TEXT NOT NULL,
    PRIMARY KEY (initiative, meeting, seat)
);
