-- Mail, posted by acts in their own transaction and delivered afterwards. Words that let somebody in (secret)
-- are emptied as soon as the mail is on its way or will never be.
CREATE TABLE outbox (
    id UUID NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    initiative UUID,
    list TEXT,
    list_name TEXT,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT,
    secret BOOLEAN NOT NULL,
    purpose TEXT NOT NULL,
    state TEXT NOT NULL,
    due BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    problem TEXT,
    done BIGINT
);
CREATE INDEX outbox_due ON outbox (due) WHERE state = 'queued';
