"""An event read whole, from claims in the short form of the factory: what the tests of accounts ask about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.events.sides import Sides
from sayso.records import Claim, Document, Event
from sayso.views.event import EventReport, event_report
from tests.events.factory import LEXICON, actor_side, claim, document, outlet_side

SHELLING = "shelling @ Lesna | 3"
ACTORS = {"Aare Wire": "aare-wire", "the Aare Wire": "aare-wire"}


def read_whole(
    claims: Sequence[Claim], documents: Sequence[Document] | None = None, lifted: Mapping[str, str] | None = None
) -> EventReport:
    """The report of an event of these claims, whether or not they would be linked."""
    documents = documents or [document(name) for name in sorted({one.document_id for one in claims})]
    event = Event("e", claims[0].event, None, None, tuple(one.claim_id for one in claims), (), 0, (), "an event")
    by_id = {one.document_id: one for one in documents}
    sides = Sides(outlet_side, actor_side, ACTORS.get)
    return event_report(event, {one.claim_id: one for one in claims}, by_id, LEXICON, sides, lifted or {})


def told(*words: str) -> EventReport:
    """The event of claims from as many articles, one a day from 4 November: ``not …`` is a denial, the rest of each claim
    after "shelling @ Lesna | 3"."""
    claims, documents = [], []
    for i, one in enumerate(words):
        name = "abcdefgh"[i]
        denial = one.startswith("not")
        what = f"not {SHELLING}" if denial else SHELLING
        claims.append(claim(f"{what} | {one.removeprefix('not').strip()}", name))
        documents.append(document(name, f"1912-11-{4 + i:02}"))
    return read_whole(claims, documents)
