"""Who can hold a place, and for which camp: the words of a participant in, a holder out.

A camp is the side of a known actor; else the side that ``conflicts.yaml`` gives to generic words in the country on that
day; else one of the generic camps of ``control.yaml``. Whom a pronoun stands for is not looked for here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.lang.en.stop_words import STOP_WORDS

from sayso.catalogue import files
from sayso.catalogue.actor_entries import Actor, Conflict, plain
from sayso.catalogue.actors import Actors
from sayso.catalogue.folding import fold
from sayso.catalogue.lexicon import Lexicon
from sayso.records import Participant

ActorSide = Callable[[str, str | None], str | None]
NameOf = Callable[[str], str | None]
WHO_ACTS = ("force", "state", "nonstate")
"""Classes of the lexicon whose words are those of a group that can hold a place."""
UNTOLD = "not told"
_WORD = re.compile(r"\w[\w.'’-]*")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Holder:
    """``party`` is the same for all of one camp: ``side:…``, an id, ``camp:…``. Not ``clear``: it may be anybody's.

    ``may_be``: other sides that the words are said of.
    """

    party: str
    name: str
    side: str | None
    clear: bool = True
    may_be: frozenset[str] = frozenset()


NOBODY_TOLD = Holder(UNTOLD, UNTOLD, None, clear=False)


@dataclass(frozen=True, slots=True)
class Generic:
    """A camp of ``control.yaml``."""

    key: str
    called: str
    clear: bool
    phrases: tuple[str, ...]
    words: frozenset[str]
    may_be: frozenset[str]


def _none_named(_name: str) -> Sequence[Actor]:
    return ()


def _no_kind(_actor_id: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Camps:
    """What words say of who somebody is. Without data everybody may hold a place and is a camp of their own.

    ``heads``: singular words for who can; ``nations``: adjective → country's code; ``states``: code → side; ``all_named``:
    the actors of a name; ``kind_of``: an actor's kind.
    """

    generic: tuple[Generic, ...] = ()
    heads: frozenset[str] = frozenset()
    of_state: frozenset[str] = frozenset()
    partitives: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    hold: Mapping[str, Sequence[str]] = field(default_factory=dict)
    held: Mapping[str, Sequence[str]] = field(default_factory=dict)
    strongholds: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    backings: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    conflicts: tuple[Conflict, ...] = ()
    nations: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    all_named: Callable[[str], Sequence[Actor]] = _none_named
    kind_of: Callable[[str], str | None] = _no_kind

    @classmethod
    def load(cls, lexicon: Lexicon, actors: Actors, extra: Path | None = None) -> Camps:
        """Reads control.yaml and demonyms.yaml. ``extra``: a user's catalogue folder."""
        rows = files.load("control.yaml", extra)
        generic = tuple(
            Generic(
                key,
                row["called"],
                row["clear"],
                tuple(map(plain, row["phrases"])),
                frozenset(row["words"]),
                frozenset(row.get("may_be", ())),
            )
            for key, row in rows["camps"].items()
        )

        def kind_of(actor_id: str) -> str | None:
            actor = actors.get(actor_id)
            return actor.kind if actor is not None else None

        return cls(
            generic=generic,
            heads=frozenset(rows["heads"]).union(
                *(lexicon.classes[name] for name in WHO_ACTS), *(one.words for one in generic)
            ),
            of_state=frozenset(rows["of_state"]),
            partitives=frozenset(rows["partitives"]),
            breaks=frozenset(rows["breaks"]),
            possessives=frozenset(rows["possessives"]),
            things=frozenset(rows["things"]),
            hold=rows["hold"],
            held=rows["held"],
            strongholds=frozenset(rows["strongholds"]),
            kinds=frozenset(rows["kinds"]),
            backings=actors.nouns.backings,
            leading=actors.nouns.leading,
            between=actors.nouns.between,
            conflicts=actors.conflicts,
            nations={
                word.lower(): code for code, words in files.load("demonyms.yaml", extra).items() for word in words
            },
            states={row["code"]: row["name"].lower().replace(" ", "-") for row in files.table("countries.csv", extra)},
            all_named=actors.all_named,
            kind_of=kind_of,
        )


def holders(
    parts: Sequence[Participant],
    country: str | None,
    day: str,
    camps: Camps,
    actor_side: ActorSide,
    name_of: NameOf,
) -> list[Holder]:
    """The camps of those who can hold a place in ``country`` on the ISO date ``day``, each once; the clear if any is."""
    found: dict[str, Holder] = {}
    for part in parts:
        one = holder(part, country, day, camps, actor_side, name_of)
        if one is not None:
            found.setdefault(one.party, one)
    clear = [one for one in found.values() if one.clear]
    return clear or list(found.values())


