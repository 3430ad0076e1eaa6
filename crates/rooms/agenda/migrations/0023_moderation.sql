-- Whether a moderator has looked at a statement. One that is hidden and not judged waits to be shown.
ALTER TABLE statement ADD COLUMN judged BOOLEAN NOT NULL DEFAULT TRUE;
CREATE INDEX statement_queue ON statement (initiative, conversation, number) WHERE NOT judged;

-- Which moderator looks at which statement, and until when nobody else does.
CREATE TABLE moderation_hold (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    statement BIGINT NOT NULL,
    person UUID NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (initiative, conversation, statement)
);

-- What moderators decided, in order; `name` is who.
CREATE TABLE judgement (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    conversation BIGINT NOT NULL,
    statement BIGINT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    name TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE INDEX judgement_conversation ON judgement (initiative, conversation, at, id);
