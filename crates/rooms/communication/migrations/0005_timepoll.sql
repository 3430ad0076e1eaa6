-- Times offered for a meeting of a group, and whom they suit.

-- `chosen` is the number of the time that was taken, and `meeting` the meeting it became; empty while people answer.
CREATE TABLE time_poll (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    group_id UUID NOT NULL,
    title TEXT NOT NULL,
    purpose TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    place TEXT NOT NULL,
    link TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    chosen BIGINT,
    meeting BIGINT,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX time_poll_number ON time_poll (initiative, number);

-- The times, numbered as they come.
CREATE TABLE time_offered (
    initiative UUID NOT NULL,
    poll UUID NOT NULL,
    number BIGINT NOT NULL,
    starts_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, poll, number)
);

-- What each person said of each time: yes, if-need-be or no.
CREATE TABLE time_answer (
    initiative UUID NOT NULL,
    poll UUID NOT NULL,
    number BIGINT NOT NULL,
    person UUID NOT NULL,
    name TEXT NOT NULL,
    suits TEXT NOT NULL,
    PRIMARY KEY (initiative, poll, number, person)
);
