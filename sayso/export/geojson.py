"""GeoJSON (RFC 7946): a FeatureCollection of events with what is claimed of them, or of claims; WGS 84, longitude first.

What has no coordinates is a feature with ``"geometry": null``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from sayso.errors import SaysoError
from sayso.export.jsonl import plain
from sayso.export.whole import output
from sayso.ledger import Kind, Ledger
from sayso.records import Claim, Event, Place, Time, to_dict

BATCH = 500
Feature = dict[str, Any]


def write(ledger: Ledger, path: Path | None, kind: Kind = "events") -> None:
    """Writes the features by id. Raises ``SaysoError`` for documents, which are not anywhere."""
    if kind == "documents":
        raise SaysoError("Documents have no place on a map: GeoJSON holds events or claims.")
    found = event_features(ledger) if kind == "events" else map(claim_feature, ledger.records("claims"))
    with output(path) as stream:
        stream.writelines(written(found))


def written(features: Iterable[Feature]) -> Iterator[str]:
    """The parts of a FeatureCollection as it is written."""
    yield '{"type": "FeatureCollection", "features": ['
    for number, feature in enumerate(features):
        yield ",\n" if number else "\n"
        yield json.dumps(plain(feature), ensure_ascii=False, allow_nan=False)
    yield "\n]}\n"


def event_features(ledger: Ledger) -> Iterator[Feature]:
    """A feature an event, by id."""
    events: Iterator[Event] = ledger.records("events")
    while batch := list(islice(events, BATCH)):
        claims = ledger.claims_by_id(number for event in batch for number in event.claims)
        yield from (event_feature(event, claims) for event in batch)


def event_feature(event: Event, claims: Mapping[str, Claim]) -> Feature:
    """An event at its place. ``claims`` by id must hold those of the event."""
    return _feature(
        event.event_id,
        event.place,
        {
            "title": event.title,
            **to_dict(event.event),
            **_days(event.time),
            "place": event.place.name or event.place.mention if event.place else None,
            "precision": event.place.precision if event.place else None,
            "independent_sources": event.independent_sources,
            "claims": [_claim(claims[number]) for number in event.claims],
            "accounts": to_dict(event.accounts),
            "contradictions": to_dict(event.contradictions),
        },
    )


def claim_feature(claim: Claim) -> Feature:
    """A claim at the first of its places that has coordinates."""
    place = next((place for place in claim.places if place.lat is not None), None)
    return _feature(
        claim.claim_id,
        place,
        {
            **_claim(claim),
            **to_dict(claim.event),
            **_days(claim.time),
            "place": place.name or place.mention if place else None,
            "precision": place.precision if place else None,
            "quantities": to_dict(claim.quantities),
        },
    )


def _feature(number: str, place: Place | None, properties: Feature) -> Feature:
    point = None
    if place is not None and place.lat is not None and place.lon is not None:
        point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return {"type": "Feature", "id": number, "geometry": point, "properties": properties}


def _days(time: Time | None) -> Feature:
    return {
        "start": time.start_date if time else None,
        "end": time.end_date if time else None,
        "time_precision": time.precision if time else None,
    }


def _claim(claim: Claim) -> Feature:
    return {
        "claim_id": claim.claim_id,
        "document_id": claim.document_id,
        "quote": claim.quote,
        "sources": [source.source for source in claim.attribution],
        "status": claim.status,
        "polarity": claim.polarity,
        "stance": claim.stance,
    }
