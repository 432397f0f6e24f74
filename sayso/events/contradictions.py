"""Who contradicts whom about an event: whether it was, how many, where, when, and by whom. Mentions and their voices in.

What one voice says at two times (a toll that grows) is no contradiction: of numbers its latest word counts. Copies have no
voice of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.events.accounts import Counted, span
from sayso.events.evidence import RADIUS_KM, TWO_WAY, is_long, kilometres
from sayso.events.independence import repeated
from sayso.events.mentions import PROVINCE, Mention, ordinal, spots_of
from sayso.events.series import TWO_SIDED, Told
from sayso.events.voices import Voice
from sayso.records import Contradiction

ATTACK = "Attack"
"""The ACLED sub-event that leaves open by what means."""
OCCURRENCE, AGENT, PLACE, DAY = "occurrence", "agent", "place", "day"
BOMBARDMENT = "Explosions/Remote violence"
"""The ACLED event that is done to one place day after day, so that two days are rather of two than of one."""
GROWING = frozenset({"killed", "wounded", "missing", "captured", "displaced"})
"""Measures of which more is known day by day."""
A_WEEK = 7
NEAR = 2
"""UCDP where_prec of what is near a point."""
NOBODY = frozenset({"mixed", "unknown"})
Range = tuple[float, float]
NOBODY_AT_ALL: Range = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two who contradict each other (the ``label`` of its voice), and the claims by which it does."""

    label: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """What two voices say ``about`` something that can't both hold: "occurrence", a measure, "place", "day" or "agent"."""

    about: str
    one: Side
    other: Side


def disputes_of(mentions: Sequence[Mention], voices: Sequence[Voice], told: Sequence[Told]) -> tuple[Dispute, ...]:
    """One a pair of voices and matter, ``mentions`` in the order of publication; ``told`` is ``told_by`` of the same."""
    copies = repeated(mentions)
    labels: dict[str, str] = {}
    counted_with: dict[str, str] = {}
    heard: dict[str, list[Mention]] = {}
    numbers: dict[str, dict[Counted, list[Told]]] = {}
    for one, voice in zip(mentions, voices, strict=True):
        labels[voice.key] = min(voice.label, labels.get(voice.key, voice.label))
        counted_with[voice.key] = voice.counted_with.key
        if one.claim.claim_id not in copies:
            heard.setdefault(voice.key, []).append(one)
    for item in told:
        numbers.setdefault(item.voice.key, {}).setdefault(item.counted, []).append(item)
    said = [
        _Said(labels[key], counted_with[key], heard.get(key, []), numbers.get(key, {}))
        for key in sorted(heard.keys() | numbers.keys(), key=lambda key: (labels[key].casefold(), key))
    ]
    order = {one.claim.claim_id: i for i, one in enumerate(mentions)}
    parties = frozenset[str]().union(*(one.agents | one.targets for one in mentions))

    def side(of: _Said, claims: Sequence[str]) -> Side:
        return Side(of.label, tuple(sorted(set(claims), key=order.__getitem__)))

    return tuple(
        Dispute(about, side(one, mine), side(other, theirs))
        for one, other in combinations(said, 2)
        if one.counted_with != other.counted_with
        for about, mine, theirs in _between(one, other, parties)
    )


def contradiction(dispute: Dispute, order: Sequence[Mention]) -> Contradiction:
    """The dispute as an event's record has it: the claims of both sides in the order of the event's."""
    claims = {*dispute.one.claims, *dispute.other.claims}
    ids = (one.claim.claim_id for one in order)
    between = dispute.one.label, dispute.other.label
    return Contradiction(between, dispute.about, tuple(claim for claim in ids if claim in claims))


Found = tuple[str, list[str], list[str]]
"""What it is about, and the claims of either side."""


