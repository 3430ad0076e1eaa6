-- The draft is put to residents and partners before a group votes on it.

-- Open until `closes_at` by the database's clock. `people` counts whoever answered.
CREATE TABLE consultation (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    audience TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    closes_at BIGINT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX consultation_number ON consultation (initiative, number);

-- The draft as it stood when it was put to them.
CREATE TABLE consultation_clause (
    initiative UUID NOT NULL,
    consultation UUID NOT NULL,
    clause UUID NOT NULL,
    number BIGINT NOT NULL,
    section TEXT NOT NULL,
    place BIGINT NOT NULL,
    text TEXT NOT NULL,
    then_what TEXT NOT NULL,
    because TEXT NOT NULL,
    difference TEXT NOT NULL,
    PRIMARY KEY (initiative, consultation, clause)
);

-- Somebody who answered: an account, or a browser that knows a secret, of which only a hash is kept. `stands` is
-- for whom they speak, as they say.
CREATE TABLE consultation_person (
    initiative UUID NOT NULL,
    consultation UUID NOT NULL,
    number BIGINT NOT NULL,
    person UUID,
    mark BYTEA,
    stands TEXT NOT NULL,
    PRIMARY KEY (initiative, consultation, number)
);
CREATE UNIQUE INDEX consultation_person_person ON consultation_person (initiative, consultation, person);
CREATE UNIQUE INDEX consultation_person_mark ON consultation_person (initiative, consultation, mark);

-- What they answered to a clause. Words may be hidden with a reason; the answer counts all the same.
CREATE TABLE consultation_answer (
    initiative UUID NOT NULL,
    consultation UUID NOT NULL,
    clause BIGINT NOT NULL,
    person BIGINT NOT NULL,
    answer TEXT NOT NULL,
    words TEXT NOT NULL,
    hidden BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    said_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, consultation, clause, person)
);
