-- The agenda: a working draft of clauses that anybody in the initiative writes, and versions of it.

-- A clause as it stands in the draft.
CREATE TABLE clause (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    section TEXT NOT NULL,
    place BIGINT NOT NULL,
    text TEXT NOT NULL,
    difference TEXT NOT NULL,
    taken_out BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX clause_number ON clause (initiative, number);

-- Every wording a clause ever had.
CREATE TABLE clause_wording (
    initiative UUID NOT NULL,
    clause UUID NOT NULL,
    version BIGINT NOT NULL,
    text TEXT NOT NULL,
    difference TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, clause, version)
);

-- What people said that a clause rests on.
CREATE TABLE clause_statement (
    initiative UUID NOT NULL,
    clause UUID NOT NULL,
    statement UUID NOT NULL,
    PRIMARY KEY (initiative, clause, statement)
);
CREATE INDEX clause_statement_statement ON clause_statement (initiative, statement);

-- The draft as it stood when it was proposed.
CREATE TABLE agenda_version (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decision UUID,
    in_force_at BIGINT,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX agenda_version_number ON agenda_version (initiative, number);

CREATE TABLE version_clause (
    initiative UUID NOT NULL,
    version UUID NOT NULL,
    clause UUID NOT NULL,
    number BIGINT NOT NULL,
    section TEXT NOT NULL,
    place BIGINT NOT NULL,
    text TEXT NOT NULL,
    difference TEXT NOT NULL,
    PRIMARY KEY (initiative, version, clause)
);