class _Said:
    """All that one voice says of the event, of numbers its latest."""

    def __init__(
        self, label: str, counted_with: str, mentions: Sequence[Mention], numbers: dict[Counted, list[Told]]
    ) -> None:
        self.label = label
        self.counted_with = counted_with
        self.by_id = {one.claim.claim_id: one for one in mentions}
        self.asserted = [one for one in mentions if not one.is_denial]
        self.denied = [one for one in mentions if one.is_denial]
        self.numbers = numbers
        self.agents = frozenset[str]().union(*(one.agents for one in self.blaming))

    @property
    def blaming(self) -> list[Mention]:
        return [one for one in self.asserted if one.agents and one.claim.event.acled != TWO_SIDED]


def _between(one: _Said, other: _Said, parties: frozenset[str]) -> Iterator[Found]:
    opposed = [(mine, theirs) for mine in one.asserted for theirs in other.denied if of_one_deed(mine, theirs)]
    opposed += [(mine, theirs) for mine in one.denied for theirs in other.asserted if of_one_deed(mine, theirs)]
    if opposed:
        yield OCCURRENCE, _ids([mine for mine, _ in opposed]), _ids([theirs for _, theirs in opposed])
    yield from _numbers(one, other, parties)
    yield from _details(PLACE, one, other, _placed, _same_days, _elsewhere)
    yield from _details(DAY, one, other, _dated, _same_spot, _another_day)
    if one.agents and other.agents and one.agents.isdisjoint(other.agents):
        yield AGENT, _ids(one.blaming), _ids(other.blaming)


def of_one_deed(one: Mention, other: Mention) -> bool:
    """Of one type, or one is of an attack of any kind; to take a place and to leave it are two."""
    first, second = one.claim.event, other.claim.event
    if one.family != "violence":
        return (first.plover == "RETREAT") == (second.plover == "RETREAT")
    return first == second or ATTACK in (first.acled_sub, second.acled_sub)


