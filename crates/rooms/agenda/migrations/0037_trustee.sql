-- Keys of secret votes that are split among trustees: the server has none until enough of them hand in their share.

-- So many shares open the ballots; 0 where the server keeps the whole key.
ALTER TABLE poll ADD COLUMN key_needed BIGINT NOT NULL DEFAULT 0;

-- Who holds a share. It is `waiting` until it was shown to them, once; then `taken`; in the end `handed-in`.
CREATE TABLE trustee (
    initiative UUID NOT NULL,
    decision UUID NOT NULL,
    number BIGINT NOT NULL,
    person UUID NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (initiative, decision, number)
);
