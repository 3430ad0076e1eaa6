-- What was asked at the door about a number, and why it is right all the same; kept with its revision.
CREATE TABLE confirmed_check (
    initiative UUID NOT NULL,
    submission UUID NOT NULL,
    code TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (initiative, submission, code)
);

-- How long reporting took, as whoever sent it says: of a form with several numbers, the same share for each.
CREATE TABLE reporting_time (
    initiative UUID NOT NULL,
    submission UUID NOT NULL,
    duty UUID NOT NULL,
    cycle UUID NOT NULL,
    minutes DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (initiative, submission)
);
CREATE INDEX reporting_time_cycle ON reporting_time (initiative, cycle);

-- A question with which a number went back to its partner, and what the partner says. State: open, answered, settled.
CREATE TABLE submission_query (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    submission UUID NOT NULL,
    duty UUID NOT NULL,
    cycle UUID NOT NULL,
    question TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asker UUID,
    asked_at BIGINT NOT NULL,
    answer TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_at BIGINT,
    -- The revision that came as an answer, if one did.
    corrected BIGINT,
    state TEXT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX submission_query_number ON submission_query (initiative, number);
CREATE INDEX submission_query_duty ON submission_query (initiative, duty, cycle);
-- What is still open, among the many that are settled.
CREATE INDEX submission_query_open ON submission_query (initiative, cycle) WHERE state <> 'settled';

-- A partner need not report a period, and why.
CREATE TABLE duty_waiver (
    initiative UUID NOT NULL,
    duty UUID NOT NULL,
    cycle UUID NOT NULL,
    reason TEXT NOT NULL,
    waived_by TEXT NOT NULL,
    waived_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, duty, cycle)
);
CREATE INDEX duty_waiver_cycle ON duty_waiver (initiative, cycle);

-- Somebody who reports for a partner from one day to another, beside those who speak for it.
CREATE TABLE reporting_delegate (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    partnership UUID NOT NULL,
    person UUID NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    accepts BOOLEAN NOT NULL,
    named_by TEXT NOT NULL,
    named_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX reporting_delegate_number ON reporting_delegate (initiative, number);
CREATE INDEX reporting_delegate_person ON reporting_delegate (initiative, person);
CREATE INDEX reporting_delegate_partnership ON reporting_delegate (initiative, partnership);

-- That a partner was reminded: `early` some days before it is due, `day` on the day, or the day on which somebody asked for it.
CREATE TABLE duty_reminder (
    initiative UUID NOT NULL,
    duty UUID NOT NULL,
    cycle UUID NOT NULL,
    step TEXT NOT NULL,
    reminded_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, duty, cycle, step)
);
CREATE INDEX duty_reminder_cycle ON duty_reminder (initiative, cycle);

-- Cycles that will be due soon, for whoever is reminded of them.
CREATE INDEX reporting_cycle_due ON reporting_cycle (due) WHERE due IS NOT NULL AND NOT locked;

-- What somebody has begun to fill in for a partner and not sent, as it was typed.
CREATE TABLE reporting_draft (
    initiative UUID NOT NULL,
    duty UUID NOT NULL,
    cycle UUID NOT NULL,
    typed TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, duty, cycle)
);
CREATE INDEX reporting_draft_cycle ON reporting_draft (initiative, cycle);
UPDATE submission SET state = 'superseded' WHERE state = 'draft';

-- Who has sent what in a period is read from this index alone, which also does what the shorter one did.
CREATE INDEX submission_standing ON submission (initiative, cycle, state, duty);
DROP INDEX submission_cycle;
