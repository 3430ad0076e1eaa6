-- Whoever wrote a clause's wording looks after what is said about it: the account, where it was somebody's. Wordings
-- from before have none.
ALTER TABLE clause_wording ADD COLUMN person UUID;

-- Whether whoever made a suggestion was told what became of it. What was answered before is not told any more.
ALTER TABLE clause_suggestion ADD COLUMN told BOOLEAN NOT NULL DEFAULT TRUE;
UPDATE clause_suggestion SET told = FALSE WHERE state = 'open';
