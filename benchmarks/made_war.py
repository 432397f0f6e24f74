"""A war that never was, told by newspapers: a seed in; articles, their claims and a catalogue of its actors out.

Countries carry ISO codes that are nobody's (XA to XD), days lie in the 1870s, names are put together from syllables.
Sizes are those of a ledger of real articles: some 14 claims an article, two an event, one event in forty contested, one
article in twenty a copy. No sentence is read: the claims are known before it is written. Words are in made_war.yaml.
"""

from __future__ import annotations

import hashlib
import random
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from sayso.catalogue.lexicon import Lexicon
from sayso.records import Claim, Custody, Document, Participant, Passage, Place, Quantity, Source, Time

WORDS = Path(__file__).with_name("made_war.yaml")
FIRST_DAY, DAYS = date(1871, 3, 1), 2500
CLAIMS_AN_ARTICLE = 14
TOWNS_A_REGION = 50
OUTLETS = 40
ON_A_SIDE = 12
"""How many of the outlets speak for a country."""
MEMORY = 120
"""How many occurrences papers still write about."""
AGAIN = 0.66
"""How often a claim is about an occurrence that was told before."""
COPIED, LIFTED = 0.045, 0.02
PASSAGE = 3
"""Claims that a lifted passage holds, at most."""
CREDITED, DENIED, NOT_YET, DATED, COUNTED, DISPUTED = 0.45, 0.006, 0.08, 0.53, 0.5, 0.4
SOUTH, WEST, HEIGHT, WIDTH = 39.5, 17.0, 3.0, 5.5
"""Where the first country begins, in degrees, and how large each is; they lie two by two."""
PRECISIONS = {1: 62, 2: 6, 3: 3, 4: 18, 6: 11}
"""UCDP where_prec and how often it is told."""
BEFORE = {1: " in ", 2: " near ", 3: " in the district of ", 4: " in ", 6: " in "}
Part = tuple[str, str, str]
"""Words before a mention, the mention, words after it."""
NOTHING: Part = ("", "", "")


@dataclass(frozen=True, slots=True)
class Actor:
    actor_id: str
    name: str
    kind: str
    side: str


@dataclass(frozen=True, slots=True)
class Outlet:
    name: str
    side: str | None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What happened. ``toll`` is what all tell, or, where ``disputed``, what ``agent``'s side does and others do not."""

    number: int
    type: str
    place: Place
    day: date
    agent: Actor
    target: Actor
    measure: str | None
    toll: int
    disputed: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Article:
    """A document, its claims with the number of what each is about, and the passage that it lifted, if any."""

    document: Document
    claims: tuple[Claim, ...]
    about: tuple[int, ...]
    copy_of: str | None = None
    lifted: Passage | None = None


