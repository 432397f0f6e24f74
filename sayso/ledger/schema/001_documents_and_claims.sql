-- Version 1: documents with the bytes they came from, what was read in them, and how each row was made.
-- Columns of documents and claims are the fields of the records, in their order; then what the ledger adds.

CREATE TABLE provenance (
    made_by VARCHAR PRIMARY KEY,
    version VARCHAR NOT NULL,
    settings JSON NOT NULL,
    fingerprint VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL  -- UTC
);

CREATE TABLE originals (
    sha256 VARCHAR NOT NULL,
    size BIGINT NOT NULL,
    zlib BLOB NOT NULL
);

CREATE TABLE documents (
    document_id VARCHAR NOT NULL,
    url VARCHAR,
    outlet VARCHAR,
    first_publisher VARCHAR,
    byline VARCHAR,
    published VARCHAR,
    first_published VARCHAR,
    language VARCHAR,
    title VARCHAR,
    text VARCHAR NOT NULL,
    original_id VARCHAR,
    custody STRUCT(sha256 VARCHAR, retrieved_at VARCHAR, media_type VARCHAR, path VARCHAR) NOT NULL,
    fingerprint VARCHAR NOT NULL,
    made_by VARCHAR NOT NULL
);

-- Which content of a document was read, by which version and settings; `failure` says why there is no reading of it.
CREATE TABLE readings (
    document_id VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    failure VARCHAR,
    made_by VARCHAR NOT NULL
);

CREATE TABLE claims (
    claim_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    "start" BIGINT NOT NULL,
    "end" BIGINT NOT NULL,
    event STRUCT(plover VARCHAR, mode VARCHAR, acled VARCHAR, acled_sub VARCHAR) NOT NULL,
    status VARCHAR NOT NULL,
    polarity VARCHAR NOT NULL,
    stance VARCHAR NOT NULL,
    attribution STRUCT(
        source VARCHAR, "start" BIGINT, "end" BIGINT, cue VARCHAR, kind VARCHAR, actor_id VARCHAR, side VARCHAR,
        said_on VARCHAR
    )[] NOT NULL,
    participants STRUCT(role VARCHAR, mention VARCHAR, actor_id VARCHAR, "start" BIGINT, "end" BIGINT)[] NOT NULL,
    places STRUCT(
        mention VARCHAR, "start" BIGINT, "end" BIGINT, place_id VARCHAR, name VARCHAR, country VARCHAR, admin1 VARCHAR,
        lat DOUBLE, lon DOUBLE, "precision" INTEGER
    )[] NOT NULL,
    "time" STRUCT(mention VARCHAR, start_date VARCHAR, end_date VARCHAR, "precision" INTEGER),
    quantities STRUCT(
        measure VARCHAR, "of" VARCHAR, category VARCHAR, low DOUBLE, high DOUBLE, "text" VARCHAR, "start" BIGINT,
        "end" BIGINT
    )[] NOT NULL,
    evidence VARCHAR,
    confidence DOUBLE NOT NULL,
    made_by VARCHAR NOT NULL
);

CREATE TABLE set_aside (path VARCHAR NOT NULL, reason VARCHAR NOT NULL);

-- The files that documents were taken from, so that one that did not change is not opened up again; what was found in
-- each: a document, or the reason why there is none.
CREATE TABLE files (path VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, taken_by VARCHAR NOT NULL);

CREATE TABLE found (
    file VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    document_id VARCHAR,
    fingerprint VARCHAR,
    sha256 VARCHAR,
    reason VARCHAR
);
