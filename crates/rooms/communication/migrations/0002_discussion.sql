-- What is talked about: an object of any room (kind/id), or something of its own.
CREATE TABLE discussion (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    about TEXT,
    person UUID,
    starter TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX discussion_number ON discussion (initiative, number);
-- One discussion an object; those of their own have none, and nothing equals nothing.
CREATE UNIQUE INDEX discussion_about ON discussion (initiative, about);

-- What somebody wrote. Ids are UUIDv7, so their order is the order of writing; no counter is shared.
CREATE TABLE post (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    discussion UUID NOT NULL,
    body TEXT NOT NULL,
    person UUID,
    author TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE INDEX post_discussion ON post (initiative, discussion, id);
