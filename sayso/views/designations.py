"""What a text calls an actor: documents, their claims and events in, each use of a name, phrase or epithet out.

Nothing is parsed: the catalogue's matchers go over the stored text, and what hangs on the grammar of a sentence (noun
phrases, whose word it is, who stands in which role of an event) is taken from the claims. Weighs no word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc, Token

from sayso.catalogue import files
from sayso.catalogue.actor_entries import plain
from sayso.catalogue.actors import FIGHTING, PARTIES, ActorMention, Actors
from sayso.reading.coreference import GROUP_KINDS, GROUPS
from sayso.reading.quotations import find_quotations
from sayso.reading.sections import sections
from sayso.records import Claim, Document, Event, Participant, Role
from sayso.views.parties import Party
from sayso.views.spans import Spans

Voice = Literal["outlet", "source"]
"""Whose word it is: the outlet's, or that of somebody whom it quotes or credits."""
Kind = Literal["name", "phrase", "epithet"]
"""``name``: a name or alias; ``phrase``: words that stand for the actor; ``epithet``: words joined to one of the two."""
Tie = Literal["catalogue", "text", "event"]
"""How the actor is known: the catalogue says so; it is the only group named just before ("the gunmen"); or others name it
in the same role of the same event.
"""

EPITHET: Kind = "epithet"
NO_OUTLET = "no outlet"
ARTICLES = ("the ", "a ", "an ")
DETERMINERS = frozenset("the a an this that these those some other another several many its their his her".split())
DEFINITE = frozenset({"the", "these", "those"})
MEANT_BY_GROUP = GROUP_KINDS | {"agency", "media", "monitor"}
HYPHENS = frozenset("-‐‑")
REACH = 4  # words of an epithet
BACK = 2
"""Sentences, beyond its own, in which the group that "the gunmen" are is looked for."""
ROLES: Mapping[Role, str] = {"agent": "agent", "target": "acted on", "victim": "acted on"}


@dataclass(frozen=True, slots=True)
class Attributes:
    """The words beside which a name is no word for the one who is named, from ``designations.yaml``."""

    compounds: frozenset[str]
    things: frozenset[str]
    between: frozenset[str]
    deeds: frozenset[str]
    after: frozenset[str]

    @classmethod
    def load(cls, extra: Path | None = None) -> Attributes:
        rules = files.load("designations.yaml", extra)
        return cls(*(frozenset(rules[part]) for part in ("compounds", "things", "between", "deeds", "after")))


@dataclass(frozen=True, slots=True)
class Matchers:
    """What finds names in a text that is cut into words and sentences, no more. Load once, hand over."""

    words: Language
    actors: Actors
    attributes: Attributes

    @classmethod
    def load(cls, extra: Path | None = None) -> Matchers:
        """``extra``: a user's catalogue folder. Raises ``SaysoError`` naming a wrong entry."""
        words = English()
        words.add_pipe("sentencizer")
        return cls(words, Actors.load(words.vocab, extra), Attributes.load(extra))


@dataclass(frozen=True, slots=True)
class Use:
    """One use of ``words`` (in small letters, without article or hyphens) for an actor; ``written``: in what form.

    It stands at [start, end) of the document's text; ``claim_id`` is the narrowest claim around it; ``month`` is that
    of the publication, ``YYYY-MM``.
    """

    outlet: str
    voice: Voice
    kind: Kind
    words: str
    written: str
    tie: Tie
    published: str | None
    document_id: str
    start: int
    end: int
    claim_id: str | None

    @property
    def month(self) -> str | None:
        return self.published[:7] if self.published else None


@dataclass(frozen=True, slots=True)
class _Span:
    """Words at [start, end) of a document's text, and what kind of designation they are."""

    start: int
    end: int
    kind: Kind
    tie: Tie


@dataclass(frozen=True, slots=True)
class _Who:
    """Who a participant is; both ``None`` where the reading does not know."""

    actor_id: str | None
    side: str | None

    @property
    def is_known(self) -> bool:
        return self.actor_id is not None or self.side is not None

    def is_of(self, party: Party) -> bool:
        return self.side == party.side if party.actor_id is None else self.actor_id == party.actor_id


