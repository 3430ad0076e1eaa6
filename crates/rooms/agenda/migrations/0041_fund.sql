-- Shared budgets: money that many divide, the projects they choose from, and their ballots.
-- Everything inside a fund goes by its number in the initiative, as in a conversation.

-- Open while `opens_at <= now < closes_at` by the database's clock, once its rule is fixed. Amounts are whole
-- numbers of 10^-`decimals` of the currency. `way` is a `vote_type` of a `.pb` file; `most` is the most projects on
-- a ballot, or its points; 0 is no limit. `source` is the SHA-256 of the file it was imported from, and `kept` what
-- else that file says, as JSON; it is seen once it is published.
CREATE TABLE fund (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    currency TEXT NOT NULL,
    decimals BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    voters TEXT NOT NULL,
    way TEXT NOT NULL,
    most BIGINT NOT NULL,
    proposals_until BIGINT,
    opens_at BIGINT NOT NULL,
    closes_at BIGINT NOT NULL,
    rule TEXT,
    ties TEXT NOT NULL,
    rule_why TEXT NOT NULL,
    rule_by TEXT NOT NULL,
    rule_at BIGINT,
    opened_by TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    counted_at BIGINT,
    source TEXT NOT NULL,
    kept TEXT NOT NULL,
    published BOOLEAN NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX fund_number ON fund (initiative, number);
CREATE UNIQUE INDEX fund_source ON fund (initiative, source) WHERE source <> '';

-- How many ballots there are, how often one was cast or changed, and the last number of a project. Who votes waits here
-- for who voted just before, and who keeps a count for all who vote: so none comes too late to be counted unseen.
CREATE TABLE fund_roll (
    initiative UUID NOT NULL,
    fund BIGINT NOT NULL,
    ballots BIGINT NOT NULL,
    casts BIGINT NOT NULL,
    latest_project BIGINT NOT NULL,
    PRIMARY KEY (initiative, fund)
);

-- `code` is its `project_id` in a file, `selected` whether the file says that it was funded, `more` the file's
-- further columns, as a JSON list.
CREATE TABLE project (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    fund BIGINT NOT NULL,
    number BIGINT NOT NULL,
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    place TEXT NOT NULL,
    cost BIGINT NOT NULL,
    author UUID,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    selected BOOLEAN,
    more TEXT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX project_number ON project (initiative, fund, number);

-- Somebody who votes in one fund: an account, or a browser that knows a secret, of which only a hash is kept, another
-- one in each fund. Numbers are drawn, so that their order says nothing about when somebody came.
CREATE TABLE fund_voter (
    initiative UUID NOT NULL,
    fund BIGINT NOT NULL,
    number BIGINT NOT NULL,
    person UUID,
    mark BYTEA,
    PRIMARY KEY (initiative, fund, number)
);
CREATE UNIQUE INDEX fund_voter_person ON fund_voter (initiative, fund, person);
CREATE UNIQUE INDEX fund_voter_mark ON fund_voter (initiative, fund, mark);

-- The one ballot of each voter: numbers of projects between commas, the first place first, and as many points where
-- there are points. `code` and `more` as in a project.
CREATE TABLE fund_ballot (
    initiative UUID NOT NULL,
    fund BIGINT NOT NULL,
    voter BIGINT NOT NULL,
    projects TEXT NOT NULL,
    points TEXT NOT NULL,
    code TEXT NOT NULL,
    more TEXT NOT NULL,
    PRIMARY KEY (initiative, fund, voter)
);
