-- Secret votes. While one is open, each ballot lies sealed to a key that is kept outside the database. At the end they
-- are opened together and published by their receipts, and the sealed ones and the key are destroyed.

-- `seal_key` is the public half of the key, in hexadecimal; empty where a vote is not secret. `list_hash` is the SHA-256
-- of the published list.
ALTER TABLE poll ADD COLUMN seal_key TEXT NOT NULL DEFAULT '';
ALTER TABLE poll ADD COLUMN list_hash TEXT NOT NULL DEFAULT '';

-- One for each voter, written over when the ballot is changed; every one is of the same length.
CREATE TABLE sealed_ballot (
    initiative UUID NOT NULL,
    decision UUID NOT NULL,
    voter UUID NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (initiative, decision, voter)
);

-- Who took part in a secret vote that has ended, written in the order of the ids.
CREATE TABLE turnout (
    initiative UUID NOT NULL,
    decision UUID NOT NULL,
    voter UUID NOT NULL,
    PRIMARY KEY (initiative, decision, voter)
);

-- The published list, written in the order of the receipts, which are random.
CREATE TABLE opened_ballot (
    initiative UUID NOT NULL,
    decision UUID NOT NULL,
    receipt TEXT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (initiative, decision, receipt)
);
