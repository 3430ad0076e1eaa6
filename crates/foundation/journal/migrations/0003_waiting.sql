-- The entries that wait for their number, found by both parts of their key. PostgreSQL knows nothing yet of a table that is
-- new and takes any index that begins with the initiative for as good as the key, and the last one made for better; in every
-- other it meets each entry of the initiative.
DROP INDEX journal_entry_unsealed;
CREATE INDEX journal_entry_waiting ON journal_entry (id, initiative) WHERE seq IS NULL;
