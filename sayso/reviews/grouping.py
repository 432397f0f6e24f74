"""Which claims are of one event, once reviewers have merged, split and added: groups of claim ids in, groups out.

Groups hold rejected and not actual claims too, so that undoing such a decision brings a claim back to where it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.reviews.records import DecisionKind

Group = frozenset[str]
"""Ids of claims."""


def regrouped(stored: Mapping[str, Group], decided: Iterable[tuple[DecisionKind, Sequence[str]]]) -> dict[str, Group]:
    """``claim_id`` → group, where that is no more the stored one. A claim without a stored group is one of its own.

    ``decided``: in their order ``merge``, ``split`` and ``add`` with the ids they name; ``stored`` has the groups of these.
    """
    groups: dict[str, Group] = {}

    def group(claim_id: str) -> Group:
        return groups.get(claim_id) or stored.get(claim_id) or frozenset({claim_id})

    def put(members: Group) -> None:
        groups.update(dict.fromkeys(members, members))

    for kind, named in decided:
        if kind == "merge":
            put(frozenset().union(*map(group, named)))
            continue
        leaving = frozenset(named if kind == "split" else named[:1])
        joined = group(named[1]) - leaving if kind == "add" and len(named) > 1 else frozenset()
        if kind == "add" and not joined:
            continue  # it is an event of its own, or where it was
        for claim_id in sorted(leaving):
            if rest := group(claim_id) - leaving:
                put(rest)
        put(leaving | joined)
    return {number: members for number, members in groups.items() if members != stored.get(number, frozenset({number}))}
