-- Something visible that came of it. confirmed says that somebody else who had a part in it confirmed theirs.
CREATE TABLE win (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    different TEXT NOT NULL,
    helped TEXT NOT NULL,
    person UUID NOT NULL,
    author TEXT NOT NULL,
    confirmed BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX win_number ON win (initiative, number);

-- Who had a part in a win: a partner or a person (the other is empty). own marks the author's own side.
CREATE TABLE win_credit (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    win UUID NOT NULL,
    partnership UUID,
    person UUID,
    name TEXT NOT NULL,
    own BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE INDEX win_credit_win ON win_credit (initiative, win);
CREATE INDEX win_credit_state ON win_credit (initiative, state);
