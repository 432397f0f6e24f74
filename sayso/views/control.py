"""Who is claimed to hold which place, since when and on whose word: claims in, statements and spells of control out.

Nothing is inferred: a spell is made of what claims say of a place that they name, and ends where claims say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from spacy.lang.en.stop_words import STOP_WORDS

from sayso.catalogue.actors import Actors
from sayso.catalogue.folding import fold
from sayso.catalogue.lexicon import Lexicon
from sayso.events.mentions import mention
from sayso.events.sides import Sides
from sayso.events.voices import voice
from sayso.records import Claim, Document, EventType, Participant, Place

Relation = Literal["took", "holds", "besieges", "left", "lifted"]
Held = Literal["holds", "besieges"]
ActorSide = Callable[[str, str | None], str | None]
NameOf = Callable[[str], str | None]
VoiceOf = Callable[[Claim, Document], tuple[str | None, str]]
"""The side on whose word a claim is, if any, and how its voice is called."""
HELD: Mapping[Held, tuple[Relation, ...]] = {
    "holds": ("took", "holds", "left"),
    "besieges": ("besieges", "left", "lifted"),
}
"""Which statements begin, go on with or end a spell of each kind."""
PROVINCE = 4
"""UCDP where_prec: nobody is shown to hold what is wider than a first-level region."""
NEARBY_DAYS = 7
"""A denial contests what was said of a place up to so many days before it."""
UNTOLD = "not told"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one claim says of who holds a place.

    ``party`` is what counts as one holder: ``side:…`` where the actor has a side, else its id or its folded words.
    ``day`` is the first day that the claim's time allows, or the day of publication where ``dated`` is false. ``denied``:
    the claim says that it is not so.
    """

    place: Place
    relation: Relation
    party: str
    holder: str
    side: str | None
    day: str
    dated: bool
    denied: bool
    voice: str
    voice_side: str | None
    claim_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class Spell:
    """A party is claimed to hold or besiege a place from ``since`` to ``last_told``, the last day that a claim says so.

    ``until`` is the day from which claims have somebody else in its place or have it leave (``ended_by``); ``None`` where
    none do. ``contested_by``: claims that deny it, or have another party hold the place without its having taken it later.
    """

    place_id: str | None
    place: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    relation: Held
    party: str
    holder: str
    side: str | None
    since: str
    last_told: str
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
    claims: Iterable[Claim], documents: Mapping[str, Document], lexicon: Lexicon, sides: Sides, actors: Actors
) -> list[Statement]:
    """``statements`` with names, sides and voices as linking knows them."""

    def name_of(actor_id: str) -> str | None:
        actor = actors.get(actor_id)
        return actor.name if actor is not None else None

    def voice_of(claim: Claim, document: Document) -> tuple[str | None, str]:
        heard = voice(mention(claim, document, lexicon, sides.actor_side), sides.outlet_side, sides.actor_named)
        return heard.side, sides.called(heard.side) if heard.side is not None else heard.label

    return statements(claims, documents, sides.actor_side, name_of, voice_of)


def statements(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    actor_side: ActorSide,
    name_of: NameOf,
    voice_of: VoiceOf,
) -> list[Statement]:
    """What actual claims say of control, by place and day. Copies say nothing that their originals do not."""
    found = [
        statement
        for claim in claims
        if claim.status == "actual" and documents[claim.document_id].original_id is None
        for statement in _of_claim(claim, documents[claim.document_id], actor_side, name_of, voice_of)
    ]
    return sorted(found, key=lambda one: (place_key(one.place), one.day, one.claim_id, one.relation, one.party))


def spells(statements: Iterable[Statement]) -> list[Spell]:
    """The spells that the statements make, by place and first day."""
    by_place: dict[str, list[Statement]] = {}
    for statement in statements:
        by_place.setdefault(place_key(statement.place), []).append(statement)
    return [
        spell
        for key in sorted(by_place, key=lambda key: (_called(by_place[key][0].place), key))
        for relation in HELD
        for spell in _spells([one for one in by_place[key] if one.relation in HELD[relation]], relation)
    ]


def at_place(found: Iterable[Spell], name: str) -> list[Spell]:
    """Those at the place of this id or name, accents and capitals aside."""
    wanted = fold(name)
    return [spell for spell in found if spell.place_id == name or fold(spell.place) == wanted]


def between(found: Iterable[Spell], first: str, last: str) -> list[Spell]:
    """Those that were not over before the first and had begun by the last of two ISO dates."""
    return [spell for spell in found if spell.since <= last and (spell.until is None or first < spell.until)]


def _called(place: Place) -> str:
    return fold(place.name or place.mention)


def place_key(place: Place) -> str:
    """What is one place: the gazetteer's id, else the folded name."""
    return place.place_id or f"named:{fold(place.mention)}"


