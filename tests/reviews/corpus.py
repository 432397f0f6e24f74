"""A small made-up war to be reviewed: articles whose every claim stands in their text, linked, and looked up in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.events import link
from sayso.events.sides import Sides
from sayso.records import Claim, Document, Event, Passage
from sayso.reviews.records import Decision, identity
from sayso.reviews.relinking import Making
from tests.events import factory

SIDES = Sides(factory.outlet_side, factory.actor_side, {"Aare Wire": "aare-wire"}.get)
MAKING = Making(factory.LEXICON, SIDES)


@dataclass(frozen=True)
class War:
    """What was read, as ``AsRead`` wants it."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    stored: tuple[Event, ...]
    lifted: tuple[Passage, ...] = ()

    def claims_by_id(self, claim_ids: Iterable[str]) -> dict[str, Claim]:
        wanted = set(claim_ids)
        return {claim.claim_id: claim for claim in self.claims if claim.claim_id in wanted}

    def claims_of(self, document_ids: Iterable[str]) -> list[Claim]:
        wanted = set(document_ids)
        return [claim for claim in self.claims if claim.document_id in wanted]

    def events_of(self, claim_ids: Iterable[str]) -> list[Event]:
        wanted = set(claim_ids)
        return [event for event in self.stored if wanted & set(event.claims)]

    def documents_by_id(self, document_ids: Iterable[str]) -> list[Document]:
        wanted = set(document_ids)
        return [document for document in self.documents if document.document_id in wanted]

    def passages(self, document_ids: Iterable[str]) -> list[Passage]:
        wanted = set(document_ids)
        return [passage for passage in self.lifted if passage.document_id in wanted]

    def names(self) -> list[tuple[str, str]]:
        named: list[tuple[str, str]] = []
        for claim in self.claims:
            named += [(claim.claim_id, part.mention) for part in (*claim.participants, *claim.places)]
            named += [(claim.claim_id, source.source) for source in claim.attribution]
        return named

    def claim(self, claim_id: str) -> Claim:
        return self.claims_by_id([claim_id])[claim_id]

    def document(self, document_id: str) -> Document:
        return self.documents_by_id([document_id])[0]

    def event(self, claim_id: str) -> Event:
        return self.events_of([claim_id])[0]


def article(name: str, *told: str, before: str = "", **fields: Any) -> tuple[Document, list[Claim]]:
    """An article of claims in the short form of the factory, a sentence each: ``NAME1``, ``NAME2`` … are their ids.

    ``before`` is what the text begins with, ``published`` and ``outlet`` as the factory has them.
    """
    text, claims = before, []
    for number, words in enumerate(told, 1):
        claim, sentence = _written(factory.claim(words, name, number), len(text))
        claims.append(claim)
        text += f"{sentence} "
    document = factory.document(name, **{"published": "1912-11-05", "outlet": None} | fields)
    return replace(document, text=text), claims


def _written(claim: Claim, start: int) -> tuple[Claim, str]:
    """The claim with its words in a sentence that begins at ``start`` of the text."""
    sentence = f"{claim.event.plover.capitalize()}:"

    def put(words: str) -> tuple[int, int]:
        nonlocal sentence
        sentence += f" {words}"
        return start + len(sentence) - len(words), start + len(sentence)

    def at(items: Iterable[Any], name: str) -> tuple[Any, ...]:
        placed = []
        for item in items:
            first, last = put(getattr(item, name))
            placed.append(replace(item, start=first, end=last))
        return tuple(placed)

    attribution, participants = at(claim.attribution, "source"), at(claim.participants, "mention")
    places, quantities = at(claim.places, "mention"), at(claim.quantities, "text")
    written = replace(
        claim,
        attribution=attribution,
        participants=participants,
        places=places,
        quantities=quantities,
        quote=sentence,
        start=start,
        end=start + len(sentence),
    )
    return written, f"{sentence}."


def war(*articles: tuple[Document, list[Claim]], lifted: Sequence[Passage] = ()) -> War:
    """The articles with their claims linked."""
    documents = tuple(document for document, _ in articles)
    claims = tuple(claim for _, told in articles for claim in told)
    return War(documents, claims, linked(documents, claims), tuple(lifted))


def linked(documents: Sequence[Document], claims: Sequence[Claim]) -> tuple[Event, ...]:
    return tuple(
        link(claims, documents, MAKING.lexicon, SIDES.outlet_side, SIDES.actor_side, actor_named=SIDES.actor_named)
    )


def made_at(decision: Decision, second: int) -> Decision:
    """The decision as if it was made in this second of an hour."""
    dated = replace(decision, made_at=f"1912-12-01T10:{second // 60:02}:{second % 60:02}.000000Z")
    return replace(dated, decision_id=identity(dated))


SMALL = war(
    article(
        "a", "shelling @ Lesna | 3 | by: red-army | killed: 3 men", "shelling | killed: 2 women", outlet="Blue Post"
    ),
    article(
        "b",
        "shelling @ Lesna | 3 | says: the Mayor | killed: 5 men",
        "air_strike @ Port Vell | 4",
        "not shelling @ Lesna | 3 | says: Red Staff=red",
    ),
    article("c", "air_strike @ Port Vell | 4 | by: blue-army", "air_strike @ Brod | 4 | wounded: 7"),
    article("d", "shelling @ Kosel | 2 | by: red-army | on: blue-guard", outlet="Red Star"),
)
