-- Rounds of a proposal: what objections change in it, and what was answered before.

-- Which round it is in, whom it touches, on which day it is looked at again.
ALTER TABLE decision ADD COLUMN round BIGINT NOT NULL DEFAULT 1;
ALTER TABLE decision ADD COLUMN affected TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN review_on TEXT NOT NULL DEFAULT '';

-- How a proposal stood in a round that is over, and what was changed after it.
CREATE TABLE decision_round (
    initiative UUID NOT NULL,
    decision UUID NOT NULL,
    round BIGINT NOT NULL,
    text TEXT NOT NULL,
    changed TEXT NOT NULL,
    ended_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, decision, round)
);

-- What each voter answered in it.
CREATE TABLE round_answer (
    initiative UUID NOT NULL,
    decision UUID NOT NULL,
    round BIGINT NOT NULL,
    seat UUID NOT NULL,
    name TEXT NOT NULL,
    constituency TEXT NOT NULL,
    answer TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (initiative, decision, round, seat)
);

-- Objections in rounds of consent, with what became of them: raised, integrated in a later round, or withdrawn.
CREATE TABLE objection (
    initiative UUID NOT NULL,
    decision UUID NOT NULL,
    number BIGINT NOT NULL,
    round BIGINT NOT NULL,
    seat UUID NOT NULL,
    name TEXT NOT NULL,
    constituency TEXT NOT NULL,
    reason TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    settled_round BIGINT NOT NULL,
    PRIMARY KEY (initiative, decision, number)
);
INSERT INTO objection (initiative, decision, number, round, seat, name, constituency, reason, raised_at, state,
        settled_round)
    SELECT a.initiative, a.decision,
        (SELECT count(*) FROM decision_answer b WHERE b.initiative = a.initiative AND b.decision = a.decision
            AND b.answer = 'objection' AND (b.at < a.at OR (b.at = a.at AND b.seat <= a.seat))),
        1, a.seat, a.name, a.constituency, a.reason, a.at, 'raised', 0
    FROM decision_answer a WHERE a.answer = 'objection';
