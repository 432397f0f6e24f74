"""A ledger opened for the desk: its records on a shelf, its columns in memory, the catalogue's names; and what decisions
change, put into both at once.

Everything that pages and API show is asked of a ``Desk``. It holds no lock on the ledger once it is open.
"""

from __future__ import annotations

import json
import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory
from typing import Any, TypeVar, cast

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sayso.building import settings_of, sides
from sayso.catalogue import files
from sayso.catalogue.lexicon import Lexicon
from sayso.desk.columns import NONE, Columns, Mask, Numbers, Row
from sayso.desk.filters import Filters
from sayso.desk.occurrences import Occurrences, ordinal
from sayso.desk.shelf import Kind, Raw, Shelf
from sayso.errors import SaysoError
from sayso.events import lifted_claims
from sayso.events.sides import Sides
from sayso.ledger import Ledger
from sayso.reading.settings import Settings
from sayso.records import Claim, Document, Event, Passage, Place, Time, from_dict, to_dict
from sayso.reviews import beside, log
from sayso.reviews.applying import Change, Reviewed, further
from sayso.reviews.records import Decision
from sayso.reviews.relinking import Making
from sayso.views.designations import Matchers
from sayso.views.event import EventReport, event_report

BATCH = 500
KEPT = 256
"""Answers that are kept: selections, which map, timeline and list of one address share, and what was made of them."""
BEFORE_TEXTS = 1_000.0
"""By how much words in a quote outrank words elsewhere in its document."""
WIDEST = 7
"""UCDP where_prec of what is nowhere in particular."""
Ranks = NDArray[np.float64]
R = TypeVar("R", Claim, Document, Event)
T = TypeVar("T")
V = TypeVar("V")
KINDS: dict[type, Kind] = {Claim: "claims", Document: "documents", Event: "events"}


@dataclass(frozen=True, slots=True)
class Selection:
    """The claims that answer, and the rows of events that they are of; ``found``: those that words were found for."""

    claims: Mask
    events: Numbers
    found: Mask | None


