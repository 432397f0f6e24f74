"""What reviewers looked at as labelled data: each claim as it was read and as it was left. For training and measuring."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Claim
from sayso.reviews.applying import Reviewed, by_claim, in_force
from sayso.reviews.asread import AsRead
from sayso.reviews.records import DecisionKind


@dataclass(frozen=True, slots=True)
class Label:
    """``read`` is ``None`` for a claim that was missed, ``judged`` for one that was rejected; ``verdict`` is the latest."""

    claim_id: str
    document_id: str
    verdict: DecisionKind
    reviewers: tuple[str, ...]
    read: Claim | None
    judged: Claim | None


def labels(read: AsRead, state: Reviewed) -> list[Label]:
    """One for each claim that was accepted, rejected, corrected or added, by id."""
    as_read = read.claims_by_id(state.judged)
    about = by_claim(in_force(state.decisions).values(), state.found)
    found = []
    for number, verdict in sorted(state.judged.items()):
        decided = [one.decision for one in about[number]]
        reviewers = tuple(sorted({one.reviewer for one in decided}))
        claim = as_read.get(number)
        judged = state.claims.get(number, claim)
        found.append(Label(number, decided[0].about[0].document_id, verdict, reviewers, claim, judged))
    return found
