-- What came of each statement, as whoever made it is told. A statement that a clause cites counts as used, whatever
-- stands here.
CREATE TABLE statement_answer (
    initiative UUID NOT NULL,
    statement UUID NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (initiative, statement)
);

-- What authors with an account were told by mail already: the outcome, or the number of the clause.
CREATE TABLE statement_told (
    initiative UUID NOT NULL,
    statement UUID NOT NULL,
    outcome TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (initiative, statement)
);
