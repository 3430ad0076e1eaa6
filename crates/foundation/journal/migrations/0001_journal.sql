-- What happened. Rows are changed for two reasons only: the sealer numbers them, and erasing empties a salt
-- with what it covers (actor_salt: person and name; salt: title, links, before and after). What is sealed are
-- the marks, not the texts. hashes are those of the Merkle tree that the entry completes, its own leaf first.
CREATE TABLE journal_entry (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    at BIGINT NOT NULL,
    via TEXT NOT NULL,
    act TEXT NOT NULL,
    kind TEXT NOT NULL,
    object UUID NOT NULL,
    actor_mark BYTEA,
    words_mark BYTEA NOT NULL,
    before_mark BYTEA,
    after_mark BYTEA,
    seq BIGINT,
    hashes BYTEA,
    actor_salt BYTEA,
    person UUID,
    name TEXT,
    salt BYTEA,
    title TEXT,
    links TEXT,
    before TEXT,
    after TEXT,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX journal_entry_seq ON journal_entry (initiative, seq);
CREATE INDEX journal_entry_unsealed ON journal_entry (id) WHERE seq IS NULL;
CREATE INDEX journal_entry_object ON journal_entry (initiative, kind, object, at);
CREATE INDEX journal_entry_person ON journal_entry (person);

-- The thread: typed links of the loop.
CREATE TABLE thread_link (
    initiative UUID NOT NULL,
    from_kind TEXT NOT NULL,
    from_id UUID NOT NULL,
    relation TEXT NOT NULL,
    to_kind TEXT NOT NULL,
    to_id UUID NOT NULL,
    entry UUID NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (initiative, from_id, relation, to_id)
);
CREATE INDEX thread_link_to ON thread_link (initiative, to_id);
