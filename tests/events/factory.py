"""Short ways to write claims and documents of a made-up war for the tests of linking."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from sayso.catalogue.lexicon import Lexicon
from sayso.records import Claim, Custody, Document, Participant, Place, Polarity, Quantity, Source, Time

LEXICON = Lexicon.load()
# name: (precision, admin1, degrees of latitude, of longitude); one hundredth of a degree of latitude is 1.1 km
PLACES: dict[str, tuple[int, str, float, float]] = {
    "Lesna": (1, "Upper Vell", 40.00, 20.00),
    "Lesna station": (1, "Upper Vell", 40.02, 20.00),
    "Brod": (1, "Upper Vell", 40.15, 20.00),
    "Kosel": (1, "Upper Vell", 40.30, 20.00),
    "near Brod": (2, "Upper Vell", 40.15, 20.00),
    "Lesna district": (3, "Upper Vell", 40.05, 20.05),
    "Port Vell": (1, "Lower Vell", 42.00, 21.00),
    "Upper Vell": (4, "Upper Vell", 40.10, 20.10),
    "north of the country": (5, "", 40.50, 20.50),
    "Vellia": (6, "", 41.00, 20.50),
}
SIDES = {"red-army": "red", "red-air-force": "red", "blue-army": "blue", "blue-guard": "blue"}


def actor_side(actor_id: str, _on: str | None) -> str | None:
    return SIDES.get(actor_id)


def outlet_side(document: Document) -> str | None:
    """Outlets whose name begins with a side speak for it."""
    word = (document.outlet or "").split()[0:1]
    return word[0].lower() if word and word[0] in ("Red", "Blue") else None


def document(
    document_id: str, published: str | None = "1912-11-05", outlet: str | None = None, **fields: Any
) -> Document:
    """A document whose outlet, if not given, is called by its id."""
    made = Document(
        document_id=document_id,
        url=None,
        outlet=outlet or f"{document_id} News",
        first_publisher=None,
        byline=None,
        published=published,
        first_published=None,
        language="en",
        title=None,
        text="",
        original_id=None,
        custody=Custody("", None, "text/plain", ""),
    )
    return replace(made, **fields)


def claim(words: str, document_id: str = "a", number: int = 1, **fields: Any) -> Claim:
    """A claim from ``what @ where | when | key: value | …``; all but what is optional.

    ``what``: a type of event_types.yaml, with ``not`` before it if denied. ``where``: names of ``PLACES``, with commas;
    another name is one that no gazetteer has. ``when``: ``3`` is 3 November 1912, ``3-5`` the days from 3 to 5. Keys:
    ``by``, ``on`` (agent, target), ``says`` (source, or ``source=side``, with ``>`` from the citing one to the origin) and
    measures: ``killed: 3``, ``killed: 3+`` (at least), ``killed: ..9`` (up to), ``killed: 3..9 soldiers/combatant``.
    """
    head, *rest = (part.strip() for part in words.split("|"))
    what, _, where = (part.strip() for part in head.partition("@"))
    polarity: Polarity = "denied" if what.startswith("not ") else "asserted"
    time, said = None, {"by": "", "on": "", "says": ""}
    quantities = []
    for part in filter(None, rest):
        key, colon, value = (item.strip() for item in part.partition(":"))
        if not colon:
            time = _time(part)
        elif key in said:
            said[key] = value
        else:
            quantities.append(_quantity(key, value))
    made = Claim(
        claim_id=f"{document_id}{number}",
        document_id=document_id,
        quote=f"{head.replace('_', ' ')} {document_id * 2}{'x' * number} {document_id * 2}{'y' * number}",
        start=100 * number,
        end=100 * number + 50,
        event=LEXICON.event(what.removeprefix("not ")),
        status="actual",
        polarity=polarity,
        stance="neutral",
        attribution=tuple(_source(link.strip()) for link in said["says"].split(">") if link.strip()),
        participants=tuple(
            Participant(role, actor, actor, 0, 0)  # type: ignore[arg-type]
            for role, key in (("agent", "by"), ("target", "on"))
            for actor in filter(None, said[key].split(", "))
        ),
        places=tuple(_place(name.strip()) for name in where.split(",") if name.strip()),
        time=time,
        quantities=tuple(quantities),
        evidence=None,
        confidence=0.9,
    )
    return replace(made, **fields)


def _place(name: str) -> Place:
    if name not in PLACES:
        return Place(name, 0, 0, None, None, None, None, None, None, None)
    precision, admin1, lat, lon = PLACES[name]
    plain = name.removeprefix("near ")
    return Place(name, 0, 0, f"test:{plain}", plain, "VL", admin1 or None, lat, lon, precision)


def _time(days: str) -> Time:
    first, _, last = days.partition("-")
    start, end = (f"1912-11-{int(day):02}" for day in (first, last or first))
    return Time(days, start, end, 1 if start == end else 2)


def _source(link: str) -> Source:
    name, _, side = link.partition("=")
    kind = "anonymous" if name.islower() else "party"
    return Source(name, 0, len(name), "said", kind, None, side or None, None)  # type: ignore[arg-type]


def _quantity(measure: str, value: str) -> Quantity:
    number, _, of = value.partition(" ")
    of, _, category = of.partition("/")
    found = re.fullmatch(r"(\d*)(\.\.|\+)?(\d*)", number)
    assert found is not None, value
    low, between, high = found.groups()
    bounds = (float(low) if low else None, float(high) if high else None if between else float(low))
    return Quantity(measure, of or None, category or "unknown", *bounds, number, 0, 0)  # type: ignore[arg-type]
