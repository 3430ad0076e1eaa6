-- From story to plan. A factor is a story with who says so (data, practitioner, resident), the factor it is a cause
-- of, the session it came up in, and whether it was laid aside.
ALTER TABLE curve_story ADD COLUMN voice TEXT NOT NULL DEFAULT '';
ALTER TABLE curve_story ADD COLUMN cause_of UUID;
ALTER TABLE curve_story ADD COLUMN turn UUID;
ALTER TABLE curve_story ADD COLUMN aside BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE curve_story ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- A session of a group about one measure: where it stands, what will be different, when it looks again.
CREATE TABLE turn (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    measure UUID NOT NULL,
    group_id UUID NOT NULL,
    question TEXT NOT NULL,
    state TEXT NOT NULL,
    step TEXT NOT NULL,
    different TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    agreed_by TEXT NOT NULL,
    agreed_at BIGINT,
    next_look BIGINT,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX turn_number ON turn (initiative, number);
CREATE INDEX turn_measure ON turn (initiative, measure);

-- How long a step has taken so far (in seconds), since when its clock runs, and whether the group is done with it.
CREATE TABLE turn_step (
    initiative UUID NOT NULL,
    turn UUID NOT NULL,
    step TEXT NOT NULL,
    used BIGINT NOT NULL,
    since BIGINT,
    done BOOLEAN NOT NULL,
    PRIMARY KEY (initiative, turn, step)
);

-- What somebody sees in the curve.
CREATE TABLE turn_note (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    turn UUID NOT NULL,
    words TEXT NOT NULL,
    noted_by TEXT NOT NULL,
    noted_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE INDEX turn_note_turn ON turn_note (initiative, turn);

-- Who has a part in it: a partner of the initiative, or somebody who is not one yet.
CREATE TABLE turn_partner (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    turn UUID NOT NULL,
    partnership UUID,
    name TEXT NOT NULL,
    part TEXT NOT NULL,
    level TEXT NOT NULL,
    aside BOOLEAN NOT NULL,
    added_by TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX turn_partner_number ON turn_partner (initiative, number);
CREATE INDEX turn_partner_turn ON turn_partner (initiative, turn);

-- Who holds which factors of a session for the most influential ones.
CREATE TABLE story_mark (
    initiative UUID NOT NULL,
    turn UUID NOT NULL,
    story UUID NOT NULL,
    person UUID NOT NULL,
    PRIMARY KEY (initiative, turn, story, person)
);

-- What could work: an idea that answers a factor.
CREATE TABLE turn_option (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    turn UUID NOT NULL,
    words TEXT NOT NULL,
    cause UUID,
    sort TEXT NOT NULL,
    cost TEXT NOT NULL,
    evidence TEXT NOT NULL,
    aside BOOLEAN NOT NULL,
    added_by TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX turn_option_number ON turn_option (initiative, number);
CREATE INDEX turn_option_turn ON turn_option (initiative, turn);

-- What each person alone thinks of an option, from 1 to 5.
CREATE TABLE option_score (
    initiative UUID NOT NULL,
    option_id UUID NOT NULL,
    turn UUID NOT NULL,
    person UUID NOT NULL,
    leverage BIGINT NOT NULL,
    reach BIGINT NOT NULL,
    specificity BIGINT NOT NULL,
    fit BIGINT NOT NULL,
    PRIMARY KEY (initiative, option_id, person)
);
CREATE INDEX option_score_turn ON option_score (initiative, turn);

-- What the plan says: who does what by when, for which option.
CREATE TABLE plan_line (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    turn UUID NOT NULL,
    option_id UUID NOT NULL,
    what TEXT NOT NULL,
    who TEXT NOT NULL,
    due BIGINT NOT NULL,
    early BOOLEAN NOT NULL,
    aside BOOLEAN NOT NULL,
    added_by TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX plan_line_number ON plan_line (initiative, number);
CREATE INDEX plan_line_turn ON plan_line (initiative, turn);
