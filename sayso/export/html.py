"""A ledger as one self-contained HTML page: no script, nothing fetched; every number links to the words it came from.

Article text is hostile: everything is escaped by the template, and the page forbids script and any request.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from sayso.building import settings_of, sides
from sayso.events.sides import Called
from sayso.export.pieces import pieces
from sayso.export.whole import whole_file
from sayso.ledger import Ledger
from sayso.records import Claim, Document, Event
from sayso.views.figures import counted, figure, measured, numbers_of, of_what
from sayso.views.speakers import word
from sayso.views.summary import Dispute, days, summary

MOST_EVENTS = 200
MAP_WIDTH, MAP_HEIGHT = 720, 420
LABEL = (90, 13)  # pixels that a place's name takes
WIDEST_SHOWN = 4  # UCDP where_prec: nothing wider than a province is a point on a map


@dataclass(frozen=True, slots=True)
class Dot:
    """An event on the map, in pixels."""

    x: float
    y: float
    radius: float
    event: Event
    label: str


def write(ledger: Ledger, path: Path) -> None:
    """Writes the page whole. A large ledger shows its ``MOST_EVENTS`` most contested and most reported events."""
    claims = {claim.claim_id: claim for claim in ledger.claims()}
    documents = {document.document_id: document for document in ledger.documents()}
    found = summary(ledger.events(), claims)
    events = found.events[:MOST_EVENTS]
    shown = [claims[number] for event in events for number in event.claims]
    kept = {event.event_id for event in events}
    cited = sorted(
        {claim.document_id for claim in shown}, key=lambda number: (documents[number].published or "", number)
    )
    by_document = _by_document(claims.values())
    called = sides(settings_of(ledger)).called
    environment = Environment(
        loader=PackageLoader("sayso.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"days": days, "counted": counted, "measured": measured, "of_what": of_what, "side": called}
    page = environment.get_template("page.html").render(
        events=events,
        total=found,
        counts={"documents": len(documents), "claims": len(claims), "events": len(found.events)},
        disputes=[dispute for dispute in found.disputes if dispute.event.event_id in kept],
        two_sides=partial(_two_sides, documents=documents),
        number=lambda one: figure(one.measure, one.low, one.high, numbers_of(one.claims, claims)),
        claims=claims,
        documents=documents,
        articles=[(documents[number], pieces(documents[number].text, by_document[number])) for number in cited],
        word=lambda claim: _word(claim, documents[claim.document_id], called),
        dots=_dots(events),
        size=(MAP_WIDTH, MAP_HEIGHT),
    )
    with whole_file(path) as stream:
        stream.write(page)


def _by_document(claims: Iterable[Claim]) -> Mapping[str, list[Claim]]:
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(claim.document_id, []).append(claim)
    return grouped


def _word(claim: Claim, document: Document, called: Called = str) -> str:
    """On whose word, with the side where the name does not tell it."""
    side = next((source.side for source in reversed(claim.attribution) if source.side is not None), None)
    words = word(claim.attribution, document.outlet, called, ", citing ")
    return f"{words} ({called(side)})" if side is not None else words


def _two_sides(dispute: Dispute, documents: Mapping[str, Document]) -> list[Claim]:
    """One claim a party of the dispute: the first, and the first that differs from it in polarity or in its source."""
    first = dispute.claims[0]
    other = next(
        (claim for claim in dispute.claims if claim.polarity != first.polarity),
        next(
            (
                c
                for c in dispute.claims
                if _word(c, documents[c.document_id]) != _word(first, documents[first.document_id])
            ),
            dispute.claims[-1],
        ),
    )
    return [first, other]


def _dots(events: Sequence[Event]) -> list[Dot]:
    """Events at places no wider than a province, in the frame (equirectangular); labels where there is room."""
    found = [
        (event, event.place.lat, event.place.lon)
        for event in events
        if event.place is not None and event.place.lat is not None and event.place.lon is not None
        if (event.place.precision or 7) <= WIDEST_SHOWN
    ]
    if not found:
        return []
    south, north = min(lat for _, lat, _ in found) - 0.5, max(lat for _, lat, _ in found) + 0.5
    west, east = min(lon for _, _, lon in found) - 0.5, max(lon for _, _, lon in found) + 0.5
    dots: list[Dot] = []
    for event, lat, lon in found:
        x = round((lon - west) / (east - west) * MAP_WIDTH, 1)
        y = round((north - lat) / (north - south) * MAP_HEIGHT, 1)
        free = all(abs(dot.x - x) > LABEL[0] or abs(dot.y - y) > LABEL[1] for dot in dots if dot.label)
        name = event.place.name or event.place.mention if event.place is not None else ""
        dots.append(Dot(x, y, round(3 + 1.5 * len(event.claims) ** 0.5, 1), event, name if free else ""))
    return dots
