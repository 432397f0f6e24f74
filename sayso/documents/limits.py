"""How much of hostile or broken input is taken in, in one place."""

MAX_BYTES = 40_000_000
"""A file, a decompressed file or a line that is one document."""
MAX_CHARACTERS = 10_000_000
"""The text of one document: some two million words."""
SNIFFED = 8_192
"""Bytes looked at to tell what a file is."""
LANGUAGE_SAMPLE = 4_000
"""Characters looked at to tell the language."""
