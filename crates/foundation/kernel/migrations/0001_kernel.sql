-- What a repeated request is answered with: once done, the same answer again.
CREATE TABLE receipt (
    key BYTEA NOT NULL PRIMARY KEY,
    digest BYTEA NOT NULL,
    answer TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX receipt_at ON receipt (at);

-- The numbers people see: one row for an initiative and a kind.
CREATE TABLE numbering (
    initiative UUID NOT NULL,
    kind TEXT NOT NULL,
    latest BIGINT NOT NULL,
    PRIMARY KEY (initiative, kind)
);

-- Who does a job that only one node may do.
CREATE TABLE lease (
    job TEXT NOT NULL PRIMARY KEY,
    holder UUID NOT NULL,
    until BIGINT NOT NULL
);
