"""Who is claimed to hold which place, since when and on whose word: claims in, statements and spells of control out.

Nothing is inferred: a spell is made of what claims say of a place that they name, and ends where claims say so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from spacy.lang.en.stop_words import STOP_WORDS

from sayso.catalogue.actors import Actors
from sayso.catalogue.folding import fold
from sayso.catalogue.lexicon import Lexicon
from sayso.events.mentions import mention, written
from sayso.events.sides import Sides
from sayso.events.voices import Voice, named_source, voice
from sayso.records import Claim, Document, Participant, Place, Time
from sayso.views.held import PARTS, PROVINCE, HeldWords, held, is_aim, is_described, is_past, is_place
from sayso.views.holders import (
    NOBODY_TOLD,
    UNTOLD,
    ActorSide,
    Camps,
    Holder,
    NameOf,
    are_things,
    holder,
    holders,
    told_in,
)

Relation = Literal["took", "holds", "besieges", "left", "lifted"]
Held = Literal["holds", "besieges"]
Exactness = Literal["day", "month", "year"]
VoiceOf = Callable[[Claim, Document], tuple[str | None, str]]
"""The side on whose word a claim is, if any, and how its voice is called."""
HELD: Mapping[Held, tuple[Relation, ...]] = {
    "holds": ("took", "holds", "left"),
    "besieges": ("besieges", "left", "lifted"),
}
"""Which statements begin, go on with or end a spell of each kind."""
NEARBY_DAYS = 7
"""Claims no further apart are of one time; so far from a spell a denial still is about it."""
FAR_DAYS = 90
"""What is told of a camp without a name no more than this later, or by a rival in between, is of one spell."""
BEFORE = 40
"""Characters before a claim's words in which its holder may be told ("the rebel" before "controlled town")."""
_ORDER: Sequence[Relation] = ("holds", "besieges", "left", "lifted", "took")
"""On one day who holds a place is told before who leaves or takes it."""
_MONTHS = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one claim says of who holds a place, or some of it (``part``).

    ``day`` is the first that the claim's time allows, ``latest`` the last; ``last`` the last on which it says that the
    place is held. Without a time of its own (``dated`` false) all are the day of the article. ``exactness`` is how ``day``
    is told. ``denied``: the claim says that it is not so. ``span``: where the claim stands in the document's text.
    """

    place: Place
    part: str | None
    relation: Relation
    holder: Holder
    day: str
    last: str
    latest: str
    exactness: Exactness
    dated: bool
    denied: bool
    voice: str
    voice_side: str | None
    claim_id: str
    document_id: str
    span: tuple[int, int]

    @property
    def party(self) -> str:
        return self.holder.party


@dataclass(frozen=True, slots=True)
class Spell:
    """A party is claimed to hold or besiege a place from ``since`` to ``last_told``, the last day that a claim says so.

    ``names``: what claims and the gazetteer call the place. ``since_exactness`` and ``last_told_exactness``: whether the
    day is told, or only its month or year. ``until`` is the day from which claims have somebody else in its place or have
    it leave (``ended_by``); ``None`` where none do. ``contested_by``: claims that deny it, or have another camp hold the
    place at the same time. ``denied``: nobody says that it is so, ``claims`` deny it.
    """

    place_id: str | None
    place: str
    part: str | None
    names: tuple[str, ...]
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    relation: Held
    denied: bool
    party: str
    holder: str
    side: str | None
    since: str
    since_exactness: Exactness
    last_told: str
    last_told_exactness: Exactness
    until: str | None
    voices: tuple[str, ...]
    contested: bool
    claims: tuple[str, ...]
    contested_by: tuple[str, ...]
    ended_by: tuple[str, ...]


RELATIONS: Mapping[tuple[str, str | None, str | None], Relation] = {
    ("COERCE", "seize", "Non-state actor overtakes territory"): "took",
    ("COERCE", "seize", "Government regains territory"): "took",
    ("MOBILIZE", None, "Other"): "holds",
    ("COERCE", "restrict", "Other"): "besieges",
    ("RETREAT", "access", "Other"): "lifted",
    ("RETREAT", "withdraw", "Non-violent transfer of territory"): "left",
    ("RETREAT", "withdraw", "Other"): "left",
}
"""What the types of the family of territory and sieges say of control (``event_types.yaml``)."""


def told(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    lexicon: Lexicon,
    sides: Sides,
    actors: Actors,
    extra: Path | None = None,
) -> list[Statement]:
    """``statements`` with names, camps, sides and voices as the catalogue knows them; ``extra``: a user's folder of it."""

    def name_of(actor_id: str) -> str | None:
        actor = actors.get(actor_id)
        return actor.name if actor is not None else None

    def heard(claim: Claim, document: Document) -> Voice:
        return voice(mention(claim, document, lexicon, sides.actor_side), sides.outlet_side, sides.actor_named)

    def called(one: Voice) -> str:
        return name_of(one.speaker.removeprefix("source:")) or one.name

    def voice_of(claim: Claim, document: Document) -> tuple[str | None, str]:
        source = named_source(claim.attribution)
        if source is not None and (source.actor_id is not None or source.kind != "document"):
            told = heard(claim, document)
            return told.side, called(told)
        outlet = heard(replace(claim, attribution=()), document)
        whose = f" ({sides.called(outlet.side)})" if outlet.side is not None else ""
        cited = next((link for link in reversed(claim.attribution) if link.side is not None), None)
        if cited is not None and cited.side is not None:
            is_pronoun = STOP_WORDS.issuperset(cited.source.lower().split())
            name = sides.called(cited.side)
            return cited.side, name if is_pronoun else f"{cited.source} ({name})"
        unnamed = "a source without a name in " if claim.attribution and source is None else ""
        return outlet.side, f"{unnamed}{called(outlet)}{whose}"

    camps, words = Camps.load(lexicon, actors, extra), HeldWords.load(extra)
    return statements(claims, documents, sides.actor_side, name_of, voice_of, camps, words)


