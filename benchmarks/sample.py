"""Claims of a ledger drawn by chance, each with its paragraph's words around it, for a person to judge.

``python -m benchmarks.sample LEDGER --seed 1 --count 200`` prints them. The same seed draws the same claims of a ledger,
and of a rebuilt one those that are still read. Copies are left out. What a judging found is in ``docs/fidelity.md``.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from sayso.ledger.store import Ledger
from sayso.records import Claim, Document, Place, Quantity

BEFORE, AFTER = 260, 140
"""Code points shown around a quote."""


def drawn(ledger: Ledger, seed: int, count: int) -> list[tuple[Claim, Document]]:
    """``count`` claims of documents that are no copies, or all where there are fewer, in an order set by ``seed``."""
    documents = {one.document_id: one for one in ledger.documents() if one.original_id is None}
    claims = [claim for claim in ledger.claims() if claim.document_id in documents]
    claims.sort(key=lambda claim: hashlib.sha256(f"{seed}\x1f{claim.claim_id}".encode()).digest())
    return [(claim, documents[claim.document_id]) for claim in claims[:count]]


def told(claim: Claim, document: Document) -> str:
    """A few lines: the words, then the fields that say something."""
    before = document.text[max(0, claim.start - BEFORE) : claim.start]
    after = document.text[claim.end : claim.end + AFTER]
    event = claim.event
    lines = [
        f"{claim.claim_id} {document.outlet or document.document_id}, {document.published}",
        " ".join(f"…{before}[[{claim.quote}]]{after}…".split()),
        f"  {event.plover}/{event.mode} {event.acled_sub} · {claim.status} {claim.polarity} {claim.stance}"
        f" · {claim.confidence:.2f}",
    ]
    lines += [f"  says: {one.source!r} [{one.kind}] {one.actor_id or ''} ({one.cue})" for one in claim.attribution]
    lines += [f"  {one.role}: {one.mention!r} {one.actor_id or ''}" for one in claim.participants]
    lines += [f"  at: {_place(place)}" for place in claim.places]
    if claim.time is not None:
        lines.append(f"  when: {claim.time.mention!r} {claim.time.start_date} to {claim.time.end_date}")
    lines += [f"  number: {_number(quantity)}" for quantity in claim.quantities]
    return "\n".join(lines)


def _place(place: Place) -> str:
    return f"{place.mention!r} = {place.name}, {place.admin1}, {place.country} ({place.precision})"


def _number(one: Quantity) -> str:
    return f"{one.text!r} = {one.measure} {one.low} to {one.high} {one.category} of {one.of!r}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.sample", description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    options = parser.parse_args(arguments)
    with Ledger(options.ledger, read_only=True) as ledger:
        for number, (claim, document) in enumerate(drawn(ledger, options.seed, options.count), 1):
            print(f"{number}. {told(claim, document)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
