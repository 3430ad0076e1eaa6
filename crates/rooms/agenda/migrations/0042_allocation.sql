-- What comes of a fund under each rule: counted once, when voting is over. Fractions of the smallest unit of money
-- are written as numerator/denominator, so that they stay exact.

-- `share` is what each voter had, under Equal Shares. `served` voters get a project they chose; `ahead` get more of
-- what they chose than under the greedy rule, `behind` less. `ties` lists projects that were equally good.
CREATE TABLE allocation (
    initiative UUID NOT NULL,
    fund BIGINT NOT NULL,
    rule TEXT NOT NULL,
    share TEXT NOT NULL,
    spent BIGINT NOT NULL,
    served BIGINT NOT NULL,
    ahead BIGINT NOT NULL,
    behind BIGINT NOT NULL,
    ties TEXT NOT NULL,
    PRIMARY KEY (initiative, fund, rule)
);

-- Why a project is funded or not. `place` is its turn among those funded; `paid` is what was paid for each weight on a
-- ballot by `in_full` voters, while `the_rest` voters gave their last money and `none_left` had none.
CREATE TABLE allocation_line (
    initiative UUID NOT NULL,
    fund BIGINT NOT NULL,
    rule TEXT NOT NULL,
    project BIGINT NOT NULL,
    supporters BIGINT NOT NULL,
    score BIGINT NOT NULL,
    place BIGINT,
    reason TEXT NOT NULL,
    short_by TEXT NOT NULL,
    needed BIGINT,
    paid TEXT NOT NULL,
    in_full BIGINT NOT NULL,
    the_rest BIGINT NOT NULL,
    none_left BIGINT NOT NULL,
    PRIMARY KEY (initiative, fund, rule, project)
);
