-- What can be found by words. The one declared exception to one text for both engines.
-- sqlite:
CREATE TABLE search_document (
    row INTEGER NOT NULL PRIMARY KEY,
    initiative BLOB NOT NULL,
    kind TEXT NOT NULL,
    id BLOB NOT NULL,
    UNIQUE (initiative, kind, id)
) STRICT;
CREATE VIRTUAL TABLE search_text USING fts5 (title, body, content = '', contentless_delete = 1, tokenize = 'unicode61');
-- postgres:
CREATE TABLE search_document (
    initiative UUID NOT NULL,
    kind TEXT NOT NULL,
    id UUID NOT NULL,
    words TSVECTOR NOT NULL,
    PRIMARY KEY (initiative, kind, id)
);
CREATE INDEX search_words ON search_document USING gin (words);
-- both:
