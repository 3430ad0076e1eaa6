-- What a category was called before a version of the definition called it otherwise.
CREATE TABLE category_name (
    initiative UUID NOT NULL,
    category UUID NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (initiative, category, version)
);
