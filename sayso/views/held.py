"""Which place a claim says is held, taken, left or besieged, and whether all of it: a claim and its document's text in.

Only what is held counts, not where something else in the claim is. What "it" stands for is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from sayso.catalogue import files, place_words
from sayso.records import Claim, Participant, Place
from sayso.views.holders import singular

PROVINCE = 4
"""UCDP where_prec: nobody is shown to hold what is wider than a first-level region."""
PARTS = "parts"
"""Of a place, no more is told than that it is not all of it."""
POINT = 1
AFTER = 4
"""Words after a name that can make it the name of something else ("Lesna military airport")."""
GAP = 40
"""Characters between what is held and the name of its place."""
_WORD = re.compile(r"[\w'’]+(?:-[\w'’]+)*")
_STOP = re.compile(r"[.,;:!?()\"“”\n]")
_RELATIVE = re.compile(r"\s*,?\s*(?:which|that)\s")
_ELSEWHERE_THAN = frozenset("to from between on by towards over near outside around".split())
_SETTLED = frozenset({"city", "capital", "village"})
_POSSESSED = re.compile(r"['’]s?\s+\w")


@dataclass(frozen=True, slots=True)
class Held:
    """``part``: "eastern", "countryside" or, where it isn't told which, "parts"; ``None`` for the whole place."""

    place: Place
    part: str | None


@dataclass(frozen=True, slots=True)
class HeldWords:
    """See ``control.yaml`` and ``place_words.yaml``; all in small letters. Without words every place named is held.

    ``itself``: nouns, singular, that are the place ("town of X", "stronghold of X"), of which ``kinds`` are kinds of places
    and ``towns`` kinds of towns; ``some``: those that are some of it ("half of X").
    """

    itself: frozenset[str] = frozenset()
    some: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    away: frozenset[str] = frozenset()
    siege: frozenset[str] = frozenset()
    siege_of: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    land: frozenset[str] = frozenset()
    bearings: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    other_tails: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()
    being: frozenset[str] = frozenset()
    nations: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    aims: frozenset[str] = frozenset()
    achieved: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    partly: frozenset[str] = frozenset()

    @classmethod
    def load(cls, extra: Path | None = None) -> HeldWords:
        """``extra``: a user's catalogue folder."""
        rows, words = files.load("control.yaml", extra), place_words.load(extra)
        return cls(
            itself=frozenset(rows["itself"]) | words.kinds.keys(),
            some=frozenset(rows["some"]),
            lists=frozenset(rows["lists"]),
            within=frozenset(rows["within"]),
            away=frozenset(rows["away"]),
            siege=frozenset(rows["siege"]),
            siege_of=frozenset(rows["siege_of"]),
            near=words.near | words.bearings,
            land=words.land,
            bearings=words.bearings,
            parts=words.parts,
            other_tails=words.facility_tails | words.other_tails | frozenset(rows["tails"]),
            towns=frozenset(word for word, kinds in words.kinds.items() if kinds <= _SETTLED),
            kinds=frozenset(words.kinds),
            around=frozenset(rows["around"]),
            takes=frozenset(rows["takes"]),
            being=frozenset(rows["is"]),
            nations=frozenset(words.demonyms),
            held=frozenset(word for group in rows["held"].values() for word in group),
            aims=frozenset(rows["aims"]),
            achieved=frozenset(rows["achieved"]),
            past=frozenset(rows["past"]),
            partly=frozenset(rows["partly"]),
        )


def held(claim: Claim, text: str, targets: Sequence[Participant], leaves: bool, words: HeldWords) -> list[Held]:
    """The places, none wider than a province, each once. ``targets``: what is held; ``leaves``: somebody leaves it or lifts
    its siege.
    """
    usable = [place for place in claim.places if place.precision is None or place.precision <= PROVINCE]
    found = [one for target in targets for one in _of_target(target, usable, text, words)]
    if not found:
        found = list(_told_of(claim, usable, text, leaves, bool(targets), words))
    if not found and len({place.place_id or place.mention for place in claim.places}) == 1:
        found = [Held(place, None) for place in usable[:1] if any(_is_it(part, place, words) for part in targets)]
    if _is_partly(claim.quote, words):
        found = [Held(one.place, one.part or PARTS) for one in found]
    return list({(one.place.place_id or one.place.mention, one.part): one for one in found}.values())


def is_place(part: Participant, places: Sequence[Place], words: HeldWords) -> bool:
    """Do the words name a place, though whoever holds it is named with it: "Lesna", "the rebel-held town of Lesna"?"""
    named = [place for place in places if part.start < place.end and place.start < part.end]
    lower = _lower(part.mention)
    head = next((lower[i - 1] for i, word in enumerate(lower) if i and word in words.within), "")
    if part.actor_id is None or not named:
        return bool(named) or singular(head) in words.itself  # "a stronghold of the Front"
    return max(place.end for place in named) == part.end and any(
        word in words.itself or ("-" in word and word.rpartition("-")[2] in words.held) for word in lower
    )


