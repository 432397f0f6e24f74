"""The tables of a ledger and how an older one becomes a newer one: one SQL script a version, run in order."""

from __future__ import annotations

FIRST = """
CREATE TABLE meta (name VARCHAR PRIMARY KEY, value VARCHAR);
-- what made a record: version and settings
CREATE TABLE provenance (made_by VARCHAR PRIMARY KEY, version VARCHAR, settings VARCHAR, fingerprint VARCHAR);
-- the bytes that custody records are of, zlib-compressed
CREATE TABLE originals (sha256 VARCHAR PRIMARY KEY, content BLOB);
CREATE TABLE documents (
    document_id VARCHAR PRIMARY KEY, url VARCHAR, outlet VARCHAR, first_publisher VARCHAR, byline VARCHAR,
    published VARCHAR, first_published VARCHAR, language VARCHAR, title VARCHAR, text VARCHAR, original_id VARCHAR,
    custody STRUCT(sha256 VARCHAR, retrieved_at VARCHAR, media_type VARCHAR, path VARCHAR),
    content_hash VARCHAR, made_by VARCHAR
);
-- which content of a document was read with what
CREATE TABLE readings (document_id VARCHAR PRIMARY KEY, content_hash VARCHAR, made_by VARCHAR);
CREATE TABLE claims (
    claim_id VARCHAR PRIMARY KEY, document_id VARCHAR, quote VARCHAR, "start" BIGINT, "end" BIGINT,
    event STRUCT(plover VARCHAR, mode VARCHAR, acled VARCHAR, acled_sub VARCHAR),
    status VARCHAR, polarity VARCHAR, stance VARCHAR,
    attribution STRUCT(source VARCHAR, "start" BIGINT, "end" BIGINT, cue VARCHAR, kind VARCHAR, actor_id VARCHAR,
        side VARCHAR, said_on VARCHAR)[],
    participants STRUCT(role VARCHAR, mention VARCHAR, actor_id VARCHAR, "start" BIGINT, "end" BIGINT)[],
    places STRUCT(mention VARCHAR, "start" BIGINT, "end" BIGINT, place_id VARCHAR, "name" VARCHAR, country VARCHAR,
        admin1 VARCHAR, lat DOUBLE, lon DOUBLE, "precision" BIGINT)[],
    "time" STRUCT(mention VARCHAR, start_date VARCHAR, end_date VARCHAR, "precision" BIGINT),
    quantities STRUCT(measure VARCHAR, "of" VARCHAR, category VARCHAR, low DOUBLE, high DOUBLE, "text" VARCHAR,
        "start" BIGINT, "end" BIGINT)[],
    evidence VARCHAR, confidence DOUBLE, made_by VARCHAR
);
CREATE TABLE events (
    event_id VARCHAR PRIMARY KEY,
    event STRUCT(plover VARCHAR, mode VARCHAR, acled VARCHAR, acled_sub VARCHAR),
    place STRUCT(mention VARCHAR, "start" BIGINT, "end" BIGINT, place_id VARCHAR, "name" VARCHAR, country VARCHAR,
        admin1 VARCHAR, lat DOUBLE, lon DOUBLE, "precision" BIGINT),
    "time" STRUCT(mention VARCHAR, start_date VARCHAR, end_date VARCHAR, "precision" BIGINT),
    claims VARCHAR[],
    accounts STRUCT(side VARCHAR, measure VARCHAR, "of" VARCHAR, low DOUBLE, high DOUBLE, claims VARCHAR[])[],
    independent_sources BIGINT,
    contradictions STRUCT("between" VARCHAR[], about VARCHAR, claims VARCHAR[])[],
    title VARCHAR, made_by VARCHAR
);
CREATE TABLE set_aside (path VARCHAR PRIMARY KEY, reason VARCHAR);
"""

FLAT_VIEWS = """
CREATE VIEW claim_sources AS
    SELECT claim_id, document_id, link, unnest(source) FROM (
        SELECT claim_id, document_id, unnest(attribution) AS source, generate_subscripts(attribution, 1) AS link
        FROM claims);
CREATE VIEW claim_participants AS SELECT claim_id, document_id, unnest(participants, recursive := true) FROM claims;
CREATE VIEW claim_places AS SELECT claim_id, document_id, unnest(places, recursive := true) FROM claims;
CREATE VIEW claim_quantities AS SELECT claim_id, document_id, unnest(quantities, recursive := true) FROM claims;
CREATE VIEW event_claims AS SELECT event_id, unnest(claims) AS claim_id FROM events;
CREATE VIEW accounts AS SELECT event_id, title, unnest(accounts, recursive := true) FROM events;
CREATE VIEW contradictions AS SELECT event_id, title, unnest(contradictions, recursive := true) FROM events;
"""

MIGRATIONS = (FIRST, FLAT_VIEWS)
VERSION = len(MIGRATIONS)
