"""What reviewers decide about claims and events: kept in an append-only log beside the ledger, applied when it is read."""
