-- What people were told of a statement, one row each time: what became of it, why or what was done, by which day it will be
-- (a day as forms write it, or nothing), the object that came of it (kind/id), who said so. The newest of a statement is
-- its latest, and there is one.
CREATE TABLE telling (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    statement UUID NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    due TEXT NOT NULL,
    came TEXT,
    told_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    latest BOOLEAN NOT NULL,
    PRIMARY KEY (initiative, id)
);

-- What was told in two ways before: in this room, and as an answer of the communication room, which keeps its id.
INSERT INTO telling (initiative, id, statement, outcome, reason, due, came, told_by, at, latest)
    SELECT initiative, statement, statement, outcome, reason, '', NULL, answered_by, at, FALSE FROM statement_answer;
INSERT INTO telling (initiative, id, statement, outcome, reason, due, came, told_by, at, latest)
    SELECT initiative, id, statement, CASE outcome WHEN 'could-not' THEN 'not-used' ELSE outcome END, text, '', came,
        author, at, FALSE FROM answer;
UPDATE telling SET latest = TRUE WHERE NOT EXISTS (SELECT 1 FROM telling later
    WHERE later.initiative = telling.initiative AND later.statement = telling.statement
        AND (later.at > telling.at OR (later.at = telling.at AND later.id > telling.id)));
DROP TABLE statement_answer;
DROP TABLE answer;

CREATE UNIQUE INDEX telling_latest ON telling (initiative, statement) WHERE latest;
CREATE INDEX telling_statement ON telling (initiative, statement, at);
CREATE INDEX telling_at ON telling (initiative, at);
