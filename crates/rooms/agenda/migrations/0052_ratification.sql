-- What each partner says to a version of the agenda that is in force. A later word does not take an earlier one away:
-- the newest counts, every reservation is kept.
CREATE TABLE ratification (
    initiative UUID NOT NULL,
    version UUID NOT NULL,
    partnership UUID NOT NULL,
    round BIGINT NOT NULL,
    answer TEXT NOT NULL,
    words TEXT NOT NULL,
    said_by TEXT NOT NULL,
    said_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, version, partnership, round)
);
