-- Advice on a proposal before anybody decides: who was asked, what they advise, and what the proposer makes of it.

-- Either a person or a group is asked; `name` is what they were called then. `text` is empty until advice was given.
CREATE TABLE advice (
    initiative UUID NOT NULL,
    decision UUID NOT NULL,
    number BIGINT NOT NULL,
    person UUID,
    group_id UUID,
    name TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    text TEXT NOT NULL,
    given_by TEXT NOT NULL,
    given_at BIGINT,
    answer TEXT NOT NULL,
    answered_at BIGINT,
    PRIMARY KEY (initiative, decision, number)
);
CREATE INDEX advice_person ON advice (initiative, person);