@dataclass(frozen=True, slots=True)
class _Part:
    """A participant of a claim; ``use``: the words for somebody who is not known."""

    role: str
    who: _Who
    use: Use | None


def find_uses(
    documents: Iterable[Document], claims: Iterable[Claim], events: Iterable[Event], matchers: Matchers, party: Party
) -> list[Use]:
    """All uses of words for the party, by document and place in its text; none in copies, whose words are another's."""
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        by_document.setdefault(claim.document_id, []).append(claim)
    uses: list[Use] = []
    parts: dict[str, list[_Part]] = {}
    document_of: dict[str, str] = {}
    for document in documents:
        if document.original_id is None and document.language in (None, "en"):
            text = _Text(document, by_document.get(document.document_id, ()), matchers)
            uses += text.uses(party)
            for claim in text.claims:
                parts[claim.claim_id] = text.parts(claim)
                document_of[claim.claim_id] = document.document_id
    uses += _tied_by_events(events, parts, document_of, party)
    at = {(use.document_id, use.start, use.end, use.kind): use for use in reversed(uses)}  # a use by two ties is one
    return [at[key] for key in sorted(at)]


class _Text:
    """One document with its claims, what the matchers find in it and whose word each stretch is."""

    def __init__(self, document: Document, claims: Sequence[Claim], matchers: Matchers) -> None:
        self.document = document
        self.claims = sorted(claims, key=lambda claim: (claim.start, claim.end, claim.claim_id))
        self.attributes = matchers.attributes
        actors = self.actors = matchers.actors
        self.claim_at = Spans((claim.start, claim.end, claim) for claim in self.claims)
        self.phrases = Spans(
            (part.start, part.end, (part.start, part.end)) for claim in self.claims for part in claim.participants
        )
        seen = Counter(place.country for claim in claims for place in claim.places if place.country is not None)
        countries = [country for country, _ in sorted(seen.items(), key=lambda item: (-item[1], item[0]))]
        home = actors.named(document.outlet) if document.outlet else None
        if home is not None and home.country is not None:
            countries = [home.country, *(country for country in countries if country != home.country)]
        self.sections = [
            (offset, doc, [one for one in actors.find(doc, countries, document.published) if not one.metonym])
            for offset, doc in ((offset, matchers.words(text)) for offset, text in sections(document.text))
        ]
        self.section_at = Spans(
            (offset, offset + len(doc.text), (offset, doc)) for offset, doc, _ in self.sections if len(doc)
        )
        self.mentions = Spans(
            (offset + one.start, offset + one.end, one) for offset, _, found in self.sections for one in found
        )
        self.quoted = Spans((*span, True) for offset, doc, _ in self.sections for span in _quoted(doc, offset))

    def uses(self, party: Party) -> Iterator[Use]:
        for span in self._spans(party):
            use = self._use(span)
            if use.words:
                yield use

    def parts(self, claim: Claim) -> list[_Part]:
        """Those who stand in a role of a claim."""
        found = []
        for part in claim.participants:
            role = ROLES.get(part.role)
            if role is not None:
                who = self._who(part)
                place = None if who.is_known else self._descriptor(part)
                found.append(_Part(role, who, self._use(_Span(*place, "phrase", "event")) if place else None))
        return found

    def _use(self, span: _Span) -> Use:
        claim = self.claim_at.around(span.start, span.end)
        written = _bare(" ".join(self.document.text[span.start : span.end].split()))
        return Use(
            outlet=self.document.outlet or NO_OUTLET,
            voice=self._voice(span.start),
            kind=span.kind,
            words=plain(written),
            written=written,
            tie=span.tie,
            published=self.document.published,
            document_id=self.document.document_id,
            start=span.start,
            end=span.end,
            claim_id=claim.claim_id if claim is not None else None,
        )

    def _who(self, part: Participant) -> _Who:
        """Who a participant is: by the reading, else by what the matchers find in its words."""
        if part.actor_id is not None:
            actor = self.actors.get(part.actor_id)
            return _Who(part.actor_id, actor.side(self.document.published) if actor is not None else None)
        inside = (_Who(one.actor_id, one.side) for one in self.mentions.within(part.start, part.end))
        return next((who for who in inside if who.is_known), _Who(None, None))

    def _descriptor(self, part: Participant) -> tuple[int, int] | None:
        """Where "hill gunmen" stands in a participant "two hill gunmen in the town"."""
        section = self.section_at.around(part.start, part.end)
        if section is None:
            return None
        offset, doc = section
        span = doc.char_span(part.start - offset, part.end - offset)
        head = next((token.i for token in span if self._describes_group(token)), None) if span is not None else None
        if span is None or head is None:
            return None
        first = head
        while first > span.start and head - first < REACH and _is_plain(doc[first - 1]):
            first -= 1
        if self._is_attribute(doc, first, head + 1):
            return None
        return offset + doc[first].idx, offset + doc[head].idx + len(doc[head])

    def _describes(self, token: Token) -> bool:
        """Is it a noun for a group or its members, rather than for what they have ("headquarters") or do ("strikes")?"""
        return token.lower_ in GROUPS or self.actors.nouns.kind(token.lower_) == "armed_group"

    def _describes_group(self, token: Token) -> bool:
        """Is it a noun for a group, which stands for no state's army and only tells whose a place is in "rebel-held"?"""
        joined = token.i + 1 < len(token.doc) and token.nbor(1).text == "-"
        return not joined and self.actors.nouns.kind(token.lower_) == "armed_group"

    def _voice(self, at: int) -> Voice:
        """A source's, in quotation marks or in a claim that is credited to somebody, but for the source's own name."""
        if self.quoted.around(at, at + 1):
            return "source"
        around = self.claim_at.around(at, at + 1)
        if around is None or not around.attribution:
            return "outlet"
        cited = around.attribution[0]
        return "outlet" if cited.start <= at < cited.end else "source"

    def _spans(self, party: Party) -> Iterator[_Span]:
        for offset, doc, mentions in self.sections:
            known = [one for one in mentions if one.actor_id is not None or one.side is not None]
            taken = {i for one in known for i in range(one.first, one.last)}
            for one in known:
                if (
                    _is_of(one, party)
                    and not self._is_thing(doc, one)
                    and not self._is_attribute(doc, one.first, one.last)
                ):
                    for first, last, kind in (
                        *self._parts(doc, one),
                        *((*epithet, EPITHET) for epithet in self._joined(doc, one, taken, offset)),
                    ):
                        yield _span(doc, offset, first, last, kind, "catalogue")
            for first, last in self._taken_up(doc, known, taken, party):
                yield _span(doc, offset, first, last, "phrase", "text")

    def _is_thing(self, doc: Doc, mention: ActorMention) -> bool:
        """Is it a word for a thing ("Russian airstrikes"), and no name of the catalogue?"""
        if doc[mention.last - 1].lower_ not in self.attributes.things:
            return False
        name = self._name_in(doc, mention)
        return name is None or name[1] < mention.last

    def _is_attribute(self, doc: Doc, first: int, last: int) -> bool:
        """Is a name only part of a word for others ("anti-government protests") or said of a thing ("rebel fire")?"""
        before = first - 2 if first > 1 and doc[first - 1].text in HYPHENS else first - 1
        if before >= 0 and doc[before].lower_ in self.attributes.compounds:
            return True
        if _is_plural(doc[last - 1]):  # "the rebels fire"
            return False
        while last < len(doc) and doc[last].lower_ in self.attributes.between:
            last += 1
        if last == len(doc) or doc[last].lower_ not in self.attributes.things:
            return False
        return doc[last].lower_ not in self.attributes.deeds or self._is_over(doc, last + 1)

    def _is_over(self, doc: Doc, i: int) -> bool:
        """Is a phrase over before a token, as no object may follow: "strikes on", "strikes and", "strikes."?"""
        if i == len(doc) or doc[i].is_punct or doc[i].lower_ in self.attributes.after:
            return True
        return bool(doc[i].is_stop and doc[i].lower_ not in DETERMINERS)

    def _parts(self, doc: Doc, mention: ActorMention) -> Iterator[tuple[int, int, Kind]]:
        """ "Hill League fighters" is a name and an epithet; what has no name of the actor in it is a phrase."""
        first, last = mention.first, mention.last
        name = self._name_in(doc, mention)
        if name is None:
            while (
                last < len(doc) and last - mention.last < REACH and self.actors.nouns.kind(doc[last].lower_) in FIGHTING
            ):
                last += 1  # "the opposition" of "the opposition fighters"
            yield first, last, "phrase"
            return
        yield *name, "name"
        for start, end in ((first, name[0]), (name[1], last)):
            words = [i for i in range(start, end) if doc[i].is_alpha and doc[i].lower_ not in DETERMINERS]
            if words and (end == name[0] or self._describes(doc[end - 1])):
                yield words[0], end, EPITHET

    def _name_in(self, doc: Doc, mention: ActorMention) -> tuple[int, int] | None:
        """The longest name of the actor in a mention of it, without a noun for fighters that may follow the name."""
        first, last = mention.first, mention.last
        if mention.actor_id is None:
            return None
        names = [
            (start, start + size)
            for size in range(last - first, 0, -1)
            for start in range(first, last - size + 1)
            if any(
                actor.actor_id == mention.actor_id for actor in self.actors.all_named(_words(doc, start, start + size))
            )
        ]
        if not names:
            return None
        longest = names[0]
        bare = (
            name
            for name in names
            if name[0] == longest[0] and name[1] < longest[1] and self._describes(doc[longest[1] - 1])
        )
        return next(bare, longest)

    def _taken_up(
        self, doc: Doc, mentions: Sequence[ActorMention], taken: set[int], party: Party
    ) -> Iterator[tuple[int, int]]:
        """ "The gunmen", where all whom it may mean in the sentences before are the party."""
        starts: list[int] = []
        numbers: list[int] = []
        for token in doc:
            if token.is_sent_start or not starts:
                starts.append(token.i)
            numbers.append(len(starts) - 1)
        groups = [one for one in mentions if one.kind in MEANT_BY_GROUP]
        firsts = [one.first for one in groups]
        for token in doc:
            first = token.i
            if first in taken or not self._describes_group(token) or _modifies(token):
                continue
            while first > 0 and token.i - first < REACH and first - 1 not in taken and _is_plain(doc[first - 1]):
                first -= 1
            if first > 0 and doc[first - 1].lower_ in DEFINITE:
                start = starts[max(0, numbers[token.i] - BACK)]
                near = groups[bisect_left(firsts, start) : bisect_left(firsts, first)]
                if near and all(_is_of(one, party) for one in near):
                    yield first, token.i + 1

    def _joined(self, doc: Doc, mention: ActorMention, taken: set[int], offset: int) -> Iterator[tuple[int, int]]:
        """Epithets around a mention: "the terrorist group X", "X, an armed movement,"."""
        before = _run_back(doc, mention.first, taken)
        if before is not None and self._describes(doc[mention.first - 1]):
            yield before, mention.first
        after = mention.last
        if after + 1 < len(doc) and doc[after].text == "," and doc[after + 1].lower_ in ("a", "an"):
            end = next(
                (i + 1 for i in _run(doc, after + 2, taken) if self._describes(doc[i]) and not _goes_on(doc, i + 1)),
                None,
            )
            if end is not None:
                yield after + 2, end
        yield from self._in_phrase(doc, mention, taken, offset, before if before is not None else mention.first)

    def _in_phrase(
        self, doc: Doc, mention: ActorMention, taken: set[int], offset: int, first: int
    ) -> Iterator[tuple[int, int]]:
        """Within a noun phrase that the reading found: "the so-called X", "X terrorist organisation"."""
        phrase = self.phrases.around(offset + mention.start, offset + mention.end)
        if phrase is None:
            return
        start = first
        while (
            start > 0 and first - start < REACH and start - 1 not in taken and offset + doc[start - 1].idx >= phrase[0]
        ):
            compound = start < first and (doc[start - 1].text == "-" or doc[start].text == "-")
            if not compound and not _is_plain(doc[start - 1]):
                break
            start -= 1
        if start < first and first == mention.first:
            yield start, first
        ends = [
            i + 1 for i in _run(doc, mention.last, taken) if offset + doc[i].idx < phrase[1] and self._describes(doc[i])
        ]
        if ends:
            yield mention.last, ends[-1]


