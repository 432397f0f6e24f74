-- Version 5: the claims that tell the whole of which a claim tells a part. Older links know none: the next build makes all
-- of them anew.

ALTER TABLE linked_claims ADD COLUMN wholes VARCHAR[] DEFAULT [];

UPDATE linked_documents SET state = NULL;
