-- What partners do. strategy is a clause, story a story; both belong to other rooms. confirmed says that at
-- least one partner stands by it.
CREATE TABLE activity (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    what TEXT NOT NULL,
    for_whom TEXT NOT NULL,
    place TEXT NOT NULL,
    strategy UUID,
    story UUID,
    status TEXT NOT NULL,
    because BOOLEAN NOT NULL,
    confirmed BOOLEAN NOT NULL,
    entered_by TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX activity_number ON activity (initiative, number);
CREATE INDEX activity_strategy ON activity (initiative, strategy, number);

-- A partner's part in an activity: suggested by somebody else until the partner confirms it.
CREATE TABLE activity_part (
    initiative UUID NOT NULL,
    activity UUID NOT NULL,
    partnership UUID NOT NULL,
    strength TEXT NOT NULL,
    confirmed BOOLEAN NOT NULL,
    PRIMARY KEY (initiative, activity, partnership)
);
CREATE INDEX activity_part_partnership ON activity_part (initiative, partnership);
