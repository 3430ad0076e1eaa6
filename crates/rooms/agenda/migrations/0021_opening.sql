-- How a conversation is opened. `moderation` is `before` (nothing is shown until somebody looked at it) or `after`.
-- `languages` are those people may write in, as one says it. `privacy` is the notice that participants read.
-- `seats_of` is the group whose voting seats take part, where it is for seats.
ALTER TABLE conversation ADD COLUMN moderation TEXT NOT NULL DEFAULT 'after';
ALTER TABLE conversation ADD COLUMN languages TEXT NOT NULL DEFAULT '';
ALTER TABLE conversation ADD COLUMN privacy TEXT NOT NULL DEFAULT '';
ALTER TABLE conversation ADD COLUMN seats_of UUID;

-- What lets somebody into a conversation that asks for a code. It says how often it was used, never by whom.
CREATE TABLE conversation_code (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    code TEXT NOT NULL,
    once BOOLEAN NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (initiative, conversation, code)
);
