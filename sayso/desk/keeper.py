"""Keeps the desk of a ledger up with the decisions beside it, whoever makes them: each makes another of the one before.

Who answers takes the desk as it is then, and is done with it when the answer is made.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory

import numpy as np

from sayso.desk import opening
from sayso.desk.columns import Numbers, Row
from sayso.desk.desk import Desk
from sayso.desk.items import item_of, text_of
from sayso.desk.rows import name_place, row_of, scene_of, told_scene
from sayso.desk.shelf import Shelf
from sayso.errors import SaysoError
from sayso.records import Claim, Event, to_dict
from sayso.reviews import beside, log
from sayso.reviews.applying import Change, Reviewed, further
from sayso.reviews.records import Decision
from sayso.reviews.relinking import Making


class Keeper:
    """Open it with ``opened``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._making = Making(desk.lexicon, desk.sides)
        self._log = beside(desk.ledger)
        self._log_end = self._log_size = 0
        self._lock = threading.RLock()

    def desk(self) -> Desk:
        """The desk as it is now, with the decisions that were added to the log since it was last looked at."""
        try:
            size = self._log.stat().st_size
        except OSError:
            return self._desk
        if size != self._log_size:
            with self._lock:
                fresh = log.read(self._log, self._log_end)
                if fresh.decisions:
                    self._desk = _next(
                        self._desk, *further(self._desk, self._making, self._desk.reviewed, fresh.decisions)
                    )
                # Last, so that whoever asks meanwhile waits for the lock and sees all that was decided, not a part of it.
                self._log_end, self._log_size = fresh.end, size
        return self._desk

    def decide(self, decisions: Sequence[Decision]) -> Desk:
        """Writes decisions to the log; the desk after them. Raises ``SaysoError`` for one that can't be; it is not kept."""
        desk = self.desk()
        after, _ = further(desk, self._making, desk.reviewed, decisions)
        for one in decisions:
            if one.decision_id in after.refused:
                raise SaysoError(f"That can't be applied: {after.refused[one.decision_id]}")
        log.append(self._log, decisions)
        return self.desk()


@contextmanager
def opened(ledger: Path) -> Iterator[Keeper]:
    """The keeper of a ledger's desk. Raises ``SaysoError`` if there is no ledger to read."""
    with TemporaryDirectory(prefix="sayso-desk-") as folder:
        shelf = Shelf(Path(folder) / "shelf.sqlite")
        try:
            keeper = Keeper(opening.read(ledger, shelf))
            keeper.desk()
            yield keeper
        finally:
            shelf.close()


def _next(desk: Desk, reviewed: Reviewed, change: Change) -> Desk:
    """The desk after decisions, which changed that; the shelf is changed with it, as a whole or not at all."""
    judged = [number for number, _ in desk.reviewed.judged.items() ^ reviewed.judged.items()]
    with desk.shelf.writing() as connection:
        events, events_gone, event_ids, event_of, moved = _put_events(desk, connection, change)
        claims, gone, documents = _put_claims(desk, connection, change, {*moved, *judged})
        told = {event_of[claim.claim_id] for claim in claims.values() if claim.claim_id in event_of}
        others = sorted(told - events.keys())
        events |= zip(others, desk.rows(Event, others), strict=True)
    scenes = {number: scene_of(number, event) for number, event in events.items()}
    rows: dict[int, Row] = {}
    place_names = dict(desk.place_names)
    for number, claim in claims.items():
        raw, of = to_dict(claim), event_of.get(claim.claim_id)
        scene = scenes[of] if of is not None else told_scene(raw)
        name_place(place_names, scene)
        rows[number] = row_of(raw, desk.homes[claim.document_id], scene, claim.claim_id in reviewed.judged)
    items = list(desk.items)
    for number, event in sorted(events.items()):
        items[number : number + 1] = [text_of(item_of(event, reviewed.judged))]
    return replace(
        desk,
        occurrences=desk.occurrences.changed(events, events_gone),
        items=items,
        event_ids=event_ids,
        event_of=event_of,
        columns=desk.columns.changed(rows, gone),
        documents=documents,
        place_names=place_names,
        reviewed=reviewed,
        version=desk.version + 1,
    )


def _put_events(
    desk: Desk, connection: Connection, change: Change
) -> tuple[dict[int, Event], list[int], list[str], dict[str, int], set[str]]:
    """Events that are new or other by row; the rows of those that are gone; the ids of all; the event of each claim; the
    claims whose event is another.
    """
    ids = [*change.events_gone, *(event.event_id for event in change.events)]
    numbers = desk.shelf.numbers("events", ids)
    event_ids, event_of = list(desk.event_ids), dict(desk.event_of)
    moved = {claim_id for event in desk.some(Event, ids) for claim_id in event.claims}
    for claim_id in moved:
        event_of.pop(claim_id, None)
    gone = [numbers[event_id] for event_id in change.events_gone]
    for number in gone:
        desk.shelf.take(connection, "events", number)
    events = {}
    for event in change.events:
        number = numbers.get(event.event_id, len(event_ids))
        desk.shelf.put_event(connection, number, event)
        event_ids[number : number + 1] = [event.event_id]
        event_of |= dict.fromkeys(event.claims, number)
        moved.update(event.claims)
        events[number] = event
    return events, gone, event_ids, event_of, moved


def _put_claims(
    desk: Desk, connection: Connection, change: Change, others: set[str]
) -> tuple[dict[int, Claim], list[int], Numbers]:
    """By row the claims that are new or other, and ``others`` that are still there; the rows of those that are gone; the
    row of each claim's document.
    """
    changed = [claim.claim_id for claim in change.claims]
    known = desk.shelf.numbers("claims", [*change.claims_gone, *changed, *others])
    gone = [known[claim_id] for claim_id in change.claims_gone]
    for number in gone:
        desk.shelf.take(connection, "claims", number)
    claims, fresh = {}, list[int]()
    for claim in change.claims:
        number = known.get(claim.claim_id, len(desk.documents) + len(fresh))
        if claim.claim_id not in known:
            fresh.append(desk.homes[claim.document_id].number)
        desk.shelf.put_claim(connection, number, claim)
        claims[number] = claim
    for claim in desk.some(Claim, sorted(others - {*change.claims_gone, *changed})):
        claims[known[claim.claim_id]] = claim
    return claims, gone, np.concatenate([desk.documents, np.array(fresh, np.intp)])
