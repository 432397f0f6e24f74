"""Where a decision's claim is now: by its id, or after another reading by the words that it stood on.

An anchor and what was read in its document in, the claim's id or the reason why there is none out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sayso.records import Claim, Document
from sayso.reviews.records import Anchor

SAME_WORDS = 0.5
"""How much of the longer of two quotes both must share to be of one claim."""
NO_DOCUMENT = "its document is not in the ledger any more"
NO_WORDS = "its words do not stand in the document any more"
TWICE = "its words stand in the document more than once now"
NO_CLAIM = "no claim is read in its words any more"
NO_SUCH_CLAIM = "no claim of that kind of event is read in its words any more"
SEVERAL = "several claims are read in its words now"


@dataclass(frozen=True, slots=True)
class Found:
    """``shift`` is how far the words have moved; where there is a ``reason``, there is no claim."""

    claim_id: str = ""
    shift: int = 0
    reason: str | None = None


def find(
    anchor: Anchor, document: Document | None, claims: Sequence[Claim], added: Collection[str], same_kind: bool
) -> Found:
    """``claims`` are those of the document, ``added`` the ids that reviewers gave. With ``same_kind`` a claim of another
    kind of event is not the one that is meant."""
    if document is None:
        return Found(reason=NO_DOCUMENT)
    shift = _shift(anchor, document.text)
    if isinstance(shift, str):
        return Found(reason=shift)
    if anchor.claim_id in added or (shift == 0 and any(claim.claim_id == anchor.claim_id for claim in claims)):
        return Found(anchor.claim_id, shift)
    near = [claim for claim in claims if _shared(anchor, shift, claim) >= SAME_WORDS]
    alike = [claim for claim in near if claim.event == anchor.event]
    candidates = alike if alike or same_kind else near
    if not candidates:
        return Found(reason=NO_SUCH_CLAIM if near else NO_CLAIM)
    most = max(_shared(anchor, shift, claim) for claim in candidates)
    best = [claim.claim_id for claim in candidates if _shared(anchor, shift, claim) == most]
    return Found(best[0], shift) if len(best) == 1 else Found(reason=SEVERAL)


def _shift(anchor: Anchor, text: str) -> int | str:
    """How far the words have moved, or why that can't be told."""
    if text[anchor.start : anchor.end] == anchor.quote:
        return 0
    first = text.find(anchor.quote)
    if first < 0:
        return NO_WORDS
    return TWICE if text.find(anchor.quote, first + 1) >= 0 else first - anchor.start


def _shared(anchor: Anchor, shift: int, claim: Claim) -> float:
    start, end = anchor.start + shift, anchor.end + shift
    longest = max(end - start, claim.end - claim.start, 1)
    return max(0, min(end, claim.end) - max(start, claim.start)) / longest