def _tied_by_events(
    events: Iterable[Event], parts: Mapping[str, Sequence[_Part]], document_of: Mapping[str, str], party: Party
) -> Iterator[Use]:
    """Phrases for those left unnamed in a role of an event in which all who are known in it are the party."""
    for event in events:
        known = [number for number in event.claims if number in parts]
        if len({document_of[number] for number in known}) < 2:
            continue
        stand = [part for number in known for part in parts[number]]
        ours = {part.role for part in stand if part.who.is_of(party)}
        if len(ours) == 1:  # who is in both roles is not told by one
            same = [part for part in stand if part.role in ours]
            if all(part.who.is_of(party) for part in same if part.who.is_known):
                yield from (part.use for part in same if part.use is not None)


def _is_of(mention: ActorMention, party: Party) -> bool:
    if party.actor_id is not None:
        return mention.actor_id == party.actor_id
    return mention.side == party.side and mention.kind in PARTIES


def _quoted(doc: Doc, offset: int) -> list[tuple[int, int]]:
    """Stretches in quotation marks."""
    found = find_quotations(doc)
    spans = [doc[quotation.first : quotation.last] for quotation in (*found.double, *found.single)]
    return [(offset + span.start_char, offset + span.end_char) for span in spans]


def _words(doc: Doc, first: int, last: int) -> str:
    return str(doc[first:last].text)


