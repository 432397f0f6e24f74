"""What reading input yields: a document with the bytes it came from, and the error that sets an input aside."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Document


@dataclass(frozen=True, slots=True)
class Found:
    """A document and the bytes whose hash its custody record carries."""

    document: Document
    content: bytes


class UnreadableError(Exception):
    """An input that can't be a document; the message is one sentence: what is wrong and what to do."""
