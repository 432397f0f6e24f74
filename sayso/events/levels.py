"""How an event is claimed: by one source, by several, contested, confirmed by the accused, or by nobody who stands by it.

The grades are shaped after those of Airwars (https://airwars.org/about/methodology), but computed from claims alone: they
tell who says so, and never whether it is so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sayso.events.contradictions import AGENT, Dispute, of_one_deed
from sayso.events.independence import independent, repeated
from sayso.events.mentions import Mention
from sayso.events.series import TWO_SIDED, said_on
from sayso.events.voices import ANSWERABLE, Voice
from sayso.records import EventType

Grade = Literal["single_source", "several_sources", "contested", "confirmed_by_accused", "discounted"]
LISTED = 5


@dataclass(frozen=True, slots=True)
class Level:
    """``claimed_by`` are the independent sources that stand by it, ``denied_by`` the voices that deny it, ``withdrawn_by``
    those (by name) that claimed it and deny it now, ``confirmed_by`` the accused who say so themselves.
    """

    grade: Grade
    sentence: str
    claimed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    withdrawn_by: tuple[str, ...]
    confirmed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Standing:
    """The mentions that their speakers have not taken back, and the voices that took back all that they had claimed."""

    asserted: tuple[tuple[Mention, Voice], ...]
    denied: tuple[tuple[Mention, Voice], ...]
    withdrawn: tuple[str, ...]


def level_of(
    mentions: Sequence[Mention], voices: Sequence[Voice], disputes: Sequence[Dispute], accusing: bool
) -> Level:
    """The level of an event of these mentions, in the order of publication, with their voices and disputes.

    ``accusing``: to name an agent of such an event is to accuse it (violence against one side, not a battle of two).
    """
    standing = _standing(mentions, voices)
    standing = replace(standing, denied=_of_others(standing))
    sources = independent([one for one, _ in standing.asserted], [said for _, said in standing.asserted])
    deniers = {said.key for _, said in standing.denied}
    confirmed_by = _confirming(standing, deniers) if accusing else ()
    blamed = [dispute for dispute in disputes if dispute.about == AGENT]
    others_deny = bool(standing.denied)
    if not sources:
        grade: Grade = "discounted"
    elif confirmed_by:
        grade = "confirmed_by_accused"
    elif others_deny or blamed:
        grade = "contested"
    else:
        grade = "single_source" if len(sources) == 1 else "several_sources"
    level = Level(
        grade=grade,
        sentence="",
        claimed_by=tuple(source.label for source in sources),
        denied_by=tuple(dict.fromkeys(said.label for _, said in standing.denied)),
        withdrawn_by=standing.withdrawn,
        confirmed_by=confirmed_by,
    )
    return replace(level, sentence=_sentence(level, blamed))


def _of_others(standing: _Standing) -> tuple[tuple[Mention, Voice], ...]:
    """The denials of what others tell; what somebody denies of his own story alone is a detail of it."""
    if not standing.asserted:
        return standing.denied
    return tuple(
        (one, said)
        for one, said in standing.denied
        if any(
            said.counted_with.key != other.counted_with.key and of_one_deed(one, told)
            for told, other in standing.asserted
        )
    )


def is_accusing(family: str, acled: str | None) -> bool:
    """Is to name the agent of such an event to accuse it? In a battle each side tells of the other, and often boasts."""
    return family == "violence" and acled != TWO_SIDED


def _standing(mentions: Sequence[Mention], voices: Sequence[Voice]) -> _Standing:
    """What each speaker's last word leaves standing: what it denied on a later day than it claimed it, it has withdrawn.

    Of each type of event on its own, since a denial in a story of many deeds is of one of them.
    """
    copies = repeated(mentions)
    words: dict[tuple[str, str, EventType], list[tuple[Mention, Voice]]] = {}
    for one, said in zip(mentions, voices, strict=True):
        if one.claim.claim_id not in copies:
            words.setdefault((said.key, said.speaker, one.claim.event), []).append((one, said))
    asserted: list[tuple[Mention, Voice]] = []
    denied: list[tuple[Mention, Voice]] = []
    withdrawn: list[str] = []
    for heard in words.values():
        yes = [pair for pair in heard if not pair[0].is_denial]
        no = [pair for pair in heard if pair[0].is_denial]
        if not yes or _last(no) >= _last(yes):
            denied += no
        if not no or _last(yes) >= _last(no):
            asserted += yes
        elif yes:
            withdrawn.append(yes[0][1].name)
    return _Standing(tuple(asserted), tuple(denied), tuple(dict.fromkeys(withdrawn)))


def _last(heard: Sequence[tuple[Mention, Voice]]) -> str:
    return max((said_on(one) or "" for one, _ in heard), default="")


def _confirming(standing: _Standing, deniers: set[str]) -> tuple[str, ...]:
    """The parties that others name as its agent, and that name themselves so, of the same deed, and do not deny it."""
    accusers: dict[tuple[str, EventType], set[str]] = {}
    for one, said in standing.asserted:
        for party in one.agents:
            accusers.setdefault((party, one.claim.event), set()).add(said.key)
    found = {
        said.label: None
        for one, said in standing.asserted
        if said.key not in deniers
        and one.claim.stance != "distanced"
        and any(accusers[party, one.claim.event] - {said.key} for party in _answered_for(one) & one.agents)
    }
    return tuple(found)


def _answered_for(one: Mention) -> frozenset[str]:
    """Those for whom the origin of the claim can answer, as ``Mention.agents`` writes them; an outlet or expert can't."""
    origin = [link for link in one.claim.attribution[-1:] if link.kind in ANSWERABLE]
    actors = {link.actor_id for link in origin if link.actor_id is not None}
    return frozenset(actors | {f"side:{link.side}" for link in origin if link.side is not None})


def _sentence(level: Level, blamed: Sequence[Dispute]) -> str:
    sources, deniers = len(level.claimed_by), level.denied_by
    if sources > 1:
        parts = [f"Claimed by {sources} independent sources ({_listed(level.claimed_by)})"]
    elif sources:
        parts = [f"Claimed by one source, {level.claimed_by[0]}"]
    else:
        parts = ["No source stands by it" if level.withdrawn_by else "Claimed by no source"]
    if level.confirmed_by:
        parts.append(f"confirmed by {_listed(level.confirmed_by)}, whom others name as the one who did it")
    if deniers:
        parts.append(f"denied by {_listed(deniers)}")
    if level.withdrawn_by:
        parts.append(f"claimed and later denied by {_listed(level.withdrawn_by)}")
    parts += [f"{item.one.label} and {item.other.label} name others as the one who did it" for item in blamed[:1]]
    if len(parts) == 1:
        parts.append("nobody denies it")
    return f"{'; '.join(parts)}."


def _listed(labels: Sequence[str]) -> str:
    """The first labels in words, and how many more there are."""
    more = len(labels) - LISTED
    shown = [*labels[:LISTED], f"{more} more"] if more > 0 else list(labels)
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
