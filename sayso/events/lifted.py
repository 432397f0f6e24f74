"""Which claims stand in words that their document lifted from another: claims and passages in, claim → original out."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.records import Claim, Passage

WITHIN = 0.8
"""How much of a claim's words a passage must hold: its first and last word may be lost where some were changed."""


def lifted_claims(claims: Iterable[Claim], passages: Iterable[Passage]) -> dict[str, str]:
    """``claim_id`` → ``document_id`` of the original whose words its document repeats there; other claims are not in it."""
    by_document: dict[str, list[Passage]] = {}
    for passage in passages:
        by_document.setdefault(passage.document_id, []).append(passage)
    found = {}
    for claim in claims:
        holding = [one for one in by_document.get(claim.document_id, ()) if _shared(claim, one) >= WITHIN]
        if holding:
            found[claim.claim_id] = min(one.original_id for one in holding)
    return found


def _shared(claim: Claim, passage: Passage) -> float:
    inside = min(claim.end, passage.end) - max(claim.start, passage.start)
    return inside / max(1, claim.end - claim.start)