def _numbers(one: _Said, other: _Said, parties: frozenset[str]) -> Iterator[Found]:
    """Measures of which what the two say last can't both hold."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for mine, my_numbers in sorted(one.numbers.items()):
        for theirs, their_numbers in sorted(other.numbers.items()):
            if mine.measure != theirs.measure:
                continue
            first, second = _range(my_numbers), _range(their_numbers)
            if not _disjoint(first, second) or _has_grown(my_numbers, their_numbers, parties):
                continue
            if NOBODY_AT_ALL not in (first, second) and _is_one_text(one, my_numbers, other, their_numbers):
                continue
            if _comparable(my_numbers[0], first, their_numbers[0], second):
                claims = found.setdefault(mine.measure, ([], []))
                for numbers, side in zip((my_numbers, their_numbers), claims, strict=True):
                    side.extend(claim for told in numbers for claim in told.series.latest.claims)
    yield from ((measure, *claims) for measure, claims in sorted(found.items()))


def _comparable(mine: Told, first: Range, theirs: Told, second: Range) -> bool:
    """The same thing counted, or one says that there was nobody at all."""
    return (
        ((mine.counted, mine.whose) == (theirs.counted, theirs.whose))
        or (first == NOBODY_AT_ALL and mine.counted.category in NOBODY)
        or (second == NOBODY_AT_ALL and theirs.counted.category in NOBODY)
    )


def _disjoint(first: Range, second: Range) -> bool:
    return first[0] > second[1] or second[0] > first[1]


def _is_one_text(one: _Said, mine: Sequence[Told], other: _Said, theirs: Sequence[Told]) -> bool:
    """Does a text give the one number in its own words beside the other that it cites? It tells of two things then."""
    tellings = [
        [said.by_id.get(claim) for told in numbers for claim in told.series.latest.claims]
        for said, numbers in ((one, mine), (other, theirs))
    ]
    texts = {telling.text_id if telling is not None else "" for side in tellings for telling in side}
    own = any(all(telling is not None and not telling.claim.attribution for telling in side) for side in tellings)
    return own and len(texts) == 1


def _has_grown(mine: Sequence[Told], theirs: Sequence[Told], parties: frozenset[str]) -> bool:
    """Is a toll that somebody gives a few days later the same, grown since? Not between two parties to the event, nor
    where the lower one is told as the most that it can be.
    """
    if mine[0].counted.measure not in GROWING or all(f"side:{one.voice.side}" in parties for one in (*mine, *theirs)):
        return False
    lower, higher = (mine, theirs) if _range(mine)[1] < _range(theirs)[0] else (theirs, mine)
    days = [[ordinal(one.series.latest.said_on) for one in numbers] for numbers in (lower, higher)]
    before, after = ([day for day in told if day is not None] for told in days)
    if not before or not after or not all(one.series.latest.low for one in lower):
        return False
    return 0 < min(after) - max(before) <= A_WEEK


def _range(numbers: Sequence[Told]) -> Range:
    low, high = span([told.series.latest for told in numbers])
    return low if low is not None else 0.0, high if high is not None else float("inf")


def _details(
    about: str,
    one: _Said,
    other: _Said,
    tells: Callable[[Mention], bool],
    agrees: Callable[[Mention, Mention], bool],
    excludes: Callable[[Mention, Mention], bool],
) -> Iterator[Found]:
    """A detail of which nothing that the one tells can hold with anything that the other tells of the same deed.

    Two claims of an event are taken to be of the same deed if they are of one type and count the same, or if they agree in
    what ``agrees`` looks at and the deed is not of a type that is done day after day.
    """
    told = [
        (mine, theirs)
        for mine in filter(tells, one.asserted)
        for theirs in filter(tells, other.asserted)
        if mine.claim.event == theirs.claim.event
    ]
    if any(not excludes(*pair) for pair in told):
        return
    same = [pair for pair in told if _same_count(*pair) or (agrees(*pair) and not _is_repeated(pair[0]))]
    if same:
        yield about, _ids([mine for mine, _ in same]), _ids([theirs for _, theirs in same])


def _same_count(one: Mention, other: Mention) -> bool:
    """Do both give one number of the same thing, with both its bounds?"""
    mine, theirs = (
        {
            (count.measure, count.category, count.low, count.high)
            for count in claim.counts
            if count.low is not None and count.high is not None
        }
        for claim in (one, other)
    )
    return not mine.isdisjoint(theirs)


def _is_repeated(one: Mention) -> bool:
    return one.claim.event.acled == BOMBARDMENT or one.claim.event.acled_sub == TWO_WAY


def _placed(one: Mention) -> bool:
    """Told with one place that is on the map."""
    spots = spots_of(one.claim)
    return len(spots) == 1 and spots[0].place.lat is not None


def _same_days(one: Mention, other: Mention) -> bool:
    return one.dated and other.dated and (one.first, one.last) == (other.first, other.last)


def _elsewhere(one: Mention, other: Mention) -> bool:
    """In two provinces, where one names no more; or farther apart than a suburb is from the city that it is called by."""
    mine, theirs = spots_of(one.claim)[0], spots_of(other.claim)[0]
    if mine.identity == theirs.identity:
        return False
    coarser = max(mine.precision, theirs.precision)
    if coarser < PROVINCE:
        return kilometres(mine, theirs) > max(RADIUS_KM[NEAR], RADIUS_KM[coarser])
    provinces = [(spot.place.country, spot.place.admin1) for spot in (mine, theirs)]
    return all(None not in province for province in provinces) and provinces[0] != provinces[1]


def _dated(one: Mention) -> bool:
    return one.dated and not is_long(one)


def _same_spot(one: Mention, other: Mention) -> bool:
    """At one place as near as places are exact."""
    spots = {spot.identity for spot in spots_of(one.claim) if spot.precision <= NEAR}
    return any(spot.identity in spots for spot in spots_of(other.claim))


def _another_day(one: Mention, other: Mention) -> bool:
    return (one.first or 0) > (other.last or 0) or (other.first or 0) > (one.last or 0)


def _ids(mentions: Sequence[Mention]) -> list[str]:
    return [one.claim.claim_id for one in mentions]
