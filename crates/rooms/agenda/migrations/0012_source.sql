-- What the files of an imported conversation say besides votes and texts, so that they go out again as they came.
-- Counts are kept as more or less than what there was then: whoever votes on here is counted on top.

-- `moderated` is -1 out, 0 not looked at, 1 in.
CREATE TABLE source_statement (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    statement BIGINT NOT NULL,
    moderated BIGINT NOT NULL,
    agrees BIGINT NOT NULL,
    disagrees BIGINT NOT NULL,
    PRIMARY KEY (initiative, conversation, statement)
);

-- `xid` is the name that the host gave them elsewhere, `in_group` the group that Polis put them in.
CREATE TABLE source_participant (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    participant BIGINT NOT NULL,
    xid TEXT NOT NULL,
    in_group TEXT NOT NULL,
    comments BIGINT NOT NULL,
    PRIMARY KEY (initiative, conversation, participant)
);

-- The summary line by line; `beyond` where it is a count.
CREATE TABLE source_line (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    place BIGINT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    beyond BIGINT,
    PRIMARY KEY (initiative, conversation, place)
);

-- Whose statements: the export counts them for each participant.
CREATE INDEX statement_author ON statement (initiative, conversation, author);
