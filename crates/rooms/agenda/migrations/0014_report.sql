-- The report of a conversation as it stood when it ended, and whose voices were heard in it.

-- `closes_at` is the end that the report is of: one that was opened again gets another. `content` is JSON.
CREATE TABLE conversation_report (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    closes_at BIGINT NOT NULL,
    at BIGINT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (initiative, conversation)
);

-- Whom participants may say that they belong to.
CREATE TABLE conversation_constituency (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (initiative, conversation, number)
);

-- What those said who chose to.
CREATE TABLE participant_constituency (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    participant BIGINT NOT NULL,
    constituency BIGINT NOT NULL,
    PRIMARY KEY (initiative, conversation, participant)
);
