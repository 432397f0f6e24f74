"""One Document in, its Reading out: the order of the steps, and nothing else.

``Reader`` holds what is heavy (parser, catalogue, gazetteer), loaded once; ``read`` is a pure function of the document.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from typing import Any, TypeVar

from spacy.tokens import Doc, Token

from sayso.catalogue import files
from sayso.catalogue.actor_entries import Actor
from sayso.catalogue.actors import Actors
from sayso.catalogue.cues import Cues
from sayso.catalogue.gazetteer import Gazetteer
from sayso.catalogue.lexicon import Lexicon
from sayso.documents.boilerplate import Boilerplate
from sayso.documents.dateline import datelines, stamp
from sayso.encoder.component import load, seen_in
from sayso.encoder.model import shipped
from sayso.reading.attribution import attributions
from sayso.reading.causes import by_their_causes
from sayso.reading.claims import Found, Home, Sure, claim_id, claims_of, identified
from sayso.reading.confidence import confidence
from sayso.reading.credits import credits_of
from sayso.reading.hedging import hedges
from sayso.reading.judging import judged
from sayso.reading.kinds import kinds_of
from sayso.reading.occurrences import find_occurrences
from sayso.reading.places import countries_of, find_places, is_metonym
from sayso.reading.quantities import Measures, find_quantities
from sayso.reading.quotations import find_quotations
from sayso.reading.reckoning import reckoned
from sayso.reading.sections import sections
from sayso.reading.settings import Settings
from sayso.reading.times import Grammar, find_times
from sayso.records import Attribution, Claim, Document, Place, Quantity, Reading, TimeMention

Chars = tuple[int, int]


@dataclasses.dataclass(frozen=True, slots=True)
class Outline:
    """What a reading went by and no claim has, for those who learn from it; offsets are the document's.

    ``triggers``: by ``claim_id`` the word that reports the occurrence, and its type's name; ``known``: all words that the
    lexicon has, whether or not they report anything here, with the types they may stand for.
    """

    sentences: tuple[Chars, ...]
    triggers: Mapping[str, tuple[Chars, str]]
    known: tuple[tuple[Chars, frozenset[str]], ...]
    attributions: tuple[Attribution, ...]


class Reader:
    """Reads documents one at a time. Documents that are not English are not coded: their reading is empty."""

    def __init__(self, settings: Settings | None = None) -> None:
        settings = settings or Settings()
        self.nlp = load(settings.pipeline)
        self.model = shipped()
        self.sure: Sure = partial(confidence, weights=files.load("confidence.yaml", settings.catalogue))
        self.lexicon = Lexicon.load(settings.catalogue)
        self.cues = Cues.load(settings.catalogue)
        self.times = Grammar.load(settings.catalogue)
        self.measures = Measures.load(settings.catalogue)
        self.actors = Actors.load(self.nlp.vocab, settings.catalogue)
        self.gazetteer = Gazetteer.open(settings.catalogue)
        self.boilerplate = Boilerplate.load(settings.catalogue)

    def read(self, document: Document) -> Reading:
        if document.language not in (None, "en"):
            return Reading(document.document_id, (), (), (), (), ())
        whole = _Parts()
        for start, text in sections(document.text):
            self._read_section(document, start, text, whole)
        return Reading(
            document.document_id,
            identified(whole.claims),
            tuple(whole.attributions),
            tuple(whole.places),
            tuple(whole.times),
            tuple(whole.quantities),
        )

    def outline(self, document: Document) -> Outline:
        """The sentences and words that ``read`` goes by, for the same document."""
        whole, reporting = _Parts(), list[Chars]()
        sentences, known = list[Chars](), list[tuple[Chars, frozenset[str]]]()
        for start, text in sections(document.text):
            found = self._read_section(document, start, text, whole)
            reporting += [_chars(found.doc[one.trigger], start) for one in found.occurrences]
            sentences += [(start + one.start_char, start + one.end_char) for one in found.doc.sents]
            known += self._known(found.doc, start)
        triggers: dict[str, tuple[Chars, str]] = {}
        for claim, word in zip(whole.claims, reporting, strict=True):
            number = claim_id(claim.document_id, claim.start, claim.end, claim.claim_id)
            triggers.setdefault(number, (word, claim.claim_id))
        return Outline(tuple(sentences), triggers, tuple(known), tuple(whole.attributions))

    def _known(self, doc: Doc, start: int) -> Iterator[tuple[Chars, frozenset[str]]]:
        for token in doc:
            lemma = token.lemma_.lower()
            senses = (*self.lexicon.verbs.get(lemma, ()), *self.lexicon.nouns.get(lemma, ()))
            types = {sense.type for sense in senses}
            types |= {one.to for name in types if name in self.lexicon.types for one in self.lexicon.types[name].refine}
            if types:
                yield _chars(token, start), frozenset(types)

    def _read_section(self, document: Document, start: int, text: str, whole: _Parts) -> Found:
        """What was found in a section, put into the whole; whoever reads a long text keeps no more of it than that."""
        doc = self.nlp(self._words(start, text))
        hints, written = self._countries(document), document.first_published or document.published
        named = self.actors.find(doc, hints, written)
        places = find_places(doc, self.gazetteer, [(actor.start, actor.end) for actor in named], hints)
        countries = [*hints, *(country for country in countries_of(places) if country not in hints)]
        actors = self.actors.find(doc, countries, written) if countries != hints else named
        times = find_times(doc, date.fromisoformat(written) if written else None, self.times)
        counted = find_quantities(doc, self.measures)
        seen = seen_in(doc)
        credited = reckoned(doc, credits_of(text, self.model, seen), self.cues)
        quotations = find_quotations(doc)
        said = attributions(doc, credited, quotations, self.cues)
        kinds = kinds_of(doc, actors, places, times, counted)
        occurrences = by_their_causes(doc, find_occurrences(doc, self.lexicon, kinds), self.lexicon, kinds)
        metonyms = frozenset(place.start for place in places if is_metonym(doc, place, self.gazetteer.words))
        told = judged(occurrences, places, self.model, seen)
        distanced = hedges(doc, quotations, self.cues)
        found = Found(doc, actors, said, distanced, places, metonyms, told, times, counted, occurrences)
        whole.claims += moved(
            claims_of(found, document.document_id, self.lexicon, self._home(document), self.sure), start
        )
        whole.attributions += moved(credited, start)
        whole.places += moved(places, start)
        whole.times += moved(times, start)
        whole.quantities += moved([item.quantity for item in counted], start)
        return found

    def _words(self, start: int, text: str) -> Doc:
        """The words of a section. What stands before a dispatch, and the day that a text says at its top that it was
        written on, are sentences of their own.
        """
        doc = self.nlp.make_doc(text)
        edges = [edge for dateline in datelines(text, self.boilerplate) for edge in dateline]
        if start == 0 and (stamped := stamp(text, self.boilerplate)) is not None:
            edges += [stamped.start, stamped.end]
        words = [token for token in doc if not token.is_space]
        starts = [token.idx for token in words]
        for at in (bisect_left(starts, edge) for edge in edges):
            if at < len(words):
                words[at].is_sent_start = True
        return doc

    def _countries(self, document: Document) -> list[str]:
        """Countries that a document is likely about before its text is read: its outlet's."""
        outlet = self._outlet(document)
        return [outlet.country] if outlet is not None and outlet.country is not None else []

    def _home(self, document: Document) -> Home:
        outlet = self._outlet(document)
        return Home(outlet.side(document.published) if outlet is not None else None, self.actors.institutions)

    def _outlet(self, document: Document) -> Actor | None:
        named = self.actors.named(document.outlet) if document.outlet else None
        return named or (self.actors.at(document.url) if document.url else None)


class _Parts:
    """A reading in the making."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.attributions: list[Attribution] = []
        self.places: list[Place] = []
        self.times: list[TimeMention] = []
        self.quantities: list[Quantity] = []


def _chars(token: Token, offset: int) -> Chars:
    return offset + token.idx, offset + token.idx + len(token)


R = TypeVar("R")


def moved(records: Iterable[R], offset: int) -> list[R]:
    """The records with every ``start`` and ``end``, at any depth, moved by ``offset``."""
    return [_moved(record, offset) for record in records] if offset else list(records)


def _moved(value: Any, offset: int) -> Any:
    if isinstance(value, tuple):
        return tuple(_moved(item, offset) for item in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changes = {
        field.name: getattr(value, field.name) + offset
        if field.name in ("start", "end")
        else _moved(getattr(value, field.name), offset)
        for field in dataclasses.fields(value)
    }
    return type(value)(**changes)


def claims(document: Document, settings: Settings | None = None) -> tuple[Claim, ...]:
    """The claims of one document. What is heavy is loaded at the first call with these settings and kept."""
    return _kept(settings or Settings()).read(document).claims


@cache
def _kept(settings: Settings) -> Reader:
    return Reader(settings)