def holder(
    part: Participant,
    country: str | None,
    day: str,
    camps: Camps,
    actor_side: ActorSide,
    name_of: NameOf,
) -> Holder | None:
    """``None`` for what can't hold a place (a photo, a convoy), for pronouns and for those not told ("its allies")."""
    if part.actor_id is not None:
        kind = camps.kind_of(part.actor_id)
        if kind is not None and kind not in camps.kinds:
            return None
        return _known(part.actor_id, name_of(part.actor_id) or part.mention, actor_side(part.actor_id, day))
    if STOP_WORDS.issuperset(part.mention.lower().split()):
        return None
    if not camps.heads:
        return Holder(f"named:{fold(part.mention)}", part.mention, None)
    words = _words(part.mention, camps)
    return _named_in(words, country, day, camps) or _generic(words, country, day, camps) if words else None


def are_things(parts: Sequence[Participant], camps: Camps) -> bool:
    """Are all of them what nobody holds a place with: an aid convoy, a photo?"""
    heads = [words[-1].lower() for part in parts if (words := _words(part.mention, camps)) and part.actor_id is None]
    return bool(heads) and len(heads) == len(parts) and all(singular(head) in camps.things for head in heads)


def told_in(quote: str, before: str, relation: str, camps: Camps) -> list[Participant]:
    """Whom a claim that has no agent says it is held or besieged by: "in rebel hands", "held by rebels", "a stronghold of".

    ``before``: what stands before its words, of which the last belong to a "controlled" or "bastion" that they begin with.
    """
    words = _WORD.findall(quote)
    lower = [word.lower() for word in words]
    hold, held = camps.hold.get(relation, ()), camps.held.get(relation, ())
    found: list[Sequence[str]] = []
    for i, word in enumerate(lower):
        if word in hold:
            under = next((at for at in range(i - 1, max(-1, i - 6), -1) if lower[at] in ("under", "in")), None)
            if under is not None:
                found.append(words[under + 1 : i])
            if lower[i + 1 : i + 2] == ["of"]:
                found.append(words[i + 2 : i + 7])
        elif word in held:
            by = words[i + 2 : i + 7] if lower[i + 1 : i + 2] == ["by"] else []
            found.append(by or words[max(0, i - 1) : i] or _WORD.findall(before)[-2:])
        elif word.rpartition("-")[2] in held:
            found.append([words[i].rpartition("-")[0]])
        elif relation == "holds" and singular(word) in camps.strongholds:
            found.append(words[max(0, i - 2) : i] or _WORD.findall(before)[-2:])
            found.append(words[i + 2 : i + 7] if lower[i + 1 : i + 2] == ["of"] else [])
    spoken = [part for who in found for part in " ".join(who).split(" and ")]  # "under the control of A and B"
    return [Participant("agent", part, None, 0, 0) for part in spoken if part]


def singular(word: str) -> str:
    """A noun's singular as the data files have it, as far as its ending tells."""
    if word.endswith("men"):
        return f"{word[:-2]}an"
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "corps")) else word


def _known(actor_id: str, name: str, side: str | None) -> Holder:
    return Holder(f"side:{side}" if side is not None else actor_id, name, side)


def _words(mention: str, camps: Camps) -> list[str]:
    """The words that say who it is: without whom they are backed by or are against, and up to where others are told of."""
    words = [_POSSESSIVE.sub("", word) for word in _WORD.findall(mention)]
    words[:1] = [word.lower() for word in words[:1] if word.lower() in STOP_WORDS] or words[:1]  # "The Third Division"
    while words and words[0] in STOP_WORDS - camps.possessives:
        del words[0]
    if not words or words[0].lower() in camps.possessives:
        return []
    lower = [word.lower() for word in words]
    for i, word in enumerate(lower[1:], 1):
        others = word == "and" and (
            lower[i - 1] in camps.of_state or singular(lower[i - 1]) in camps.heads - {lower[i - 1]}
        )
        if word in camps.breaks or others:
            words = words[:i]
            break
        if word == "of":
            if singular(lower[i - 1]) in camps.partitives:
                return _words(" ".join(words[i + 1 :]), camps)
            words = words[:i]
            break
    return [kept for word in words for kept in _apart(word, camps) if kept]


