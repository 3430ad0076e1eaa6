-- Discussions have threads: a post begins one or answers one. The first post of a thread counts its answers and says whether,
-- by whom and why it was resolved; an answer has its place in the thread, from 1.
ALTER TABLE post ADD COLUMN thread UUID;
ALTER TABLE post ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
ALTER TABLE post ADD COLUMN answers BIGINT NOT NULL DEFAULT 0;
ALTER TABLE post ADD COLUMN resolved_at BIGINT;
ALTER TABLE post ADD COLUMN resolved_by TEXT NOT NULL DEFAULT '';
ALTER TABLE post ADD COLUMN resolved_why TEXT NOT NULL DEFAULT '';
CREATE INDEX post_first ON post (initiative, discussion, id) WHERE thread IS NULL;
CREATE UNIQUE INDEX post_place ON post (initiative, thread, place) WHERE thread IS NOT NULL;

-- The object's id beside its name, so that one question asks for many; and the threads that are open.
ALTER TABLE discussion ADD COLUMN object UUID;
ALTER TABLE discussion ADD COLUMN open BIGINT NOT NULL DEFAULT 0;
-- sqlite:
UPDATE discussion SET object = unhex(replace(substr(about, instr(about, '/') + 1), '-', '')) WHERE about IS NOT NULL;
-- postgres:
UPDATE discussion SET object = CAST(split_part(about, '/', 2) AS UUID) WHERE about IS NOT NULL;
-- both:
UPDATE discussion SET open = (SELECT count(*) FROM post
    WHERE post.initiative = discussion.initiative AND post.discussion = discussion.id);
CREATE INDEX discussion_object ON discussion (initiative, object) WHERE object IS NOT NULL;
