-- What signs the checkpoints of every initiative of this installation.
CREATE TABLE journal_key (
    name TEXT NOT NULL PRIMARY KEY,
    secret BYTEA NOT NULL,
    public BYTEA NOT NULL,
    at BIGINT NOT NULL
);

-- A signed note on the first size entries; the one before it ended where first begins. All that one batch
-- sealed became visible at once, so a reader who has seen batch n misses nothing by asking for n + 1.
CREATE TABLE journal_checkpoint (
    initiative UUID NOT NULL,
    first BIGINT NOT NULL,
    size BIGINT NOT NULL,
    note TEXT NOT NULL,
    batch BIGINT NOT NULL,
    PRIMARY KEY (initiative, size)
);
CREATE INDEX journal_checkpoint_batch ON journal_checkpoint (batch);

-- One row: the latest batch. Whoever seals moves it on from what was read, or has lost.
CREATE TABLE journal_batch (
    id BIGINT NOT NULL PRIMARY KEY,
    latest BIGINT NOT NULL
);
INSERT INTO journal_batch (id, latest) VALUES (1, 0);