def statements(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    actor_side: ActorSide,
    name_of: NameOf,
    voice_of: VoiceOf,
    camps: Camps = Camps(),  # noqa: B008 -- frozen
    words: HeldWords = HeldWords(),  # noqa: B008 -- frozen
) -> list[Statement]:
    """What actual claims say of control, by place and day. Copies say nothing that their originals do not, and what an
    outlet tells on nobody's word and distances itself from ("the so-called recapture") nobody says.

    Without ``camps`` each name is a camp of its own, without ``words`` every place that is named within what is held is it.
    """
    usable = [
        claim
        for claim in claims
        if claim.status == "actual"
        and documents[claim.document_id].original_id is None
        and (claim.stance != "distanced" or claim.attribution)
    ]
    countries = _countries(usable)
    found = [
        statement
        for claim in usable
        for statement in _of_claim(
            claim,
            documents[claim.document_id],
            _Reference(countries.get(claim.document_id), actor_side, name_of, voice_of, camps, words),
        )
    ]
    return sorted(found, key=lambda one: (place_key(one.place), one.day, one.claim_id, one.relation, one.party))


def spells(statements: Iterable[Statement]) -> list[Spell]:
    """The spells that the statements make, by place and first day."""
    return _by_place(statements, _spells)


def denials(statements: Iterable[Statement]) -> list[Spell]:
    """What is denied of whom while nobody says it, by place and first day: rows that are no spells."""
    return _by_place(statements, _only_denied)


def at_place(found: Iterable[Spell], name: str, place_ids: Iterable[str] = ()) -> list[Spell]:
    """Those at the places of this id or name, as claims or the gazetteer have it, accents and capitals aside.

    ``place_ids``: ids of the places that the gazetteer knows by the name.
    """
    listed, wanted = list(found), fold(name)
    ids = {name, *place_ids} | {
        spell.place_id for spell in listed if spell.place_id is not None and wanted in map(fold, spell.names)
    }
    return [
        spell
        for spell in listed
        if spell.place_id in ids or (spell.place_id is None and wanted in map(fold, spell.names))
    ]


def between(found: Iterable[Spell], first: str, last: str) -> list[Spell]:
    """Those that were not over before the first and had begun by the last of two ISO dates; denials of those days."""
    return [
        spell
        for spell in found
        if spell.since <= last
        and (spell.last_told >= first if spell.denied else spell.until is None or first < spell.until)
    ]


def place_key(place: Place) -> str:
    """What is one place: the gazetteer's id, else the folded name."""
    return place.place_id or f"named:{fold(place.mention)}"


