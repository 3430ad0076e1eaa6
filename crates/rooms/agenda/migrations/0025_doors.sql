-- Who takes part comes in by one of several doors, so that newcomers do not wait for one another. A door gives out
-- every so many-th number after `latest_participant` of the roll, which is the last that was imported or that was given
-- out before there were doors; `given` counts them, and `people` those who came in. The roll's own people came otherwise.
CREATE TABLE conversation_door (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    door BIGINT NOT NULL,
    people BIGINT NOT NULL,
    given BIGINT NOT NULL,
    PRIMARY KEY (initiative, conversation, door)
);

-- Those without a number yet, in the order in which they get one; and those with one. Neither is of any use for finding
-- a vote by its key, so that PostgreSQL never tries while it takes the table for empty.
DROP INDEX vote_cast_new;
CREATE INDEX vote_cast_new ON vote_cast (initiative, conversation, participant, statement, turn) WHERE seq IS NULL;
DROP INDEX vote_cast_seq;
CREATE UNIQUE INDEX vote_cast_seq ON vote_cast (initiative, conversation, seq) WHERE seq IS NOT NULL;
