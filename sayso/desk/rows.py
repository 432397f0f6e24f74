"""A claim and what it has from its document and its event in, the row of numbers and values by which it is filtered out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.desk.columns import NONE, Row
from sayso.desk.occurrences import ordinal
from sayso.desk.shelf import Raw
from sayso.records import Event, Place, Time, from_dict

WIDEST = 7
"""UCDP where_prec of what is nowhere in particular."""


@dataclass(frozen=True, slots=True)
class Home:
    """What a claim has from its document; ``number`` is the document's row, ``side`` the outlet's."""

    number: int
    outlet: str | None
    side: str | None


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when an event was, or a claim that is of none (its ``event`` is ``NONE``); days are ordinals."""

    event: int
    contested: bool
    place: Place | None
    first: int
    last: int


def scene_of(number: int, event: Event) -> Scene:
    """The scene of the event of this row."""
    return _scene(number, bool(event.contradictions), event.place, event.time)


def told_scene(claim: Raw) -> Scene:
    """The most exact of the places that a claim names, and its own days."""
    place = min(claim["places"], key=lambda one: (one["precision"] or WIDEST, one["start"]), default=None)
    time = claim["time"]
    return _scene(
        NONE,
        False,
        from_dict(Place, place) if place is not None else None,
        from_dict(Time, time) if time is not None else None,
    )


def row_of(claim: Raw, home: Home, scene: Scene, reviewed: bool) -> Row:
    """The row of a claim that is of the scene's event."""
    place, chain, kind = scene.place, claim["attribution"], claim["event"]
    facets: dict[str, Sequence[str | None]] = {
        "kind": [kind["acled_sub"] or kind["plover"]],
        "country": [place.country if place is not None else None],
        "region": [f"{place.country}/{place.admin1}" if place is not None and place.admin1 else None],
        "place": [place.place_id if place is not None else None],
        "actor": [part["actor_id"] for part in claim["participants"]],
        "speaker": [source["actor_id"] for source in chain],
        "side": [source["side"] for source in chain] or [home.side],
        "outlet": [home.outlet],
        "source": [source["kind"] for source in chain] or ["own voice"],
        "stance": [claim["stance"]],
        "status": [claim["status"]],
        "polarity": [claim["polarity"]],
    }
    return Row(
        event=scene.event,
        facets={name: tuple(value for value in values if value) for name, values in facets.items()},
        lat=place.lat if place is not None and place.lat is not None else math.nan,
        lon=place.lon if place is not None and place.lon is not None else math.nan,
        first=scene.first,
        last=scene.last,
        confidence=claim["confidence"],
        contested=scene.contested,
        reviewed=reviewed,
    )


def name_place(names: dict[str, str], scene: Scene) -> None:
    """Puts the name of the scene's place among the names of places, by id, unless the place has one."""
    place = scene.place
    if place is not None and place.place_id is not None:
        names.setdefault(place.place_id, place.name or place.mention)


def _scene(event: int, contested: bool, place: Place | None, time: Time | None) -> Scene:
    first = ordinal(time.start_date if time is not None else None)
    last = ordinal(time.end_date if time is not None else None)
    return Scene(event, contested, place, first, max(first, last))
