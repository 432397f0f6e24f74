"""Whose an article is by its own word: a document in, its publisher and whom it credits out, as keys that can be compared.

Credits are first_publisher, a byline that is an agency's name, and credits in the first and last words of the text
(credits.yaml). Looks at one document; whether the credited one is at hand is the business of copies.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso.catalogue import files
from sayso.catalogue.actor_entries import entries, listed_at
from sayso.catalogue.folding import fold
from sayso.records import Document

PUBLISHERS = frozenset({"agency", "media"})
EDGE = 80
"""Characters at either end of a text in which a credit is looked for."""
PLACEHOLDER = "{publisher}"
_NAME = r"\b[^\W_][\w&]*(?:[-.'’ ]+\w[\w&]*){0,5}"


@dataclass(frozen=True, slots=True)
class Credits:
    """``names``: folded names of agencies and media → their ids; ``domains``: theirs."""

    names: Mapping[str, str]
    domains: Mapping[str, str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]

    @classmethod
    def load(cls, extra: Path | None = None) -> Credits:
        """Reads credits.yaml and the publishers of the catalogue, with the user's additions."""
        publishers = [entry for entry in reversed(entries(extra)) if entry.actor.kind in PUBLISHERS]
        rows = files.load("credits.yaml", extra)
        return cls(
            names={fold(alias.name): entry.actor.actor_id for entry in publishers for alias in entry.names},
            domains={domain: entry.actor.actor_id for entry in publishers for domain in entry.actor.domains},
            opening=_pattern(rows["opening"], end=""),
            closing=_pattern(rows["closing"], end=r"\W*\Z"),
        )

    def publisher(self, document: Document) -> str | None:
        """The key of who published the document: an actor's id, or the outlet's folded name."""
        known = self._known(document.outlet) or (listed_at(self.domains, document.url) if document.url else None)
        return known or (fold(document.outlet) if document.outlet else None)

    def credited(self, document: Document) -> str | None:
        """The key of whom the document credits as its publisher, if that is somebody else."""
        first = document.first_publisher
        told = (
            self._known(first) or (fold(first) if first else None),
            self._known(document.byline),
            *self._named(self.closing, document.text[-EDGE:]),
            *self._named(self.opening, document.text[:EDGE]),
        )
        own = self.publisher(document)
        return next((key for key in told if key and key != own), None)

    def _known(self, name: str | None) -> str | None:
        return self.names.get(fold(name)) if name else None

    def _named(self, pattern: re.Pattern[str], text: str) -> Iterator[str | None]:
        """The publishers whom the text names as the pattern has it; a name has a capital letter."""
        for match in pattern.finditer(text):
            name = next(filter(None, match.groups()))
            yield self._known(name) if name[0].isupper() else None


def _pattern(rows: Iterable[str], end: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(_row, rows))}){end}", re.IGNORECASE)


def _row(row: str) -> str:
    before, _, after = (r"\s*".join(map(re.escape, part.split())) for part in row.partition(PLACEHOLDER))
    start = r"(?<!\w)" if before[:1].isalpha() else ""
    return rf"{start}{before}\s*({_NAME})\s*{after}"