def as_told(day: str, exactness: Exactness) -> str:
    """An ISO date as far as it is told: 2015, 2015-03 or 2015-03-21."""
    return day[: {"year": 4, "month": 7, "day": 10}[exactness]]


@dataclass(frozen=True, slots=True)
class _Reference:
    """What a claim is read with. ``country``: of most places of the document, for a place that the gazetteer lacks."""

    country: str | None
    actor_side: ActorSide
    name_of: NameOf
    voice_of: VoiceOf
    camps: Camps
    words: HeldWords

    def holders(self, parts: Sequence[Participant], country: str | None, day: str) -> list[Holder]:
        return holders(parts, country or self.country, day, self.camps, self.actor_side, self.name_of)

    def can_hold(self, part: Participant, day: str) -> bool:
        return holder(part, self.country, day, self.camps, self.actor_side, self.name_of) is not None


@dataclass(frozen=True, slots=True)
class _When:
    """See ``Statement``."""

    day: str
    last: str
    latest: str
    exactness: Exactness
    dated: bool


def _countries(claims: Iterable[Claim]) -> dict[str, str]:
    """The country of most places of each document's claims."""
    counts: dict[str, Counter[str]] = {}
    for claim in claims:
        counts.setdefault(claim.document_id, Counter()).update(
            place.country for place in claim.places if place.country is not None
        )
    return {number: min(some, key=lambda code: (-some[code], code)) for number, some in counts.items() if some}


def _of_claim(claim: Claim, document: Document, known: _Reference) -> Iterable[Statement]:
    relation = RELATIONS.get((claim.event.plover, claim.event.mode, claim.event.acled_sub))
    when = _when(claim.time, document, relation in ("holds", "besieges")) if relation is not None else None
    if relation is None or when is None:
        return
    if relation == "holds" and when.last == when.latest and is_described(claim, known.words):
        when = replace(
            when, day=when.last, exactness="day"
        )  # "bombed rebel-held Lesna since May": so long is it bombed
    agents = [part for part in claim.participants if part.role == "agent"]
    named = [part for part in claim.participants if part.role == "target"]
    others = [
        part for part in named if not is_place(part, claim.places, known.words) and known.can_hold(part, when.day)
    ]
    targets = [part for part in named if part not in others]
    # "The rebels lost the town": whoever took it is not told. "They drove the rebels out": who is driven out leaves.
    if others and (relation == "left" or (relation == "took" and not agents)):
        agents, relation = others, "left"
    if are_things(agents, known.camps) or is_aim(claim, document.text, known.words):
        return
    if relation in ("holds", "besieges") and is_past(claim, targets, known.words):
        return
    voice_side, voice = known.voice_of(claim, document)
    for one in held(claim, document.text, targets, relation in ("left", "lifted"), known.words):
        told_of = known.holders(agents, one.place.country, when.day)
        if not told_of and relation in ("holds", "besieges"):
            before = document.text[max(0, claim.start - BEFORE) : claim.start]
            told_of = known.holders(told_in(claim.quote, before, relation, known.camps), one.place.country, when.day)
        for camp in told_of or [NOBODY_TOLD]:
            if relation == "left" and camp.party == UNTOLD:
                continue
            yield Statement(
                place=one.place,
                part=one.part,
                relation=relation,
                holder=camp,
                day=when.day,
                last=when.last,
                latest=when.latest,
                exactness=when.exactness,
                dated=when.dated,
                denied=claim.polarity == "denied",
                voice=voice,
                voice_side=voice_side,
                claim_id=claim.claim_id,
                document_id=claim.document_id,
                span=(claim.start, claim.end),
            )


def _when(time: Time | None, document: Document, lasts: bool) -> _When | None:
    """``lasts``: being held or besieged goes on through a time that ends with the article ("since 2014")."""
    day = (written(document) or "")[:10]
    if time is None or time.start_date is None:
        return _When(day, day, day, "day", False) if day else None
    start, end = time.start_date, max(time.end_date or time.start_date, time.start_date)
    goes_on = lasts and end in (day, (document.published or "")[:10])
    return _When(start, end if goes_on else start, end, _exactness(time, start), True)


def _exactness(time: Time, start: str) -> Exactness:
    """A year's or a month's first day is told where the time is no more exact than that."""
    if (time.precision or 1) < 4 or not start.endswith("-01") or re.search(r"\b1(?:st)?\b", time.mention or ""):
        return "day"
    return "year" if start.endswith("-01-01") and not _MONTHS.search(time.mention or "") else "month"