def _bare(words: str) -> str:
    """The words without an article before them."""
    return next((words[len(article) :] for article in ARTICLES if words.lower().startswith(article)), words)


def _span(doc: Doc, offset: int, first: int, last: int, kind: Kind, tie: Tie) -> _Span:
    return _Span(offset + doc[first].idx, offset + doc[last - 1].idx + len(doc[last - 1]), kind, tie)


def _is_plain(token: Token) -> bool:
    """A word in small letters that is no function word: what an epithet is made of."""
    return bool(token.is_alpha and token.is_lower and not token.is_stop)


def _modifies(noun: Token) -> bool:
    """A noun in the singular before another word: "the rebel commander"."""
    i = noun.i + 1
    follows = i < len(noun.doc) and noun.doc[i].is_alpha and not noun.doc[i].is_stop
    return bool(follows and not _is_plural(noun))


def _is_plural(token: Token) -> bool:
    """Does it end as nouns in the plural do? "ISIS" does not."""
    return bool(token.lower_.endswith(("s", "men")) and not token.is_upper)


def _goes_on(doc: Doc, i: int) -> bool:
    return i < len(doc) and _is_plain(doc[i])


def _run(doc: Doc, first: int, taken: set[int]) -> Iterator[int]:
    """The tokens of an epithet that begins ``first``."""
    for i in range(first, min(first + REACH, len(doc))):
        if i in taken or not _is_plain(doc[i]):
            return
        yield i


def _run_back(doc: Doc, last: int, taken: set[int]) -> int | None:
    """Where the words before ``last`` begin, if there are some and an article or the like stands before them."""
    first = last
    while first > 0 and last - first < REACH and first - 1 not in taken and _is_plain(doc[first - 1]):
        first -= 1
    return first if first < last and first > 0 and doc[first - 1].lower_ in DETERMINERS else None
