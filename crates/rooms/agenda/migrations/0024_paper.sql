-- A printed sheet of statements to vote on. Its code says which it is and that it is counted once; nothing says which votes
-- came from it. `statements` are the numbers it asks about, in order; the sheets of one printing have the same `run`.
CREATE TABLE paper_sheet (
    initiative UUID NOT NULL,
    conversation BIGINT NOT NULL,
    code TEXT NOT NULL,
    run BIGINT NOT NULL,
    statements TEXT NOT NULL,
    printed_at BIGINT NOT NULL,
    typed_at BIGINT,
    name TEXT NOT NULL,
    PRIMARY KEY (initiative, conversation, code)
);
CREATE INDEX paper_sheet_run ON paper_sheet (initiative, conversation, run, code);
