-- The map of a conversation as it was on the evening of a day, for whoever wants to see how opinions moved. `stamp` is
-- how much of the history it was made of: the frames of a conversation are all of the same.
CREATE TABLE conversation_frame (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    place BIGINT NOT NULL,
    stamp BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    day BIGINT NOT NULL,
    picture TEXT NOT NULL,
    PRIMARY KEY (initiative, conversation, place)
);
