-- Version 3: passages that documents which are no copies took over from earlier ones. Older links know none: they are
-- made anew by the next build.

CREATE TABLE passages (
    document_id VARCHAR NOT NULL,
    "start" BIGINT NOT NULL,
    "end" BIGINT NOT NULL,
    original_id VARCHAR NOT NULL,
    original_start BIGINT NOT NULL,
    original_end BIGINT NOT NULL
);

DELETE FROM linked;