@dataclass(slots=True)
class _Run:
    """A spell in the making: what tells it, what ends it, what speaks against it."""

    told: list[Statement]
    ended: list[Statement] = field(default_factory=list)
    against: list[Statement] = field(default_factory=list)

    @property
    def party(self) -> str:
        return self.told[0].party

    @property
    def is_clear(self) -> bool:
        return self.told[0].holder.clear

    @property
    def last(self) -> str:
        return max(one.last for one in self.told)

    @property
    def latest(self) -> str:
        """The last day that what is told allows; a whole year only where no other time is told."""
        known = [one.latest for one in self.told if one.exactness != "year"] or [one.latest for one in self.told]
        return max([self.last, *known])


MakeSpells = Callable[[Sequence[Statement], Held, Sequence[Statement]], list[Spell]]


def _by_place(statements: Iterable[Statement], make: MakeSpells) -> list[Spell]:
    """The rows that ``make`` gives of what is told of a place or a part of it; a taking of all of it is told to each."""
    by_place: dict[str, dict[str, list[Statement]]] = {}
    for one in statements:
        by_place.setdefault(place_key(one.place), {}).setdefault(one.part or "", []).append(one)
    called = {key: _called(next(iter(parts.values()))[0].place) for key, parts in by_place.items()}
    return [
        spell
        for key in sorted(by_place, key=lambda key: (called[key], key))
        for part in sorted(by_place[key])
        for relation in HELD
        for spell in make(
            [one for one in by_place[key][part] if one.relation in HELD[relation]],
            relation,
            [one for one in by_place[key].get("", []) if part and one.relation == "took" and not one.denied],
        )
    ]


def _called(place: Place) -> str:
    return fold(place.name or place.mention)


def _spells(told: Sequence[Statement], relation: Held, takings: Sequence[Statement]) -> list[Spell]:
    """Spells at one place. Whoever is said to take it, or to hold it when nobody else is any more, ends the holding of
    others; whoever is said to hold it while others do contests theirs. Several may besiege a place together, and hold
    parts of it. ``takings`` of all of it end the holding of a part.
    """
    runs: list[_Run] = []
    asserted = sorted(
        [one for one in told if not one.denied] + list(takings),
        key=lambda one: (one.day, _ORDER.index(one.relation), one.claim_id, one.party),
    )
    for i, one in enumerate(asserted):
        standing = [run for run in runs if not run.ended]
        own = next((run for run in reversed(standing) if run.party == one.party), None)
        if one.relation in ("left", "lifted"):
            for run in standing:
                if (one.relation == "lifted" or run is own) and run.last <= one.day:
                    run.ended.append(one)
            continue
        if one in takings:
            own = None
        elif own is None or (not own.is_clear and _days(own.last, one.day) > FAR_DAYS):
            own = _Run([])
            runs.append(own)
        if own is not None:
            own.told.append(one)
        if relation == "holds" and one.part != PARTS:
            for rival in (run for run in standing if run.party != one.party):
                _meet(rival, own, one, asserted[i + 1 :])
    against = [one for one in told if one.denied and one.relation not in ("left", "lifted")]
    return [_spell(run, relation, [denial for denial in against if _denies(denial, run)]) for run in runs]


def _meet(rival: _Run, own: _Run | None, one: Statement, later: Sequence[Statement]) -> None:
    """What a statement of a camp does to the spell of another: it ends it or, at the same time, contests it."""
    takes = one.relation == "took"
    if takes and any(_is_of_it(other, one) for other in rival.told):
        rival.ended.append(one)
    elif not one.holder.clear or one.exactness == "year" or any(_are_no_rivals(one, other) for other in rival.told):
        return
    elif takes and rival.latest < one.day:
        rival.ended.append(one)
    elif not rival.is_clear:
        if rival.latest < one.day and _days(rival.last, one.day) > NEARBY_DAYS:
            rival.ended.append(one)
    elif own is None:
        return  # who takes all of it contests nobody's part
    elif one.exactness == "day" and (_is_near(rival, one) or (not takes and _is_told_again(rival, one, later))):
        _contest(rival, own, one)
    elif not takes and rival.latest < one.day:
        rival.ended.append(one)


