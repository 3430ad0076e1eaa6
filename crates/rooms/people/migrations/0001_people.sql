-- Of the whole installation: people, how they come in, initiatives, organisations.

-- Somebody with an account. The e-mail address is lower-cased; the password is an Argon2id PHC string.
CREATE TABLE person (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    password TEXT,
    state TEXT NOT NULL,
    administrator BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX person_email ON person (email);

-- A browser that is signed in. Only the SHA-256 of its secret is kept. `idle` is in microseconds.
CREATE TABLE session (
    id UUID NOT NULL PRIMARY KEY,
    person UUID NOT NULL,
    mark BYTEA NOT NULL,
    agent TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    idle BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX session_mark ON session (mark);
CREATE INDEX session_person ON session (person);

-- A secret that was given out once, by mail or on the screen of the server, for one purpose.
CREATE TABLE secret_link (
    mark BYTEA NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    audience TEXT NOT NULL,
    subject UUID,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX secret_link_expiry ON secret_link (expires_at);
CREATE INDEX secret_link_subject ON secret_link (subject);

-- A personal token for the API.
CREATE TABLE api_token (
    id UUID NOT NULL PRIMARY KEY,
    person UUID NOT NULL,
    name TEXT NOT NULL,
    mark BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE UNIQUE INDEX api_token_mark ON api_token (mark);
CREATE INDEX api_token_person ON api_token (person);

CREATE TABLE initiative (
    id UUID NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    profile TEXT NOT NULL,
    public BOOLEAN NOT NULL,
    problem TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX initiative_slug ON initiative (slug);

-- Once per installation; `folded` is the name as it is compared.
CREATE TABLE organisation (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX organisation_folded ON organisation (folded);

-- Of an initiative: who belongs to it, and as what.
CREATE TABLE membership (
    initiative UUID NOT NULL,
    person UUID NOT NULL,
    role TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (initiative, person, role)
);
CREATE INDEX membership_person ON membership (person, initiative);

CREATE TABLE partnership (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    organisation UUID NOT NULL,
    brings TEXT NOT NULL,
    needs TEXT NOT NULL,
    status TEXT NOT NULL,
    version BIGINT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX partnership_number ON partnership (initiative, number);
CREATE UNIQUE INDEX partnership_organisation ON partnership (initiative, organisation);

-- Who speaks for a partner.
CREATE TABLE partnership_person (
    initiative UUID NOT NULL,
    partnership UUID NOT NULL,
    person UUID NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (initiative, person, partnership)
);
CREATE INDEX partnership_person_person ON partnership_person (person);

CREATE TABLE working_group (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    purpose TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE UNIQUE INDEX working_group_number ON working_group (initiative, number);

-- A place at a group's table. Without a person it is vacant, and shown so.
CREATE TABLE seat (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    group_id UUID NOT NULL,
    person UUID,
    constituency TEXT NOT NULL,
    role TEXT NOT NULL,
    votes BOOLEAN NOT NULL,
    since BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE INDEX seat_group ON seat (initiative, group_id);
CREATE INDEX seat_person ON seat (person, initiative);

-- `subject` is the partnership or the seat that it is for, if it is for one.
CREATE TABLE invitation (
    initiative UUID NOT NULL,
    id UUID NOT NULL,
    email TEXT NOT NULL,
    calling TEXT NOT NULL,
    subject UUID,
    state TEXT NOT NULL,
    invited_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (initiative, id)
);
CREATE INDEX invitation_made ON invitation (initiative, made_at);
