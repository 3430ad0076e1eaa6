-- Conversations: a question, what people say to it, and how others stand to that.
-- Everything inside a conversation goes by its number in the initiative: rows of votes stay small.

-- Open while `opens_at <= now < closes_at` by the database's clock. `source` is the SHA-256 of the files it
-- was imported from; it is seen once it is published.
CREATE TABLE conversation (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    question TEXT NOT NULL,
    description TEXT NOT NULL,
    audience TEXT NOT NULL,
    opens_at BIGINT NOT NULL,
    closes_at BIGINT,
    source TEXT NOT NULL,
    published BOOLEAN NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX conversation_number ON conversation (initiative, number);
CREATE UNIQUE INDEX conversation_source ON conversation (initiative, source) WHERE source <> '';

-- How many take part, and the last numbers given. Beside the conversation, so that whoever votes never
-- waits for somebody who joins.
CREATE TABLE conversation_roll (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    people BIGINT NOT NULL,
    latest_participant BIGINT NOT NULL,
    latest_statement BIGINT NOT NULL,
    PRIMARY KEY (initiative, conversation)
);

-- Somebody in one conversation: an account, or a browser that knows a secret. Of the secret only a hash is
-- kept, another one in each conversation.
CREATE TABLE participant (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    number BIGINT NOT NULL,
    person UUID,
    mark BYTEA,
    PRIMARY KEY (initiative, conversation, number)
);
CREATE UNIQUE INDEX participant_person ON participant (initiative, conversation, person);
CREATE UNIQUE INDEX participant_mark ON participant (initiative, conversation, mark);

-- `author` is a participant's number; it is never shown.
CREATE TABLE statement (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    conversation BIGINT NOT NULL,
    number BIGINT NOT NULL,
    text TEXT NOT NULL,
    author BIGINT,
    hidden BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX statement_number ON statement (initiative, conversation, number);

-- 1 agrees, -1 disagrees, 0 has seen it and takes no side.
CREATE TABLE vote (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    participant BIGINT NOT NULL,
    statement BIGINT NOT NULL,
    choice BIGINT NOT NULL,
    PRIMARY KEY (initiative, conversation, participant, statement)
);

-- The votes of each statement counted, in the same transaction as the vote.
CREATE TABLE statement_tally (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    statement BIGINT NOT NULL,
    agree BIGINT NOT NULL,
    disagree BIGINT NOT NULL,
    pass BIGINT NOT NULL,
    PRIMARY KEY (initiative, conversation, statement)
);
