-- The agenda is written together: a strategy as a hypothesis, suggestions of another wording, translations.

-- What will follow from a strategy, and why it should; a clause of another section leaves both empty.
ALTER TABLE clause ADD COLUMN then_what TEXT NOT NULL DEFAULT '';
ALTER TABLE clause ADD COLUMN because TEXT NOT NULL DEFAULT '';
ALTER TABLE clause_wording ADD COLUMN then_what TEXT NOT NULL DEFAULT '';
ALTER TABLE clause_wording ADD COLUMN because TEXT NOT NULL DEFAULT '';
ALTER TABLE version_clause ADD COLUMN then_what TEXT NOT NULL DEFAULT '';
ALTER TABLE version_clause ADD COLUMN because TEXT NOT NULL DEFAULT '';
CREATE INDEX version_clause_clause ON version_clause (initiative, clause);

-- Another wording that somebody suggests for a clause. `base` is the wording that was read; `wording` the one it
-- became, if somebody who writes took it.
CREATE TABLE clause_suggestion (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    clause UUID NOT NULL,
    base BIGINT NOT NULL,
    text TEXT NOT NULL,
    then_what TEXT NOT NULL,
    because TEXT NOT NULL,
    difference TEXT NOT NULL,
    why TEXT NOT NULL,
    state TEXT NOT NULL,
    suggester UUID NOT NULL,
    suggested_by TEXT NOT NULL,
    suggested_at BIGINT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_at BIGINT,
    reason TEXT NOT NULL,
    wording BIGINT,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX clause_suggestion_number ON clause_suggestion (initiative, number);
CREATE INDEX clause_suggestion_clause ON clause_suggestion (initiative, clause, state);

-- A wording in another language. One of an earlier wording stays, and is said to be of that one.
CREATE TABLE clause_translation (
    initiative UUID NOT NULL,
    clause UUID NOT NULL,
    language TEXT NOT NULL,
    wording BIGINT NOT NULL,
    text TEXT NOT NULL,
    then_what TEXT NOT NULL,
    because TEXT NOT NULL,
    difference TEXT NOT NULL,
    revision BIGINT NOT NULL,
    translated_by TEXT NOT NULL,
    translated_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, clause, language, wording)
);