def _are_no_rivals(one: Statement, other: Statement) -> bool:
    """Are both told of in one breath, or may they be one?"""
    may_be_one = other.holder.side in one.holder.may_be or one.holder.side in other.holder.may_be
    return may_be_one or one.claim_id == other.claim_id


def _is_of_it(held_before: Statement, taking: Statement) -> bool:
    """ "They took rebel-held Lesna": who held it is told in the words of the taking."""
    return (
        held_before.relation == "holds"
        and held_before.document_id == taking.document_id
        and held_before.span[0] < taking.span[1]
        and taking.span[0] < held_before.span[1]
        and held_before.last <= taking.day
    )


def _contest(rival: _Run, own: _Run, one: Statement) -> None:
    rival.against.append(one)
    own.against.append(rival.told[-1])


def _is_near(rival: _Run, one: Statement) -> bool:
    """Is it told of days that are known, and of the same time?"""
    return _days(rival.last, one.day) <= NEARBY_DAYS and all(
        known.last == known.latest or _days(known.day, known.latest) <= NEARBY_DAYS for known in (one, rival.told[-1])
    )


def _is_told_again(run: _Run, one: Statement, later: Sequence[Statement]) -> bool:
    """Is it claimed before and after to hold what another is said to hold, and not to have taken it in between?"""
    following = next((other for other in later if other.party == run.party), None)
    return (
        following is not None
        and following.relation == "holds"
        and _days(run.last, one.day) <= FAR_DAYS
        and _days(one.day, following.day) <= FAR_DAYS
    )


def _only_denied(told: Sequence[Statement], relation: Held, _takings: Sequence[Statement]) -> list[Spell]:
    """A row for each camp of which it is denied while no claim of about that day has it so."""
    asserted = [one for one in told if not one.denied and one.relation not in ("left", "lifted")]
    alone: dict[str, list[Statement]] = {}
    for one in told:
        if (
            one.denied
            and one.relation not in ("left", "lifted")
            and not any(_denies(one, _Run([other])) for other in asserted)
        ):
            alone.setdefault(one.party, []).append(one)
    return [_spell(_Run(denying), relation, [], denied=True) for denying in alone.values()]


def _spell(run: _Run, relation: Held, against: Sequence[Statement], denied: bool = False) -> Spell:
    first, place = run.told[0], _most_exact(run.told)
    contested_by = _claims([*run.against, *against])
    name = place.name or place.mention
    return Spell(
        place_id=place.place_id,
        place=name if first.part is None else f"{name} ({first.part})",
        part=first.part,
        names=tuple(dict.fromkeys([name, *(one.place.mention for one in run.told)])),
        country=place.country,
        admin1=place.admin1,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        relation=relation,
        denied=denied,
        party=run.party,
        holder=_most_told([one.holder.name for one in run.told]),
        side=first.holder.side,
        since=first.day,
        since_exactness=first.exactness,
        last_told=run.last,
        last_told_exactness=_exactness_of_last(run),
        until=min((one.day for one in run.ended), default=None),
        voices=tuple(dict.fromkeys(one.voice for one in run.told)),
        contested=bool(contested_by),
        claims=_claims(run.told),
        contested_by=contested_by,
        ended_by=_claims(run.ended),
    )


def _exactness_of_last(run: _Run) -> Exactness:
    latest = [one for one in run.told if one.last == run.last]
    return "day" if any(one.day != one.last for one in latest) else min(one.exactness for one in latest)


def _most_told(names: Sequence[str]) -> str:
    counts = Counter(names)
    return max(counts, key=lambda name: counts[name])


def _claims(told: Sequence[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.claim_id for one in told))


def _denies(denial: Statement, run: _Run) -> bool:
    """A denial that this party, or somebody not told, holds it, from a week before the first to a week after the last day
    told."""
    near = denial.party in (run.party, UNTOLD)
    return near and _days(denial.day, run.told[0].day) <= NEARBY_DAYS and _days(run.last, denial.day) <= NEARBY_DAYS


def _days(first: str, later: str) -> int:
    """Days from the first of two ISO dates to the later, below 0 where it isn't."""
    return (date.fromisoformat(later) - date.fromisoformat(first)).days


def _most_exact(told: Sequence[Statement]) -> Place:
    return min(told, key=lambda one: (one.place.precision or PROVINCE, one.day, one.claim_id)).place
