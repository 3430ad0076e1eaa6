-- Whoever takes part has an account or a mark, seldom both; seeds have no author. An index that holds those without looks like the
-- smallest way to everything of a conversation as long as PostgreSQL has not counted the table, and leads to all of it.
DROP INDEX participant_person;
CREATE UNIQUE INDEX participant_person ON participant (initiative, conversation, person) WHERE person IS NOT NULL;
DROP INDEX participant_mark;
CREATE UNIQUE INDEX participant_mark ON participant (initiative, conversation, mark) WHERE mark IS NOT NULL;
DROP INDEX statement_author;
CREATE INDEX statement_author ON statement (initiative, conversation, author) WHERE author IS NOT NULL;
