"""Where and when a deed happened that names no place of its own: as the one before it, or where its article is about.

For linking only; no claim is changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from sayso.events.evidence import SLACK, VERBAL, days_apart
from sayso.events.mentions import Mention, Spot

REACH = 600
"""Code points from the claim that names the place to the one that does not."""
Spots = tuple[Spot, ...]


def placed(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in their order; a deed without a place of its own takes the spots of the deed before it in its text,
    unless others did it, and its days, if it has none of its own either; where that is far, was on other days or at several
    places, the spots that most deeds of its document have, the first of equals.
    """
    found: dict[str, Mention] = {}
    in_text = sorted(mentions, key=lambda one: (one.claim.document_id, one.claim.start, one.claim.claim_id))
    for _, group in groupby(in_text, key=lambda one: one.claim.document_id):
        found.update((one.claim.claim_id, one) for one in _placed(list(group)))
    return [found[one.claim.claim_id] for one in mentions]


def _placed(of_document: Sequence[Mention]) -> Iterable[Mention]:
    placed = [one for one in of_document if one.family not in VERBAL and one.spots]
    before: Mention | None = None
    for one in of_document:
        if one.family in VERBAL or one.spots:
            before = one if one.family not in VERBAL else before
            yield one
        elif before is None or len(before.spots) > 1 or _is_far(one, before) or _on_other_days(one, before):
            yield _at(one, _main(one, placed))
        elif not _by_others(one, before):
            there = _at(one, before.spots)
            yield _on_days_of(before, there) if there.carried else there
        else:
            yield one


def _main(one: Mention, placed: Iterable[Mention]) -> Spots:
    """Where most deeds of the document were that may have been on its days, the first of equals."""
    counted = Counter(other.spots for other in placed if not _on_other_days(one, other))
    return max(counted, key=lambda spots: counted[spots], default=())


def _at(one: Mention, spots: Spots) -> Mention:
    fitting = spots if _can_be_there(one, spots) else ()
    return replace(one, spots=fitting, carried=bool(fitting))


def _on_days_of(before: Mention, one: Mention) -> Mention:
    """On the days of the deed before it, which only the text around it tells, so that it stays undated."""
    return replace(one, first=before.first, last=before.last) if before.dated and not one.dated else one


def _is_far(one: Mention, before: Mention) -> bool:
    return one.claim.start - before.claim.end > REACH


def _on_other_days(one: Mention, before: Mention) -> bool:
    """Is the deed before only looked back to: "the worst raid since the burning of Lesna in 1903"?"""
    apart = days_apart(one, before)
    return one.dated and before.dated and apart is not None and apart > SLACK


def _by_others(one: Mention, before: Mention) -> bool:
    return bool(one.agents and before.agents) and one.agents.isdisjoint(before.agents)


def _can_be_there(one: Mention, spots: Spots) -> bool:
    """Not where the claim names another country."""
    countries = {place.country for place in one.claim.places if place.country is not None}
    return not countries or any(spot.place.country in countries for spot in spots)
