"""A ledger as it stands: its records on a shelf, its columns in memory, the catalogue's names.

Everything that pages and API show is asked of a ``Desk``. ``opening`` makes the first of a ledger, ``keeper`` the next with
every decision.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np
import pyarrow as pa

from sayso.catalogue.lexicon import Lexicon
from sayso.desk.columns import NONE, Columns, Mask, Numbers
from sayso.desk.filters import Filters
from sayso.desk.items import EventItem, read
from sayso.desk.occurrences import Occurrences
from sayso.desk.rows import Home
from sayso.desk.shelf import Kind, Ranks, Shelf
from sayso.events import lifted_claims
from sayso.events.parts import parents, parts_of
from sayso.events.sides import Sides
from sayso.reading.settings import Settings
from sayso.records import Claim, Document, Event, Passage, from_dict
from sayso.reviews.applying import Reviewed
from sayso.views.designations import Matchers
from sayso.views.event import EventReport, event_report

BATCH = 500
KEPT = 256
"""Answers that are kept: selections, which map, timeline and list of one address share, and what was made of them."""
BEFORE_TEXTS = 1_000.0
"""By how much words in a quote outrank words elsewhere in its document."""
R = TypeVar("R", Claim, Document, Event)
T = TypeVar("T")
V = TypeVar("V")
KINDS: dict[type, Kind] = {Claim: "claims", Document: "documents", Event: "events"}


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of the claims that answer, and those of the events that they are of."""

    claims: Numbers
    events: Numbers


