-- The change log: what changed in the system, one line each.
CREATE TABLE change_line (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    code TEXT NOT NULL,
    line TEXT NOT NULL,
    first_time BOOLEAN NOT NULL,
    noted_by TEXT NOT NULL,
    noted_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX change_line_number ON change_line (initiative, number);
