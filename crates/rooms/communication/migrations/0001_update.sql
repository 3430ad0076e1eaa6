-- News from the initiative, for members or for everybody.
CREATE TABLE news (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    audience TEXT NOT NULL,
    person UUID,
    author TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX news_number ON news (initiative, number);