class Text:
    """Words as they are written, and where each mention came to stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0

    def write(self, words: str) -> None:
        self._parts.append(words)
        self.length += len(words)

    def fill(self, pattern: str, values: Mapping[str, Part], opening: bool) -> dict[str, tuple[int, int]]:
        """Writes a pattern, with a capital if it opens a sentence; where the mentions of its fields stand."""
        spans, first = {}, len(self._parts)
        for words, field, _, _ in Formatter().parse(pattern):
            self.write(words)
            if field is not None:
                before, mention, after = values[field]
                self.write(before)
                spans[field] = self.length, self.length + len(mention)
                self.write(mention + after)
        for place in range(first, len(self._parts) if opening else first):
            if words := self._parts[place]:
                self._parts[place] = words[0].upper() + words[1:]
                break
        return spans

    def __str__(self) -> str:
        return "".join(self._parts)


class War:
    """The world of it: places, actors, outlets, and the chances of one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words: Mapping[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
        self.lexicon = Lexicon.load()
        self._used: set[str] = set()
        self.places = self._places()
        self.forces = self._actors("forces")
        self.offices = self._actors("offices")
        sides = list(self.words["countries"])
        names = [f"{self._name()} {self.chance.choice(self.words['papers'])}" for _ in range(OUTLETS)]
        self.outlets = [
            Outlet(name, side_of(sides[i % len(sides)]) if i < ON_A_SIDE else None) for i, name in enumerate(names)
        ]

    def articles(self, claims: int) -> Iterator[Article]:
        """Articles in the order of their days, until they hold so many claims."""
        days = sorted(self.chance.randrange(DAYS) for _ in range(max(1, claims // CLAIMS_AN_ARTICLE)))
        known: deque[Occurrence] = deque(maxlen=MEMORY)
        lately: deque[Article] = deque(maxlen=5)
        made = number = 0
        while made < claims:
            day = FIRST_DAY + timedelta(days=days[made * len(days) // claims])
            fitting = [one for one in lately if len(one.claims) <= claims - made]
            article = self._article(number, day, claims - made, known, fitting)
            made += len(article.claims)
            number += 1
            if article.copy_of is None:
                lately.append(article)
            yield article

    def catalogue(self, folder: Path) -> Path:
        """The folder of reference data that names the actors, the outlets and the countries."""
        rows = [
            {
                "id": actor.actor_id,
                "name": actor.name,
                "kind": actor.kind,
                "country": actor.side.removeprefix("made-").upper(),
                "aliases": [f"{actor.name.split()[0]} {alias}" for alias in self._aliases(actor)],
                "affiliations": [{"side": actor.side}],
            }
            for actor in (*self.forces, *self.offices)
        ]
        for outlet in self.outlets:
            row: dict[str, Any] = {"id": slug(outlet.name), "name": outlet.name, "kind": "media", "country": "XA"}
            rows.append(row | ({"affiliations": [{"side": outlet.side}]} if outlet.side else {}))
        (folder / "actors").mkdir(parents=True, exist_ok=True)
        path = folder / "actors" / "made_war.yaml"
        path.write_text(yaml.safe_dump(rows, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return folder

    # Who and where

    def _name(self) -> str:
        """A name that nothing else has."""
        while True:
            syllables = self.chance.choices(self.words["syllables"], k=self.chance.choice((1, 2)))
            name = "".join([*syllables, self.chance.choice(self.words["endings"])]).capitalize()
            if name not in self._used:
                self._used.add(name)
                return name

    def _places(self) -> dict[int, list[Place]]:
        """Places by precision: towns for 1 to 3, regions for 4, countries for 6."""
        found: dict[int, list[Place]] = {1: [], 4: [], 6: []}
        for n, (code, country) in enumerate(self.words["countries"].items()):
            south, west = SOUTH + (n // 2) * HEIGHT, WEST + (n % 2) * WIDTH
            found[6].append(_place(country, code, None, south + HEIGHT / 2, west + WIDTH / 2, 6))
            for r in range(12):
                region = f"{self.chance.choice(self.words['regions'])} {self._name()}"
                down, left = south + (r // 4) * HEIGHT / 3, west + (r % 4) * WIDTH / 4
                found[4].append(_place(region, code, region, down + HEIGHT / 6, left + WIDTH / 8, 4))
                for _ in range(TOWNS_A_REGION):
                    lat, lon = down + self.chance.random() * HEIGHT / 3, left + self.chance.random() * WIDTH / 4
                    found[1].append(_place(self._name(), code, region, round(lat, 4), round(lon, 4), 1))
        found[2] = [replace(town, precision=2) for town in found[1]]
        found[3] = [replace(town, precision=3) for town in found[1]]
        return found

    def _actors(self, sort: str) -> list[Actor]:
        return [
            Actor(slug(f"{country} {row['word']}"), f"{country} {row['word']}", row["kind"], side_of(code))
            for code, country in self.words["countries"].items()
            for row in self.words[sort]
        ]

    def _aliases(self, actor: Actor) -> list[str]:
        rows = [*self.words["forces"], *self.words["offices"]]
        return next(list(row["aliases"]) for row in rows if actor.name.endswith(row["word"]))

    def _occurrence(self, number: int, day: date) -> Occurrence:
        chance, sorts = self.chance, self.words["occurrences"]
        sort = chance.choices(list(sorts), [row["weight"] for row in sorts.values()])[0]
        agent = chance.choice(self.forces)
        precision = chance.choices(list(PRECISIONS), list(PRECISIONS.values()))[0]
        return Occurrence(
            number=number,
            type=sort,
            place=chance.choice(self.places[precision]),
            day=day - timedelta(days=chance.choice((0, 1, 1, 2))),
            agent=agent,
            target=chance.choice([other for other in self.forces if other.side != agent.side]),
            measure=chance.choice(sorts[sort]["measures"] or [None]),
            toll=max(1, round(chance.lognormvariate(2.5, 1.3))),
            disputed=chance.random() < DISPUTED,
            weight=chance.paretovariate(1.0),
        )

    # What is written

    def _article(
        self, number: int, day: date, room: int, known: deque[Occurrence], lately: Sequence[Article]
    ) -> Article:
        outlet = self.chance.choice(self.outlets)
        if lately and self.chance.random() < COPIED:
            return _copied(self.chance.choice(lately), number, outlet, day)
        name = f"made-{number:06}"
        text, lifted = Text(), None
        claims: list[Claim] = []
        told: list[Occurrence] = []
        for _ in range(min(room, max(1, round(self.chance.gauss(CLAIMS_AN_ARTICLE, 5))))):
            told.append(self._next(known, day))
            claims.append(self._sentence(text, told[-1], name, outlet, day))
            text.write("\n\n" if self.chance.random() < 0.3 else " ")
            if self.chance.random() < 0.25:
                text.write(self.chance.choice(self.words["asides"]) + " ")
        about = [one.number for one in told]
        if lately and room > len(claims) + PASSAGE and self.chance.random() < LIFTED:
            source = self.chance.choice(lately)
            text.write("\n\n")
            begin, taken = text.length, source.claims[:PASSAGE]
            text.write(source.document.text[: taken[-1].end] + ".")
            lifted = Passage(name, begin, begin + taken[-1].end, source.document.document_id, 0, taken[-1].end)
            claims += [_moved(claim, name, begin) for claim in taken]
            about += source.about[:PASSAGE]
        words = str(text)
        quoted = tuple(replace(claim, quote=words[claim.start : claim.end]) for claim in claims)
        title = f"{self.lexicon.types[told[0].type].label}: {told[0].place.name}, {day:%-d %B %Y}"
        return Article(_document(name, words, title, outlet, day), quoted, tuple(about), None, lifted)

    def _next(self, known: deque[Occurrence], day: date) -> Occurrence:
        """One told before, the weightier the sooner, or a new one."""
        if known and self.chance.random() < AGAIN:
            return self.chance.choices(known, [one.weight for one in known])[0]
        known.append(self._occurrence(known[-1].number + 1 if known else 0, day))
        return known[-1]

    def _sentence(self, text: Text, one: Occurrence, document_id: str, outlet: Outlet, day: date) -> Claim:
        """Writes one sentence and says what it claims."""
        chance, row = self.chance, self.words["occurrences"][one.type]
        status, polarity, stance = "actual", "asserted", "endorsed"
        source: Source | None = None
        side = outlet.side
        if chance.random() < DENIED:
            polarity, stance, side = "denied", "neutral", one.target.side
            office = chance.choice([office for office in self.offices if office.side == side])
            source = self._credit(text, self.words["denial"], office.name, "official", office, day)
        elif chance.random() < NOT_YET:
            opening = chance.choice(self.words["not_yet"])
            status = opening["status"]
            text.write(opening["words"])
        elif chance.random() < CREDITED:
            credit = chance.choices(self.words["credits"], [row["weight"] for row in self.words["credits"]])[0]
            stance = credit["stance"]
            if chance.random() < 0.6:
                office = chance.choice([o for o in self.offices if o.side in (one.agent.side, one.target.side)])
                side, source = office.side, self._credit(text, credit, office.name, "official", office, day)
            else:
                somebody = chance.choice(self.words["nameless"])
                source = self._credit(text, credit, somebody["words"], somebody["kind"], None, day)
        begin = text.length
        toll, count = self._toll(one, side)
        when, time = self._when(one)
        spans = text.fill(
            row["words"],
            {
                "agent": ("the ", one.agent.name, ""),
                "target": ("the ", one.target.name, ""),
                "where": (BEFORE[one.place.precision or 1], one.place.mention, ""),
                "when": when,
                "toll": toll,
            },
            opening=source is None and status == "actual",
        )
        end = text.length
        text.write(".")
        parts = (("agent", one.agent), ("target", one.target))
        return Claim(
            claim_id=hashed(f"{document_id} {begin} {end} {one.type}"),
            document_id=document_id,
            quote="",
            start=begin,
            end=end,
            event=self.lexicon.event(one.type),
            status=status,  # type: ignore[arg-type]
            polarity=polarity,  # type: ignore[arg-type]
            stance=stance,  # type: ignore[arg-type]
            attribution=(source,) if source else (),
            participants=tuple(
                Participant(role, actor.name, actor.actor_id, *spans[role])  # type: ignore[arg-type]
                for role, actor in parts
                if role in spans
            ),
            places=(replace(one.place, start=spans["where"][0], end=spans["where"][1]),),
            time=time,
            quantities=(replace(count, start=spans["toll"][0], end=spans["toll"][1]),)
            if count and "toll" in spans
            else (),
            evidence=None,
            confidence=round(min(0.99, max(0.05, chance.gauss(0.7, 0.15))), 3),
        )

    def _credit(
        self, text: Text, row: Mapping[str, Any], name: str, kind: str, actor: Actor | None, day: date
    ) -> Source:
        spans = text.fill(row["words"], {"source": ("the " if actor else "", name, "")}, opening=True)
        actor_id, side = (actor.actor_id, actor.side) if actor else (None, None)
        start, end = spans["source"]
        written = str(text)[start:end]
        return Source(written, start, end, row["cue"], kind, actor_id, side, day.isoformat())  # type: ignore[arg-type]

    def _toll(self, one: Occurrence, side: str | None) -> tuple[Part, Quantity | None]:
        """How many this side has it. All bounds hold the occurrence's number, unless it is disputed."""
        if one.measure is None or self.chance.random() > COUNTED:
            return NOTHING, None
        number = one.toll * 3 + 2 if one.disputed and side == one.agent.side else one.toll
        low: float | None = number
        high: float | None = number
        words = f"{number:,}"
        if not one.disputed:
            words, low, high = self.chance.choice(
                [(words, low, high), (f"at least {words}", low, None), (f"up to {words}", None, high)]
            )
        row = self.words["measures"][one.measure]
        of = self.words["occurrences"][one.type].get("of", row["of"])
        category = {"soldiers": "combatant", "sailors": "combatant", "guns": "materiel", "farms": "materiel"}
        count = Quantity(one.measure, of, category.get(of, "civilian"), low, high, words, 0, 0)  # type: ignore[arg-type]
        return (row["words"], words, f" {of}"), count

    def _when(self, one: Occurrence) -> tuple[Part, Time | None]:
        if self.chance.random() > DATED:
            return NOTHING, None
        if self.chance.random() < 0.1:
            last = (one.day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
            words = f"{one.day:%B %Y}"
            return (" in ", words, ""), Time(words, one.day.replace(day=1).isoformat(), last.isoformat(), 4)
        words = f"{one.day:%-d %B %Y}"
        return (" on ", words, ""), Time(words, one.day.isoformat(), one.day.isoformat(), 1)


def side_of(country: str) -> str:
    return f"made-{country.lower()}"


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def hashed(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _place(name: str, country: str, admin1: str | None, lat: float, lon: float, precision: int) -> Place:
    return Place(name, 0, 0, f"made:{slug(name)}", name, country, admin1, lat, lon, precision)


def _document(name: str, text: str, title: str, outlet: Outlet, day: date, first: str | None = None) -> Document:
    custody = Custody(
        hashlib.sha256(text.encode()).hexdigest(), f"{day}T12:00:00+00:00", "text/plain", f"made/{name}.txt"
    )
    return Document(name, None, outlet.name, first, None, day.isoformat(), None, "en", title, text, None, custody)


def _copied(of: Article, number: int, outlet: Outlet, day: date) -> Article:
    """The article in another paper, under a line that says where it is from."""
    name, original = f"made-{number:06}", of.document
    line = f"({original.outlet}) "
    document = _document(name, line + original.text, original.title or "", outlet, day, original.outlet)
    claims = tuple(_moved(claim, name, len(line)) for claim in of.claims)
    return Article(document, claims, of.about, original.document_id)


def _moved(claim: Claim, document_id: str, by: int) -> Claim:
    """The claim where the same words stand ``by`` code points later in another document."""

    def later(items: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(replace(item, start=item.start + by, end=item.end + by) for item in items)

    return replace(
        claim,
        claim_id=hashed(f"{document_id} {claim.claim_id} {by}"),
        document_id=document_id,
        start=claim.start + by,
        end=claim.end + by,
        attribution=later(claim.attribution),
        participants=later(claim.participants),
        places=later(claim.places),
        quantities=later(claim.quantities),
    )