def _apart(word: str, camps: Camps) -> Iterator[str]:
    """ "Kurdish-led" is Kurdish, "pro-regime" the regime's; "Turkish-backed" and "anti-Assad" say nothing of who it is."""
    first, hyphen, last = word.partition("-")
    if not hyphen or first.lower() in ("al", "ash", "el"):
        yield word
    elif first.lower() == "so":
        return
    elif first.lower() == "anti":
        if singular(word.lower()) in camps.heads:
            yield word.lower()
    elif first.lower() == "pro" or last.lower() not in camps.backings | camps.leading:
        yield from (last,) if first.lower() == "pro" else (first, last)
    elif last.lower() in camps.leading:
        yield first


def _named_in(words: Sequence[str], country: str | None, day: str, camps: Camps) -> Holder | None:
    """The actor whose name is among the words ("Daesh's men", of which the name has a capital), if a group or it alone."""
    can_hold = singular(words[-1].lower()) in camps.heads
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            name = words[first : first + length]
            if not any(word[0].isupper() for word in name) or not (can_hold or first + length == len(words)):
                continue
            actor = _actor(name, country, camps)
            if actor is not None:
                return _known(actor.actor_id, actor.name, actor.side(day))
    return None


def _actor(name: Sequence[str], country: str | None, camps: Camps) -> Actor | None:
    """An only actor of the name, or an only one of the country. Names may have lost an apostrophe or their plural."""
    written = " ".join(name)
    # A state is named by its adjective or as a place: neither is looked for here.
    for spelling in (written, written.removesuffix("s"), f"{written}s"):
        named = [actor for actor in camps.all_named(spelling) if actor.kind in camps.kinds - {"state"}]
        near = [actor for actor in named if actor.country == country] or named
        if len(near) == 1:
            return near[0]
    return None


def _generic(words: Sequence[str], country: str | None, day: str, camps: Camps) -> Holder | None:
    lower = [word.lower() for word in words]
    nouns = [singular(word) for word in lower]
    conflicts = [one for one in camps.conflicts if country is not None and one.covers(country, day)]
    nations = [code for word in lower if (code := camps.nations.get(word)) is not None]
    community = next((side for one in conflicts for side in _communities(one, nouns)), None)
    alone = len(words) == 1 and (nations or community)
    if nouns[-1] not in camps.heads and not alone:
        return None
    if community is not None:
        return _side_of_words(community, words)
    is_state = nouns[-1] in camps.of_state or alone
    foreign = next((code for code in nations if code != country), None)
    if foreign is not None and is_state and camps.states.get(foreign) is not None:
        return _side_of_words(camps.states[foreign], words)
    camp = _camp(nouns, camps)
    if nations and foreign is None and nouns[-1] in camps.of_state and (camp is None or not camp.clear):
        camp = next((one for one in camps.generic if one.key == "government"), camp)
    phrases = [plain(" ".join(lower[at:])) for at in range(len(lower))]
    spelt = [spelling for one in phrases for spelling in (one, f"the {one}", f"{one}s")]
    side = _side_of_phrase(spelt, conflicts) or (_side_of_phrase(camp.phrases, conflicts) if camp is not None else None)
    if camp is None:
        return Holder(f"side:{side}", " ".join(words), side) if side is not None else None
    if not camp.clear and side is None and words[-1][0].isupper() and _is_name(words[:-1], camps):
        return Holder(f"named:{fold(' '.join(words))}", " ".join(words), None)
    party = f"side:{side}" if side is not None else f"camp:{camp.key}"
    return Holder(party, camp.called, side, camp.clear or side is not None, camp.may_be)


def _is_name(before: Sequence[str], camps: Camps) -> bool:
    """ "Seventh Rila", with a capital of its own, before "Division": a group that the catalogue doesn't know."""
    return any(word[0].isupper() and word.lower() not in camps.between | camps.nations.keys() for word in before)


def _side_of_phrase(phrases: Sequence[str], conflicts: Sequence[Conflict]) -> str | None:
    return next((one.phrases[phrase][0] for phrase in phrases for one in conflicts if phrase in one.phrases), None)


def _communities(conflict: Conflict, nouns: Sequence[str]) -> Iterator[str]:
    """Sides of peoples that are named: "Kurdish", "Kurds"."""
    for noun in nouns:
        yield from (side for name, side in conflict.communities.items() if len(noun) > 3 and name.startswith(noun))


def _camp(nouns: Sequence[str], camps: Camps) -> Generic | None:
    """The generic camp of the last word that has a clear one, else of the last that has any."""
    found = [camp for noun in reversed(nouns) for camp in camps.generic if noun in camp.words]
    return next((camp for camp in found if camp.clear), found[0] if found else None)


def _side_of_words(side: str, words: Sequence[str]) -> Holder:
    return Holder(f"side:{side}", " ".join(words) if len(words) > 1 else f"{words[0]} forces", side)
