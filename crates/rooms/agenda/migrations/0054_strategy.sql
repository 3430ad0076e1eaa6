-- Strategies are hypotheses: what members think of each, and how far each has come.

-- Every step a strategy took, by whose hand and why. Without one it is an idea, or adopted once a version that
-- holds it is in force.
CREATE TABLE strategy_step (
    initiative UUID NOT NULL,
    clause UUID NOT NULL,
    number BIGINT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    moved_by TEXT NOT NULL,
    moved_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, clause, number)
);

-- What one member thinks of one strategy, from 1 to 5.
CREATE TABLE strategy_rating (
    initiative UUID NOT NULL,
    clause UUID NOT NULL,
    person UUID NOT NULL,
    leverage BIGINT NOT NULL,
    reach BIGINT NOT NULL,
    specificity BIGINT NOT NULL,
    fit BIGINT NOT NULL,
    PRIMARY KEY (initiative, clause, person)
);
