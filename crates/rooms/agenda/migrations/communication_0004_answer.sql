-- What those who spoke were told. statement is a statement's id; came is kind/id of what came of it.
CREATE TABLE answer (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    statement UUID NOT NULL,
    outcome TEXT NOT NULL,
    text TEXT NOT NULL,
    came TEXT,
    author TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX answer_number ON answer (initiative, number);
CREATE INDEX answer_statement ON answer (initiative, statement);
