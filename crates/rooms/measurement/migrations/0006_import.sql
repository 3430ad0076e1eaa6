-- How a measure's figures stand in the files of whoever sends them: a field of the mapping, a column's name. `sender`
-- is the partnership; for whoever sends for several it is the measure itself.
CREATE TABLE file_column (
    initiative UUID NOT NULL,
    measure UUID NOT NULL,
    sender UUID NOT NULL,
    field TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (initiative, measure, sender, field)
);
INSERT INTO file_column (initiative, measure, sender, field, name)
    SELECT initiative, measure, measure, 'key', key_column FROM file_mapping WHERE key_column <> '';
INSERT INTO file_column (initiative, measure, sender, field, name)
    SELECT initiative, measure, measure, 'period', period_column FROM file_mapping WHERE period_column <> '';
INSERT INTO file_column (initiative, measure, sender, field, name)
    SELECT initiative, measure, measure, 'numerator', numerator FROM file_mapping WHERE numerator <> '';
INSERT INTO file_column (initiative, measure, sender, field, name)
    SELECT initiative, measure, measure, 'denominator', denominator FROM file_mapping WHERE denominator <> '';
DROP TABLE file_mapping;

-- A file on its way: kept, its columns chosen, read piece by piece, and sent when whoever brought it says so. What
-- was kept before can be sent again by them, so nothing of it is carried over.
DROP TABLE staged_file;
CREATE TABLE staged_file (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    measure UUID NOT NULL,
    person UUID NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    mapping TEXT NOT NULL,
    found TEXT NOT NULL,
    rows_done BIGINT NOT NULL,
    rows_all BIGINT NOT NULL,
    staged_at BIGINT NOT NULL,
    touched_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE INDEX staged_file_touched ON staged_file (touched_at);

-- Its bytes, the figures read from it and its faults, in pieces, so that nobody who writes waits long for it.
CREATE TABLE staged_piece (
    initiative UUID NOT NULL,
    staged UUID NOT NULL,
    kind TEXT NOT NULL,
    place BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (initiative, staged, kind, place)
);
