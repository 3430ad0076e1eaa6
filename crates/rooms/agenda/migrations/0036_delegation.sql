-- Votes that were handed on: to whom, for one decision or for all of a group until a day. Never in secret votes.

-- `scope` is the decision, or the group; `until` is empty for one decision. Names are those of then.
CREATE TABLE delegation (
    initiative UUID NOT NULL,
    scope UUID NOT NULL,
    voter UUID NOT NULL,
    voter_name TEXT NOT NULL,
    delegate UUID NOT NULL,
    delegate_name TEXT NOT NULL,
    until BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (initiative, scope, voter)
);

-- Who gave the answer in the voter's place; empty where the voter did.
ALTER TABLE decision_answer ADD COLUMN through TEXT NOT NULL DEFAULT '';
