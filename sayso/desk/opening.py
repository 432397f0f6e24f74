"""A ledger in, the desk of it as it was read out: records onto the shelf, rows into columns, in one reading of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from sqlite3 import Connection
from typing import TypeVar

import numpy as np
import pyarrow as pa

from sayso.building import settings_of, sides
from sayso.catalogue import files
from sayso.catalogue.lexicon import Lexicon
from sayso.desk.columns import Columns, Row
from sayso.desk.desk import BATCH, KINDS, Desk
from sayso.desk.items import item_of, text_of
from sayso.desk.occurrences import Occurrences
from sayso.desk.rows import Home, Scene, name_place, row_of, scene_of, told_scene
from sayso.desk.shelf import Kind, Shelf
from sayso.events.sides import Sides
from sayso.ledger import Ledger
from sayso.records import Event, from_dict
from sayso.views.designations import Matchers

T = TypeVar("T")


def read(ledger: Path, shelf: Shelf) -> Desk:
    """The desk of a ledger before any decision; its records are on the shelf then, and the ledger's file is free again.

    Raises ``SaysoError`` if there is no ledger to read.
    """
    with Ledger(ledger, read_only=True) as store:
        settings = settings_of(store)
        schemas: dict[Kind, pa.Schema] = {}
        for kind in KINDS.values():
            with store.batches(kind, 1) as batches:
                schemas[kind] = batches.schema
        taken = _Taken(sides(settings))
        with shelf.writing() as connection:
            taken.documents(store, shelf, connection)
            occurrences = Occurrences(taken.events(store, shelf, connection))
            columns = Columns(taken.claims(store, shelf, connection))
            shelf.add_passages(connection, store.passages())
        parts = store.parts()
    return Desk(
        ledger=ledger,
        settings=settings,
        shelf=shelf,
        lexicon=Lexicon.load(settings.catalogue),
        matchers=Matchers.load(settings.catalogue),
        sides=taken.sides,
        countries={row["code"]: row["name"] for row in files.table("countries.csv", settings.catalogue)},
        schemas=schemas,
        homes=taken.homes,
        outlets=taken.outlets,
        occurrences=occurrences,
        items=taken.items,
        event_ids=taken.event_ids,
        event_of=taken.event_of,
        columns=columns,
        documents=np.array(taken.home_numbers, np.intp),
        place_names=taken.place_names,
        parts=parts,
    )


class _Taken:
    """What is kept in memory of the records that pass by."""

    def __init__(self, known: Sides) -> None:
        self.sides = known
        self.homes: dict[str, Home] = {}
        self.outlets: dict[str, str | None] = {}
        self.items: list[str] = []
        self.event_ids: list[str] = []
        self.event_of: dict[str, int] = {}
        self.home_numbers: list[int] = []
        self.place_names: dict[str, str] = {}
        self._scenes: list[Scene] = []

    def documents(self, store: Ledger, shelf: Shelf, connection: Connection) -> None:
        for documents in _batches(enumerate(store.records("documents"))):
            shelf.add_documents(connection, documents)
            for number, document in documents:
                side = self.sides.outlet_side(document)
                if document.outlet is not None:
                    self.outlets.setdefault(document.outlet, side)
                self.homes[document.document_id] = Home(number, document.outlet, side)

    def events(self, store: Ledger, shelf: Shelf, connection: Connection) -> Iterator[Event]:
        read = ((number, from_dict(Event, json.loads(text)), text) for number, text in enumerate(store.texts("events")))
        for batch in _batches(read):
            shelf.add_events(connection, batch)
            for number, event, _ in batch:
                self._scenes.append(scene_of(number, event))
                self.event_ids.append(event.event_id)
                self.items.append(text_of(item_of(event, ())))
                self.event_of |= dict.fromkeys(event.claims, number)
                yield event

    def claims(self, store: Ledger, shelf: Shelf, connection: Connection) -> Iterator[Row]:
        read = ((number, json.loads(text), text) for number, text in enumerate(store.texts("claims")))
        for batch in _batches(read):
            shelf.add_claims(connection, batch)
            for _, claim, _ in batch:
                home, event = self.homes[claim["document_id"]], self.event_of.get(claim["claim_id"])
                scene = self._scenes[event] if event is not None else told_scene(claim)
                self.home_numbers.append(home.number)
                name_place(self.place_names, scene)
                yield row_of(claim, home, scene, reviewed=False)


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