def _is_partly(quote: str, words: HeldWords) -> bool:
    """ "partly held by", "mostly under their control", "the mostly rebel-held town of"."""
    lower = _lower(quote)
    held_or_in = words.held | {"under", "in"}
    return any(
        word in words.partly and any(later.rpartition("-")[2] in held_or_in for later in lower[i + 1 : i + 3])
        for i, word in enumerate(lower)
    )


def is_past(claim: Claim, targets: Sequence[Participant], words: HeldWords) -> bool:
    """Is it told of a day before the one that is told of: "the former stronghold of", "formerly held by"?"""
    if any(words.past.intersection(_lower(target.mention)) for target in targets):
        return True
    lower = _lower(claim.quote)
    return bool(words.past.intersection(lower[:2])) or any(
        word in words.past and (lower[i + 1] in words.held | {"in", "under"}) for i, word in enumerate(lower[:-1])
    )


def is_aim(claim: Claim, text: str, words: HeldWords) -> bool:
    """ "an offensive to take Lesna", which is no taking; "managed to take Lesna" is."""
    if _lower(claim.quote)[:1] != ["to"]:
        return False
    before = _lower(_STOP.split(text[max(0, claim.start - GAP) : claim.start])[-1])
    return next((word in words.aims for word in reversed(before) if word in words.aims | words.achieved), False)


def is_described(claim: Claim, words: HeldWords) -> bool:
    """Is who holds it told by the way: "rebel-held Lesna", "Lesna, held by rebels, has been shelled since May"? The time of
    the claim is then that of what is told of Lesna.
    """
    if claim.time is not None and claim.time.mention is not None and claim.time.mention not in claim.quote:
        return True
    return any(
        word.rpartition("-")[0] and word.rpartition("-")[2] in words.held
        for part in claim.participants
        if part.role == "target"
        for word in _lower(part.mention)
    )


def _of_target(target: Participant, places: Iterable[Place], text: str, words: HeldWords) -> Iterator[Held]:
    """Places that are named within what is held, or directly after it ("the town of", Lesna)."""
    last: Place | None = None
    part: str | None = None
    listed = sorted(places, key=lambda place: place.start)
    for place, following in zip_longest(listed, listed[1:]):
        inside = target.start < place.end and place.start < target.end
        if last is None and not inside and not _follows(target, place, text, words):
            continue
        if last is None:
            part = _part(text[target.start : max(target.start, place.start)], place, words)
        elif not words.lists.issuperset(_lower(text[last.end : place.start])):
            return  # where the first lies; else it is one more of a list
        if following is not None and text[place.end : following.start].strip("'’ ") == "s":
            continue  # "Thrace's Lesna"
        after = _after(place, text, words)
        if part is not _ELSEWHERE and after is not _ELSEWHERE:
            yield Held(place, after or part)
        last = place


_ELSEWHERE = "elsewhere"
"""What is held only lies near the place, or is called after it."""


def _follows(target: Participant, place: Place, text: str, words: HeldWords) -> bool:
    gap = text[target.end : place.start]
    if not target.end <= place.start <= target.end + GAP or _STOP.search(gap):
        return False
    lower = _lower(gap)
    ends = _lower(text[target.start : target.end])[-1:]
    joined = lower[:1] or ends
    return bool(words.within.intersection(joined)) and all(
        word in words.within | words.itself | words.parts | words.nations | {"the"} for word in lower
    )


def _part(lead: str, place: Place, words: HeldWords) -> str | None:
    """What the words from the beginning of what is held to the place's name make of it: ``None`` where it is all."""
    raw = _WORD.findall(lead)
    is_itself = False  # of "the eastern city of", "eastern" says where it lies
    while raw:
        lower = [word.lower() for word in raw]
        at = next((i for i in range(len(lower) - 1, -1, -1) if lower[i] in words.within | _ELSEWHERE_THAN), None)
        direction = None if is_itself else _direction(lower if at is None else lower[at + 1 :], words)
        if direction is not None or not at:  # "a quarter in eastern Lesna" is not all of its east
            return PARTS if direction is not None and at and _is_some(raw[:at], words) else direction
        noun = lower[at - 1]
        if lower[at] not in words.within or noun in words.near:
            return _ELSEWHERE
        is_one = lower[at] == "of" and (noun in words.itself or _are_listed(noun, place, words))
        if not is_one or (noun in words.some and _is_some(raw[:at], words)):
            return _some(noun, raw[:at], words)
        raw, is_itself = raw[: at - 1], True
        if noun in words.kinds and _is_named(raw, words):
            return PARTS
    return None