def _of_claim(
    claim: Claim, document: Document, actor_side: ActorSide, name_of: NameOf, voice_of: VoiceOf
) -> Iterable[Statement]:
    relation = _relation(claim.event)
    day, dated = _day(claim, document)
    if relation is None or day is None:
        return
    agents = [part for part in claim.participants if part.role == "agent"]
    if relation == "took" and not agents:  # "the rebels lost the town": whoever took it is not told
        agents = [part for part in claim.participants if part.role == "target" and not _is_place(part, claim.places)]
        relation = "left" if agents else relation
    voice_side, voice = voice_of(claim, document)
    for place in _places(claim):
        for party, holder, side in _parties(agents, day, actor_side, name_of):
            if relation == "left" and party == UNTOLD:
                continue
            yield Statement(
                place=place,
                relation=relation,
                party=party,
                holder=holder,
                side=side,
                day=day,
                dated=dated,
                denied=claim.polarity == "denied",
                voice=voice,
                voice_side=voice_side,
                claim_id=claim.claim_id,
                document_id=claim.document_id,
            )


def _relation(event: EventType) -> Relation | None:
    return RELATIONS.get((event.plover, event.mode, event.acled_sub))


def _day(claim: Claim, document: Document) -> tuple[str | None, bool]:
    if claim.time is not None and claim.time.start_date is not None:
        return claim.time.start_date, True
    return (document.published or "")[:10] or None, False


def _places(claim: Claim) -> list[Place]:
    """Places within what is taken or held; failing that, all of the claim; each once, none wider than a province."""
    usable = [place for place in claim.places if place.precision is None or place.precision <= PROVINCE]
    targets = [part for part in claim.participants if part.role == "target"]
    taken = [place for place in usable if any(part.start < place.end and place.start < part.end for part in targets)]
    return list({place_key(place): place for place in reversed(taken or usable)}.values())[::-1]


def _is_place(part: Participant, places: Sequence[Place]) -> bool:
    return part.actor_id is None and any(part.start < place.end and place.start < part.end for place in places)


def _parties(
    agents: Sequence[Participant], day: str, actor_side: ActorSide, name_of: NameOf
) -> list[tuple[str, str, str | None]]:
    """(party, how it is called, side) of each who holds or leaves; one that nobody names where none is told."""
    found: dict[str, tuple[str, str, str | None]] = {}
    for part in agents:
        if part.actor_id is None and STOP_WORDS.issuperset(part.mention.lower().split()):
            continue  # a pronoun that stands for nobody known
        side = actor_side(part.actor_id, day) if part.actor_id is not None else None
        holder = (name_of(part.actor_id) if part.actor_id is not None else None) or part.mention
        party = f"side:{side}" if side is not None else part.actor_id or f"named:{fold(part.mention)}"
        found.setdefault(party, (party, holder, side))
    return list(found.values()) or [(UNTOLD, UNTOLD, None)]


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
    def last(self) -> str:
        return self.told[-1].day


def _spells(told: Sequence[Statement], relation: Held) -> list[Spell]:
    """Spells at one place. Whoever is said to take it ends the holding of others; whoever is only said to hold it while
    nobody has it change hands contests theirs. Several may besiege a place together.
    """
    runs: list[_Run] = []
    for one in (statement for statement in told if not statement.denied):
        standing = [run for run in runs if not run.ended]
        own = next((run for run in standing if run.party == one.party), None)
        if one.relation in ("left", "lifted"):
            for run in standing:
                if one.relation == "lifted" or run is own:
                    run.ended.append(one)
            continue
        if own is None:
            own = _Run([])
            runs.append(own)
        own.told.append(one)
        if relation == "holds" and one.party != UNTOLD:
            for rival in (run for run in standing if run.party not in (one.party, UNTOLD)):
                if one.relation == "took" and rival.last < one.day:
                    rival.ended.append(one)
                else:
                    rival.against.append(one)
                    own.against.append(rival.told[-1])
    denials = [statement for statement in told if statement.denied]
    return [_spell(run, relation, [denial for denial in denials if _denies(denial, run)]) for run in runs]


def _spell(run: _Run, relation: Held, denials: Sequence[Statement]) -> Spell:
    first, place = run.told[0], _most_exact(run.told)
    contested_by = _claims([*run.against, *denials])
    return Spell(
        place_id=place.place_id,
        place=place.name or place.mention,
        country=place.country,
        admin1=place.admin1,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        relation=relation,
        party=run.party,
        holder=first.holder,
        side=first.side,
        since=first.day,
        last_told=run.last,
        until=min((one.day for one in run.ended), default=None),
        voices=tuple(dict.fromkeys(one.voice for one in run.told)),
        contested=bool(contested_by),
        claims=_claims(run.told),
        contested_by=contested_by,
        ended_by=_claims(run.ended),
    )


def _claims(told: Sequence[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.claim_id for one in told))


def _denies(denial: Statement, run: _Run) -> bool:
    """A denial that this party, or somebody not told, holds it, from the first to a week after the last day told."""
    latest = (date.fromisoformat(run.last) + timedelta(days=NEARBY_DAYS)).isoformat()
    return denial.party in (run.party, UNTOLD) and run.told[0].day <= denial.day <= latest


def _most_exact(told: Sequence[Statement]) -> Place:
    return min(told, key=lambda one: (one.place.precision or PROVINCE, one.day, one.claim_id)).place
