"""Where a sentence that names no place happened: where the one before it did. For linking only; no claim is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.events.mentions import Mention
from sayso.events.scoring import VERBAL

REACH = 600
"""Code points from the claim that names the place to the one that does not."""


def placed(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in their order; a deed that names no place takes the spots of the deed before it in its text,
    unless others did it."""
    scenes: dict[str, Mention] = {}
    found: dict[str, Mention] = {}
    for one in sorted(mentions, key=lambda one: (one.claim.document_id, one.claim.start, one.claim.claim_id)):
        before = scenes.get(one.claim.document_id)
        if before is not None and _is_there(one, before):
            found[one.claim.claim_id] = replace(one, spots=before.spots)
        else:
            found[one.claim.claim_id] = one
            if one.family not in VERBAL and one.spots:
                scenes[one.claim.document_id] = one
    return [found[one.claim.claim_id] for one in mentions]


def _is_there(one: Mention, before: Mention) -> bool:
    """Does the claim, which names no place, go on at the place of the one before?"""
    others = one.agents and before.agents and one.agents.isdisjoint(before.agents)
    near = one.claim.start - before.claim.end <= REACH
    return one.family not in VERBAL and not one.claim.places and near and not others
