-- Flat views for those who ask in SQL: one row an item of a record's list. They hold nothing and are made anew
-- whenever the schema changes.

-- Who is credited with a claim; link 1 is the one whom the document cites, the last link the origin.
CREATE OR REPLACE VIEW claim_sources AS
SELECT claim_id, document_id, generate_subscripts(attribution, 1) AS link, unnest(attribution, max_depth := 2) FROM claims;

CREATE OR REPLACE VIEW claim_participants AS
SELECT claim_id, document_id, unnest(participants, max_depth := 2) FROM claims;

CREATE OR REPLACE VIEW claim_places AS
SELECT claim_id, document_id, unnest(places, max_depth := 2) FROM claims;

CREATE OR REPLACE VIEW quantities AS
SELECT claim_id, document_id, status, polarity, unnest(quantities, max_depth := 2) FROM claims;

CREATE OR REPLACE VIEW event_claims AS
SELECT event_id, unnest(claims) AS claim_id FROM events;

CREATE OR REPLACE VIEW accounts AS
SELECT event_id, title, unnest(accounts, max_depth := 2) FROM events;

CREATE OR REPLACE VIEW contradictions AS
SELECT event_id, title, unnest(contradictions, max_depth := 2) FROM events;

-- One row a claim that tells a part of what another claim of its document tells as a whole, if these are two events.
CREATE OR REPLACE VIEW event_parts AS
SELECT part.event_id, whole.event_id AS parent_id, part.claim_id, whole.claim_id AS parent_claim_id
FROM (SELECT claim_id, unnest(wholes) AS parent_claim_id FROM linked_claims) tie
JOIN event_claims part ON part.claim_id = tie.claim_id
JOIN event_claims whole ON whole.claim_id = tie.parent_claim_id
WHERE part.event_id <> whole.event_id;
