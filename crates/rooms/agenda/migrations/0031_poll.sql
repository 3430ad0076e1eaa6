-- How proposals are decided: by which method, by whom, and who sees what each said. Fixed before the first answer.

-- `winners` is how many options win; `highest` the highest score, or the dots of a ballot; `threshold` the percentage
-- that a majority or the support of a proposal needs; `seed` draws the lot where nothing else tells options apart;
-- `outcome` is the finished count as JSON, empty while there is none.
CREATE TABLE poll (
    initiative UUID NOT NULL,
    decision UUID NOT NULL,
    method TEXT NOT NULL,
    electorate TEXT NOT NULL,
    secrecy TEXT NOT NULL,
    winners BIGINT NOT NULL,
    highest BIGINT NOT NULL,
    threshold BIGINT NOT NULL,
    seed TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (initiative, decision)
);
INSERT INTO poll (initiative, decision, method, electorate, secrecy, winners, highest, threshold, seed, outcome)
    SELECT initiative, id, 'consent', 'seats', 'open', 1, 0, 0, '', '' FROM decision;

-- What can be chosen, in the order of the ballot.
CREATE TABLE poll_option (
    initiative UUID NOT NULL,
    decision UUID NOT NULL,
    place BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (initiative, decision, place)
);