@dataclass(frozen=True, eq=False)
class Desk:
    """It never changes: an answer is of one moment, whatever is decided while it is made. ``version`` counts the decisions.

    ``homes`` by document; ``outlets`` that have articles, with the side of each at its first; ``event_of``: the row of the
    event of a claim; ``documents``: the row of each claim's document; ``items``: what lists show of each event, as JSON;
    ``parts``: claims that tell a part of what another claim tells, with that one.
    """

    ledger: Path
    settings: Settings
    shelf: Shelf
    lexicon: Lexicon
    matchers: Matchers
    sides: Sides
    countries: Mapping[str, str]
    schemas: Mapping[Kind, pa.Schema]
    homes: Mapping[str, Home]
    outlets: Mapping[str, str | None]
    occurrences: Occurrences
    items: Sequence[str]
    event_ids: Sequence[str]
    event_of: Mapping[str, int]
    columns: Columns
    documents: Numbers
    place_names: Mapping[str, str]
    parts: Sequence[tuple[str, str]]
    reviewed: Reviewed = field(default_factory=Reviewed)
    version: int = 0
    _kept: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def kept(self, asked: Hashable, make: Callable[[], V]) -> V:
        """The answer to ``asked``, made by ``make`` unless it was asked for lately."""
        with self._lock:
            if asked in self._kept:
                self._kept.move_to_end(asked)
                return cast(V, self._kept[asked])
        answer = make()
        with self._lock:
            self._kept[asked] = answer
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return answer

    def select(self, filters: Filters) -> Selection:
        """What answers the filters."""
        return self.kept(filters, lambda: self._selection(filters))

    def _selection(self, filters: Filters) -> Selection:
        claims = self.columns.rows(self.masks(filters).values())
        return Selection(claims, self.columns.events(claims))

    def masks(self, filters: Filters) -> dict[str, Mask]:
        """The claims that each of the filters lets through, by the name of its field."""
        found = self.columns.masks(filters)
        if filters.q:
            found["q"] = self.kept(("found", filters.q), lambda: self._found(filters.q))
        return found

    def ranks(self, words: str) -> Ranks:
        """How well each claim answers words, the lower the better: those in whose quotes they stand come first."""
        return self.kept(("ranks", words), lambda: self._ranks(words))

    def event_ranks(self, words: str, claims: Numbers) -> Ranks:
        """The best of the ranks of each event's claims among these."""
        told, ranks = self.columns.plain["event"][claims], self.ranks(words)[claims]
        best = np.full(len(self.occurrences), np.inf)
        np.minimum.at(best, told[told != NONE], ranks[told != NONE])
        return best

    def event_items(self, rows: Iterable[int]) -> list[EventItem]:
        """What lists show of these events, in their order."""
        return [read(self.items[row]) for row in rows]

    def one(self, kind: type[R], number: str) -> R:
        """The record of this id. Raises ``SaysoError`` if there is none."""
        return from_dict(kind, json.loads(self.shelf.one(KINDS[kind], number)))

    def some(self, kind: type[R], ids: Iterable[str]) -> list[R]:
        """The records of these ids, in their order; ids that are not there are left out."""
        return _records(kind, self.shelf.by_id(KINDS[kind], list(ids)))

    def rows(self, kind: type[R], numbers: Iterable[int]) -> list[R]:
        """The records of these rows, in their order."""
        return _records(kind, self.shelf.by_number(KINDS[kind], [*map(int, numbers)]))

    def all(self, kind: type[R]) -> Iterator[R]:
        """All records of a kind, by id."""
        return (from_dict(kind, json.loads(record)) for record in self.shelf.all(KINDS[kind]))

    def report(self, event_id: str) -> tuple[Event, EventReport]:
        """An event read whole. Raises ``SaysoError`` if there is none of this id."""
        with self.shelf.reading():
            event = self.one(Event, event_id)
            return event, self._report(event)

    def _report(self, event: Event) -> EventReport:
        claims = {claim.claim_id: claim for claim in self.some(Claim, event.claims)}
        documents = self.some(Document, dict.fromkeys(claim.document_id for claim in claims.values()))
        passages = self.passages(document.document_id for document in documents)
        lifted = lifted_claims(claims.values(), passages)
        copied = {document.original_id for document in documents if document.original_id} | set(lifted.values())
        by_id = {document.document_id: document for document in (*self.some(Document, copied), *documents)}
        parent_of, within = self.kept(("parents",), self._parents)
        parent = next(iter(self.some(Event, filter(None, [parent_of.get(event.event_id)]))), None)
        parts = self.some(Event, within.get(event.event_id, ()))
        return event_report(event, claims, by_id, self.lexicon, self.sides, lifted, parent, parts)

    def _parents(self) -> tuple[dict[str, str], dict[str, list[str]]]:
        """Event → the event that it is a part of, and → those that are parts of it."""
        pairs = ((self.event_id_of(part), self.event_id_of(whole)) for part, whole in self.parts)
        parent_of = parents((part, whole) for part, whole in pairs if part is not None and whole is not None)
        return parent_of, parts_of(parent_of)

    def event_id_of(self, claim_id: str) -> str | None:
        """The id of the event that a claim is about."""
        number = self.event_of.get(claim_id)
        return self.event_ids[number] if number is not None else None

    def claims_in(self, document_id: str) -> list[Claim]:
        """The claims of a document, in the order of its text."""
        found = _records(Claim, self.shelf.claims_of(document_id))
        return sorted(found, key=lambda claim: (claim.start, claim.end, claim.claim_id))

    def documents_from(self, outlet: str) -> list[Document]:
        """The articles of an outlet, by day."""
        numbers = sorted(home.number for home in self.homes.values() if home.outlet == outlet)
        return sorted(self.rows(Document, numbers), key=lambda one: (one.published or "", one.document_id))

    def copies_of(self, document_id: str) -> list[Document]:
        """The copies of a document, by id."""
        return _records(Document, self.shelf.copies_of(document_id))

    # What was read, as decisions are applied to it (sayso.reviews.asread.AsRead).

    def claims_by_id(self, claim_ids: Iterable[str]) -> Mapping[str, Claim]:
        return {claim.claim_id: claim for claim in _records(Claim, self.shelf.read_by_id("claims", list(claim_ids)))}

    def claims_of(self, document_ids: Iterable[str]) -> list[Claim]:
        return _records(Claim, self.shelf.read_of(list(document_ids)))

    def events_of(self, claim_ids: Iterable[str]) -> list[Event]:
        numbers = self.shelf.events_read_of(list(claim_ids))
        return _records(Event, self.shelf.read_by_id("events", numbers))

    def documents_by_id(self, document_ids: Iterable[str]) -> list[Document]:
        return self.some(Document, document_ids)

    def passages(self, document_ids: Iterable[str]) -> list[Passage]:
        return _records(Passage, self.shelf.passages_of(list(document_ids)))

    def names(self) -> Iterator[tuple[str, str]]:
        return self.shelf.names()

    def _found(self, words: str) -> Mask:
        quotes, texts = self.shelf.found(words)
        by_document = np.zeros(len(self.homes), np.bool_)
        by_document[texts] = True
        found: Mask = by_document[self.documents]
        found[quotes[quotes < len(found)]] = True  # the shelf may have claims by now that were added after this desk
        return found

    def _ranks(self, words: str) -> Ranks:
        (quotes, of_quotes), (texts, of_texts) = self.shelf.ranked(words)
        by_document = np.full(len(self.homes), np.inf)
        by_document[texts] = of_texts
        ranks: Ranks = by_document[self.documents]
        known = quotes < len(ranks)
        ranks[quotes[known]] = of_quotes[known] - BEFORE_TEXTS
        return ranks


def _records(kind: type[T], texts: Iterable[str]) -> list[T]:
    return [from_dict(kind, json.loads(text)) for text in texts]
