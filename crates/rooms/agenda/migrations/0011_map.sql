-- The map of opinions of each conversation, and the history of votes from which it is drawn.

-- Every vote as it was cast, changed ones too: `vote` holds the last of each. `turn` counts those of one participant
-- on one statement, from 1. `at` is known to the hour only, so that nobody finds a vote by its moment in a log; of
-- what was imported it is what the file says, and empty where the file does not say it. `seq` is given when the map
-- takes the vote in, in an order of its own.
CREATE TABLE vote_cast (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    participant BIGINT NOT NULL,
    statement BIGINT NOT NULL,
    turn BIGINT NOT NULL,
    choice BIGINT NOT NULL,
    at BIGINT,
    seq BIGINT,
    PRIMARY KEY (initiative, conversation, participant, statement, turn)
);
CREATE UNIQUE INDEX vote_cast_seq ON vote_cast (initiative, conversation, seq);
CREATE INDEX vote_cast_new ON vote_cast (initiative, conversation) WHERE seq IS NULL;

-- The newest map of a conversation. `numbered` is the last number given to a vote, `stamp` the last that the map
-- holds; `asked` counts what else changed it, `drawn` how much of that it holds. `picture` is what everybody is
-- shown, as JSON; `detail` the axes and the votes of each group on each statement, as bytes.
CREATE TABLE conversation_map (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    numbered BIGINT NOT NULL,
    asked BIGINT NOT NULL,
    drawn BIGINT NOT NULL,
    stamp BIGINT NOT NULL,
    picture TEXT NOT NULL,
    detail BYTEA NOT NULL,
    PRIMARY KEY (initiative, conversation)
);