def _are_listed(noun: str, place: Place, words: HeldWords) -> bool:
    """ "the villages of Lesna and Drama", not "the villages of Thrace"."""
    return singular(noun) in words.towns and (place.precision or POINT) < PROVINCE


def _some(noun: str, before: Sequence[str], words: HeldWords) -> str:
    """Which part of a place "the eastern districts of" and the like are."""
    if noun in words.land:
        return "countryside"
    known = words.itself | words.some
    if not (noun in words.some or (singular(noun) != noun and singular(noun) in known) or _is_some(before, words)):
        return _ELSEWHERE
    return _direction([word.lower() for word in before[-2:-1]], words) or PARTS


def _direction(described: Sequence[str], words: HeldWords) -> str | None:
    """ "eastern" of "the rebel-held eastern", but not of "the eastern town"."""
    for i, word in enumerate(described):
        if any(later in words.itself for later in described[i + 1 :]):
            continue
        if word in words.land:
            return "countryside"
        if word in words.near - words.bearings:
            return _ELSEWHERE
        if word in words.parts:
            return word
        if word in words.bearings:
            return f"{word}ern"
        if word in words.some and word not in ("all", "one"):
            return PARTS
    return None


def _is_some(before: Sequence[str], words: HeldWords) -> bool:
    """ "a district", "another quarter", "the Salhiya district": one of several of the place."""
    lower = [word.lower() for word in before]
    return bool({"a", "an", "another", "one"}.intersection(lower)) or _is_named(before[:-1], words)


def _is_named(before: Sequence[str], words: HeldWords) -> bool:
    """Is the word before a noun its own name: a capital that is not a nation's, an acronym or a compound's?"""
    word = before[-1] if len(before) > 1 else ""
    return word[:1].isupper() and not word.isupper() and "-" not in word and word.lower() not in words.nations


def _after(place: Place, text: str, words: HeldWords) -> str | None:
    """What the words after the name make of it: "Lesna airport" is no Lesna, "Lesna's old town" some of it."""
    tail = text[place.end : place.end + GAP]
    is_owner = _POSSESSED.match(tail) is not None or tail[:2] == "s "  # an apostrophe is easily lost
    following = _lower(_STOP.split(tail)[0])[:AFTER]
    for i, word in enumerate(following):
        if word in words.within or word in words.lists - words.itself:
            break
        if word in words.land:
            return "countryside"
        if i == 0 and word in words.around:
            return _ELSEWHERE
        if place.place_id is not None and i < 2 and (word in words.other_tails or singular(word) in words.other_tails):
            return _ELSEWHERE
    return PARTS if words.some and is_owner else None


def _told_of(
    claim: Claim, places: Iterable[Place], text: str, leaves: bool, has_target: bool, words: HeldWords
) -> Iterator[Held]:
    """ "Lesna, which the rebels took", "they took Lesna", "Lesna remains besieged", where the reading has nothing that is
    taken; "the withdrawal from Lesna", "the siege of the town of Lesna".
    """
    for place in places:
        if place.end <= claim.start:
            gap = text[place.end : claim.start]
            if not has_target and words.being.intersection(_lower(gap)) and _is_list(gap, places, place, words):
                yield Held(place, None)
            continue
        if place.end > claim.end or place.start < claim.start:
            continue
        lead = _lower(text[max(claim.start, place.start - GAP) : place.start])
        while lead and lead[-1] in words.itself | words.lists | words.parts | {"their", "its"}:
            del lead[-1]
        is_held = (
            (leaves and lead and lead[-1] in words.away)
            or (not has_target and (_RELATIVE.match(text, place.end) or (lead and lead[-1] in words.takes)))
            or _is_besieged(lead, words)
        )
        after = _after(place, text, words)
        if is_held and after is not _ELSEWHERE:
            yield Held(place, after)


def _is_besieged(lead: Sequence[str], words: HeldWords) -> bool:
    """Do the words end with "the siege", "the siege imposed on"?"""
    noun = next((word for word in reversed(lead) if word not in words.siege_of), "")
    return noun in words.siege


def _is_list(gap: str, places: Iterable[Place], place: Place, words: HeldWords) -> bool:
    """Is there nothing but more places and "remain" between a place and what is told of it?"""
    others = {word for other in places if other.start >= place.end for word in _lower(other.mention)}
    return "." not in gap and words.lists | words.being | others >= set(_lower(gap))


def _is_it(target: Participant, place: Place, words: HeldWords) -> bool:
    """ "the town" after the only place of the claim was named, a point: that town."""
    lower = _lower(target.mention)
    return (
        len(lower) > 1
        and lower[0] in ("the", "this")
        and lower[-1] in words.towns
        and not any(word[0].isupper() for word in _WORD.findall(target.mention)[1:])
        and place.precision == POINT
        and place.end <= target.start
    )


def _lower(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