@dataclass(frozen=True, slots=True)
class _Home:
    """What a claim has from its document; ``side`` is the outlet's."""

    number: int
    outlet: str | None
    side: str | None


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where and when an event was, or a claim that is of none; days are ordinals."""

    place: Place | None
    first: int
    last: int


class Desk:
    """Open it with ``opened``. ``version`` grows with every decision: what was answered before it may be wrong after."""

    def __init__(self, ledger: Path, settings: Settings, shelf: Shelf) -> None:
        self.ledger, self.settings, self.shelf = ledger, settings, shelf
        self.lexicon = Lexicon.load(settings.catalogue)
        self.matchers = Matchers.load(settings.catalogue)
        self.sides: Sides = sides(settings)
        self.countries = {row["code"]: row["name"] for row in files.table("countries.csv", settings.catalogue)}
        self.version = 0
        self.schemas: dict[Kind, pa.Schema] = {}
        self.reviewed = Reviewed()
        self.log_path = beside(ledger)
        self._log_end = self._log_size = 0
        self._lock = threading.RLock()
        self._kept: OrderedDict[tuple[int, Hashable], Any] = OrderedDict()
        self._homes: dict[str, _Home] = {}
        self._scenes: list[_Scene] = []
        self._event_of: dict[str, int] = {}
        self._event_ids: list[str] = []
        self._documents: list[int] = []
        self.place_names: dict[str, str] = {}
        """The names of places, by id."""
        self.outlets: dict[str, str | None] = {}
        """The outlets that have articles, and the side of each at its first."""

    def fill(self, store: Ledger) -> None:
        """Takes all records of the ledger, then applies the decisions beside it."""
        for kind in KINDS.values():
            with store.batches(kind, 1) as batches:
                self.schemas[kind] = batches.schema
        with self.shelf.writing() as connection:
            for documents in _batches(enumerate(store.records("documents"))):
                self.shelf.add_documents(connection, documents)
                for number, document in documents:
                    side = self.sides.outlet_side(document)
                    if document.outlet is not None:
                        self.outlets.setdefault(document.outlet, side)
                    self._homes[document.document_id] = _Home(number, document.outlet, side)
            self.occurrences = Occurrences(self._take_events(store, connection))
            self.columns = Columns(self._take_claims(store, connection))
            self.shelf.add_passages(connection, store.passages())
        self.documents = np.array(self._documents, np.int32)
        self.refresh()

    def _take_events(self, store: Ledger, connection: Connection) -> Iterator[Event]:
        read = ((number, from_dict(Event, json.loads(text)), text) for number, text in enumerate(store.texts("events")))
        for batch in _batches(read):
            self.shelf.add_events(connection, batch)
            for number, event, _ in batch:
                self._scenes.append(_scene(event.place, event.time))
                self._event_ids.append(event.event_id)
                self._event_of |= dict.fromkeys(event.claims, number)
                yield event

    def _take_claims(self, store: Ledger, connection: Connection) -> Iterator[Row]:
        read = ((number, json.loads(text), text) for number, text in enumerate(store.texts("claims")))
        for batch in _batches(read):
            self.shelf.add_claims(connection, batch)
            for _, claim, _ in batch:
                yield self._row(claim)
                self._documents.append(self._homes[claim["document_id"]].number)

    def refresh(self) -> None:
        """Applies the decisions that were added to the log since it was last looked at, by whomever."""
        try:
            size = self.log_path.stat().st_size
        except OSError:
            return
        if size == self._log_size:
            return
        with self._lock:
            fresh = log.read(self.log_path, self._log_end)
            if fresh.decisions:
                before = self.reviewed.judged
                self.reviewed, change = further(self, self._making(), self.reviewed, fresh.decisions)
                self._put(change, [number for number, _ in before.items() ^ self.reviewed.judged.items()])
            # Last, so that whoever asks meanwhile waits for the lock and sees all that was decided, not a part of it.
            self._log_end, self._log_size = fresh.end, size

    def decide(self, decisions: Sequence[Decision]) -> None:
        """Writes decisions to the log and applies them. Raises ``SaysoError`` for one that can't be; it is not kept."""
        with self._lock:
            self.refresh()
            after, _ = further(self, self._making(), self.reviewed, decisions)
        for one in decisions:
            if one.decision_id in after.refused:
                raise SaysoError(f"That can't be applied: {after.refused[one.decision_id]}")
        log.append(self.log_path, decisions)
        self.refresh()

    # What is asked of it.

    def kept(self, asked: Hashable, make: Callable[[], V]) -> V:
        """The answer to ``asked``, made by ``make`` unless it was asked for lately and no decision was made since."""
        key = self.version, asked
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(V, self._kept[key])
        answer = make()
        with self._lock:
            self._kept[key] = answer
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return answer

    def select(self, filters: Filters) -> Selection:
        """What answers the filters."""
        return self.kept(filters, lambda: self._selection(filters))

    def _selection(self, filters: Filters) -> Selection:
        found = self.kept(("found", filters.q), lambda: self._found(filters.q)) if filters.q else None
        mask = self.columns.mask(filters, found)
        return Selection(mask, self.columns.events(mask), found)

    def ranks(self, words: str) -> Ranks:
        """How well each claim answers words, the lower the better: those in whose quotes they stand come first."""
        return self.kept(("ranks", words), lambda: self._ranks(words))

    def event_ranks(self, words: str, mask: Mask) -> Ranks:
        """The best of the ranks of each event's claims among these."""
        told, ranks = self.columns.plain["event"], self.ranks(words)
        best = np.full(len(self.occurrences), np.inf)
        chosen = mask & (told != NONE)
        np.minimum.at(best, told[chosen], ranks[chosen])
        return best

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

    def report(self, event: Event) -> EventReport:
        """An event read whole."""
        claims = {claim.claim_id: claim for claim in self.some(Claim, event.claims)}
        documents = self.some(Document, dict.fromkeys(claim.document_id for claim in claims.values()))
        passages = self.passages(document.document_id for document in documents)
        lifted = lifted_claims(claims.values(), passages)
        copied = {document.original_id for document in documents if document.original_id} | set(lifted.values())
        by_id = {document.document_id: document for document in (*self.some(Document, copied), *documents)}
        return event_report(event, claims, by_id, self.lexicon, self.sides, lifted)

    def event_id_of(self, claim_id: str) -> str | None:
        """The id of the event that a claim is about."""
        number = self._event_of.get(claim_id)
        return self._event_ids[number] if number is not None else None

    def claims_in(self, document_id: str) -> list[Claim]:
        """The claims of a document, in the order of its text."""
        found = _records(Claim, self.shelf.claims_of(document_id))
        return sorted(found, key=lambda claim: (claim.start, claim.end, claim.claim_id))

    def documents_from(self, outlet: str) -> list[Document]:
        """The articles of an outlet, by day."""
        numbers = sorted(home.number for home in self._homes.values() if home.outlet == outlet)
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

    def _making(self) -> Making:
        return Making(self.lexicon, self.sides)

    # What decisions change, and how rows are made.

    def _put(self, change: Change, judged: Iterable[str]) -> None:
        """What decisions changed into the shelf and the columns; ``judged`` are claims whose judgement changed."""
        with self.shelf.writing() as connection:
            moved = self._put_events(connection, change)
            changed = [claim.claim_id for claim in change.claims]
            known = self.shelf.numbers("claims", [*change.claims_gone, *changed, *moved, *judged])
            for claim_id in change.claims_gone:
                self.shelf.take(connection, "claims", known[claim_id])
                self.columns.drop(known[claim_id])
            for claim in change.claims:
                number = known.get(claim.claim_id, len(self._documents))
                if number == len(self._documents):
                    self._documents.append(self._homes[claim.document_id].number)
                self.shelf.put_claim(connection, number, claim)
                self.columns.put(number, self._row(to_dict(claim)))
            again = {*moved, *judged} - {*change.claims_gone, *changed}
            for claim in self.some(Claim, sorted(again)):
                self.columns.put(known[claim.claim_id], self._row(to_dict(claim)))
        self.documents = np.array(self._documents, np.int32)
        self._kept.clear()
        self.version += 1

    def _put_events(self, connection: Connection, change: Change) -> list[str]:
        """Events that are new, other or gone; gives the claims that are in another event now, or in none."""
        ids = [*change.events_gone, *(event.event_id for event in change.events)]
        numbers = self.shelf.numbers("events", ids)
        moved = [claim_id for event in self.some(Event, ids) for claim_id in event.claims]
        for claim_id in moved:
            self._event_of.pop(claim_id, None)
        for event_id in change.events_gone:
            self.shelf.take(connection, "events", numbers[event_id])
        for event in change.events:
            number = numbers.get(event.event_id, len(self.occurrences))
            self.shelf.put_event(connection, number, event)
            self.occurrences.put(number, event)
            self._scenes[number : number + 1] = [_scene(event.place, event.time)]
            self._event_ids[number : number + 1] = [event.event_id]
            self._event_of |= dict.fromkeys(event.claims, number)
            moved += event.claims
        return list(dict.fromkeys(moved))

    def _row(self, claim: Raw) -> Row:
        home = self._homes[claim["document_id"]]
        event = self._event_of.get(claim["claim_id"], NONE)
        scene = self._scenes[event] if event != NONE else _told_scene(claim)
        place, chain, kind = scene.place, claim["attribution"], claim["event"]
        heard = [source["side"] for source in chain] or [home.side]
        facets: dict[str, Sequence[str | None]] = {
            "kind": [kind["acled_sub"] or kind["plover"]],
            "country": [place.country if place is not None else None],
            "region": [f"{place.country}/{place.admin1}" if place is not None and place.admin1 else None],
            "place": [place.place_id if place is not None else None],
            "actor": [part["actor_id"] for part in claim["participants"]],
            "speaker": [source["actor_id"] for source in chain],
            "side": heard,
            "outlet": [home.outlet],
            "source": [source["kind"] for source in chain] or ["own voice"],
            "stance": [claim["stance"]],
            "status": [claim["status"]],
            "polarity": [claim["polarity"]],
        }
        if place is not None and place.place_id is not None:
            self.place_names.setdefault(place.place_id, place.name or place.mention)
        return Row(
            event=event,
            facets={name: tuple(value for value in values if value) for name, values in facets.items()},
            lat=place.lat if place is not None and place.lat is not None else math.nan,
            lon=place.lon if place is not None and place.lon is not None else math.nan,
            first=scene.first,
            last=scene.last,
            confidence=claim["confidence"],
            contested=event != NONE and bool(self.occurrences.plain["contested"][event]),
            reviewed=claim["claim_id"] in self.reviewed.judged,
        )

    def _found(self, words: str) -> Mask:
        quotes, texts = self.shelf.found(words)
        by_document = np.zeros(len(self._homes), np.bool_)
        by_document[texts] = True
        found: Mask = by_document[self.documents]
        found[quotes] = True
        return found

    def _ranks(self, words: str) -> Ranks:
        quotes, texts = self.shelf.search(words)
        by_document = np.full(len(self._homes), np.inf)
        by_document[list(texts)] = list(texts.values())
        by_quote = np.full(len(self.documents), np.inf)
        by_quote[list(quotes)] = list(quotes.values())
        return np.where(np.isfinite(by_quote), by_quote - BEFORE_TEXTS, by_document[self.documents])


@contextmanager
def opened(ledger: Path) -> Iterator[Desk]:
    """The desk of a ledger. Raises ``SaysoError`` if there is no ledger to read."""
    with TemporaryDirectory(prefix="sayso-desk-") as folder:
        shelf = Shelf(Path(folder) / "shelf.sqlite")
        try:
            with Ledger(ledger, read_only=True) as store:
                desk = Desk(ledger, settings_of(store), shelf)
                desk.fill(store)
            yield desk
        finally:
            shelf.close()


def _scene(place: Place | None, time: Time | None) -> _Scene:
    first = ordinal(time.start_date if time is not None else None)
    last = ordinal(time.end_date if time is not None else None)
    return _Scene(place, first, max(first, last))


def _told_scene(claim: Raw) -> _Scene:
    """The most exact of the places that a claim names, and its own days."""
    places = claim["places"]
    found = min(places, key=lambda place: (place["precision"] or WIDEST, place["start"]), default=None)
    time = claim["time"]
    return _scene(
        from_dict(Place, found) if found is not None else None, from_dict(Time, time) if time is not None else None
    )


def _records(kind: type[T], texts: Iterable[str]) -> list[T]:
    return [from_dict(kind, json.loads(text)) for text in texts]


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
