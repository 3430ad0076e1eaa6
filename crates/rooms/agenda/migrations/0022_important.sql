-- What somebody says matters to them, beside what they say to it; counted with the votes.
ALTER TABLE vote ADD COLUMN important BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE statement_tally ADD COLUMN important BIGINT NOT NULL DEFAULT 0;
