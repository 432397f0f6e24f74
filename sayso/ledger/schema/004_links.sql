-- Version 4: what linking keeps of documents and claims, so that those of a new day find the ones they may be about one
-- event with, and only these are linked anew. It knows nothing of older links: the next build makes all of them anew.

-- What linking went by of each document: its content, its reading, whose copy it is, what it lifted; null once its claims
-- are forgotten, and their events with them.
CREATE TABLE linked_documents (document_id VARCHAR NOT NULL, state UBIGINT);

-- Claims that match, pair by pair, are of one component (the first of their ids): no event reaches over its border. `stands`
-- and `reaches` are hashes of where claims meet (sayso/events/blocking.py), "first" and "last" days (1 is 1 January of year 1).
CREATE TABLE linked_claims (
    claim_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    component VARCHAR NOT NULL,
    "first" INTEGER,
    "last" INTEGER,
    stands UBIGINT[] NOT NULL,
    reaches UBIGINT[] NOT NULL
);

DELETE FROM linked;
