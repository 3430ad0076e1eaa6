-- How small numbers are kept from readers: one way for the whole initiative, and whether what one partner brought is
-- nobody else's business. Without a row: hiding, and it is.
CREATE TABLE disclosure (
    initiative UUID NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL,
    confidential BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- A report card. What everybody may see is what the latest published one froze.
CREATE TABLE edition (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    -- What a decision is about: another one after each change and each check.
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    -- The first and the last period, as far as they are written: `2018` holds all of that year; empty for no end.
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    state TEXT NOT NULL,
    mode TEXT NOT NULL,
    confidential BOOLEAN NOT NULL,
    -- The number of the edition that it corrects.
    corrects BIGINT,
    -- How many were published when it was checked: with one more it must be checked again.
    after_issue BIGINT NOT NULL,
    issue BIGINT,
    decision UUID,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    checked_at BIGINT,
    published_at BIGINT,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX edition_number ON edition (initiative, number);
CREATE UNIQUE INDEX edition_issue ON edition (initiative, issue);

-- What is said of a result in it.
CREATE TABLE edition_result (
    initiative UUID NOT NULL,
    edition UUID NOT NULL,
    result UUID NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (initiative, edition, result)
);

-- The measures chosen, in their order; name and definition as they were when it was checked.
CREATE TABLE edition_measure (
    initiative UUID NOT NULL,
    edition UUID NOT NULL,
    measure UUID NOT NULL,
    rank BIGINT NOT NULL,
    headline BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    definition BIGINT NOT NULL,
    PRIMARY KEY (initiative, edition, measure)
);

-- What it says of each period. `numerator` and `denominator` are what is shown, nothing where it is hidden; `true_...`
-- is what they were, read by the check of later editions alone: it must protect what is hidden here.
CREATE TABLE edition_value (
    initiative UUID NOT NULL,
    edition UUID NOT NULL,
    measure UUID NOT NULL,
    period TEXT NOT NULL,
    label TEXT NOT NULL,
    reported BIGINT NOT NULL,
    expected BIGINT NOT NULL,
    numerator DOUBLE PRECISION,
    denominator DOUBLE PRECISION,
    low DOUBLE PRECISION,
    high DOUBLE PRECISION,
    quality BIGINT,
    updated BIGINT,
    reason TEXT NOT NULL,
    true_numerator DOUBLE PRECISION,
    true_denominator DOUBLE PRECISION,
    PRIMARY KEY (initiative, edition, measure, period)
);

-- The same of each category and place.
CREATE TABLE edition_part (
    initiative UUID NOT NULL,
    edition UUID NOT NULL,
    measure UUID NOT NULL,
    dimension UUID NOT NULL,
    category UUID NOT NULL,
    period TEXT NOT NULL,
    label TEXT NOT NULL,
    dimension_code TEXT NOT NULL,
    dimension_name TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent UUID,
    reported BIGINT NOT NULL,
    expected BIGINT NOT NULL,
    numerator DOUBLE PRECISION,
    denominator DOUBLE PRECISION,
    reason TEXT NOT NULL,
    true_numerator DOUBLE PRECISION,
    true_denominator DOUBLE PRECISION,
    PRIMARY KEY (initiative, edition, measure, category, period)
);
