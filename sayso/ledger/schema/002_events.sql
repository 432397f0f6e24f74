-- Version 2: the events that claims are about. `linked` says from which documents and readings they were made.

CREATE TABLE events (
    event_id VARCHAR NOT NULL,
    event STRUCT(plover VARCHAR, mode VARCHAR, acled VARCHAR, acled_sub VARCHAR) NOT NULL,
    place STRUCT(
        mention VARCHAR, "start" BIGINT, "end" BIGINT, place_id VARCHAR, name VARCHAR, country VARCHAR, admin1 VARCHAR,
        lat DOUBLE, lon DOUBLE, "precision" INTEGER
    ),
    "time" STRUCT(mention VARCHAR, start_date VARCHAR, end_date VARCHAR, "precision" INTEGER),
    claims VARCHAR[] NOT NULL,
    accounts STRUCT(side VARCHAR, measure VARCHAR, "of" VARCHAR, low DOUBLE, high DOUBLE, claims VARCHAR[])[] NOT NULL,
    independent_sources BIGINT NOT NULL,
    contradictions STRUCT("between" VARCHAR[], about VARCHAR, claims VARCHAR[])[] NOT NULL,
    title VARCHAR NOT NULL,
    made_by VARCHAR NOT NULL
);

CREATE TABLE linked (state VARCHAR NOT NULL);
