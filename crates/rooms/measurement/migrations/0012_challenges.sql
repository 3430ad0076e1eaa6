-- Somebody says what looks wrong about a number that everybody can see, and what whoever looks after it answered.
CREATE TABLE challenge (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    measure UUID NOT NULL,
    period TEXT NOT NULL,
    -- The edition in which it was read; 0 if in none.
    edition BIGINT NOT NULL,
    words TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Where the answer goes, if it was left; read by whoever answers alone.
    address TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    answered_at BIGINT,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX challenge_number ON challenge (initiative, number);
CREATE INDEX challenge_measure ON challenge (initiative, measure, state);
CREATE INDEX challenge_state ON challenge (initiative, state, number);
