-- Mails that call those who decide, each with a link to their ballot. They say who may answer, never what was said.

-- The round to which everybody was called who decided then.
ALTER TABLE decision ADD COLUMN called_round BIGINT NOT NULL DEFAULT 0;

-- Who was called, and to which round last: nobody is called twice to one.
CREATE TABLE decision_call (
    initiative UUID NOT NULL,
    decision UUID NOT NULL,
    person UUID NOT NULL,
    round BIGINT NOT NULL,
    PRIMARY KEY (initiative, decision, person)
);
