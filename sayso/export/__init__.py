"""A ledger written out for other tools: one module a format. A file appears whole or not at all."""
