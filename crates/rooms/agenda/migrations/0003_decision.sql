-- Proposals and what became of them.

-- `subject` is what it brings into force, in the version that was seen; `quorum` is so many voting seats.
CREATE TABLE decision (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    why TEXT NOT NULL,
    group_id UUID NOT NULL,
    subject_kind TEXT,
    subject UUID,
    subject_version BIGINT NOT NULL,
    quorum BIGINT NOT NULL,
    closes_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    proposer UUID NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_at BIGINT,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX decision_number ON decision (initiative, number);

-- What each seat answered, with the name and the constituency it had then: kept for ever. When a decision
-- closes, the seats that said nothing are kept as well.
CREATE TABLE decision_answer (
    initiative UUID NOT NULL,
    decision UUID NOT NULL,
    seat UUID NOT NULL,
    name TEXT NOT NULL,
    constituency TEXT NOT NULL,
    answer TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (initiative, decision, seat)
);
