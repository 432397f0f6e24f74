"""Sentences that reviewers looked at as training reads them: YAML, in the form of ``training/sentences``.

A ledger and the decisions applied to it in, entries out. Articles are read again for the words by which claims were found,
which no record has. A sentence is written only if each of its claims was judged: then what stands in no claim reports
nothing. What was rejected is so written by being left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from sayso.building import settings_of
from sayso.catalogue.lexicon import Lexicon
from sayso.ledger import Ledger
from sayso.reading.pipeline import Chars, Outline, Reader
from sayso.records import Claim, Source
from sayso.reviews.applying import Reviewed

NUMBERED = re.compile(r".*\S#[1-9]\d*", re.DOTALL)
ROLES = ("agent", "target", "victim", "instrument")


@dataclass(frozen=True, slots=True)
class Looked:
    """A claim as it was read (``None``: it was missed) and as it was left (``None``: it was rejected).

    ``judged``: somebody looked at it.
    """

    claim_id: str
    read: Claim | None
    left: Claim | None
    judged: bool


class _UnclearError(Exception):
    """What can't be written in words of the sentence without a guess."""


def written(entries: Iterable[dict[str, Any]]) -> str:
    """The entries as a YAML file."""
    return yaml.safe_dump(list(entries), allow_unicode=True, sort_keys=False, width=120)


def entries(store: Ledger, state: Reviewed) -> Iterator[dict[str, Any]]:
    """Of every article that has a judged claim, by id; the words of copies are their original's, and none come twice."""
    reader = Reader(settings_of(store))
    added = [claim for number, claim in state.claims.items() if claim is not None and state.judged.get(number) == "add"]
    judged = store.claims_by_id(state.judged)
    places = {claim.document_id for claim in (*judged.values(), *added)}
    known: set[str] = set()
    for document in store.documents_by_id(sorted(places)):
        if document.original_id is not None:
            continue
        read = store.claims(document.document_id)
        looked = [
            Looked(one.claim_id, one, state.claims.get(one.claim_id, one), one.claim_id in state.judged) for one in read
        ]
        looked += [Looked(one.claim_id, None, one, True) for one in added if one.document_id == document.document_id]
        for entry in sentences(document.text, reader.outline(document), looked, reader.lexicon):
            if entry["text"] not in known:
                known.add(entry["text"])
                yield entry


def sentences(text: str, outline: Outline, claims: Sequence[Looked], lexicon: Lexicon) -> Iterator[dict[str, Any]]:
    """An entry for each sentence with claims that were all judged; those whose words would be a guess are left out."""
    told = [(one, _trigger(one, outline, lexicon)) for one in claims]
    for start, end in outline.sentences:
        first, last = _stripped(text, start, end)
        mine = [(one, word) for one, word in told if _is_of(one, word, first, last)]
        if mine and all(one.judged and word is not None for one, word in mine):
            try:
                yield _Sentence(text[first:last], first, outline, lexicon).entry(
                    [(one, word) for one, word in mine if word is not None]
                )
            except _UnclearError:
                continue


def _trigger(one: Looked, outline: Outline, lexicon: Lexicon) -> Chars | None:
    """The word that reports it: the reading's or, of a claim that was added, the only one that the lexicon knows for it."""
    if one.claim_id in outline.triggers:
        word, _ = outline.triggers[one.claim_id]
        inside = one.left is None or one.left.start <= word[0] < word[1] <= one.left.end
        return word if inside else None
    if one.read is not None or one.left is None:
        return None
    types = {name for name, entry in lexicon.types.items() if entry.event == one.left.event}
    within = one.left.start, one.left.end
    found = [word for word, known in outline.known if known & types and within[0] <= word[0] < word[1] <= within[1]]
    return found[0] if len(found) == 1 else None


def _is_of(one: Looked, word: Chars | None, first: int, last: int) -> bool:
    """Is the claim told here? One whose word is not known may be told wherever its quote reaches."""
    if word is not None:
        return first <= word[0] < last
    return any(claim is not None and claim.start < last and first < claim.end for claim in (one.read, one.left))


class _Sentence:
    def __init__(self, text: str, first: int, outline: Outline, lexicon: Lexicon) -> None:
        self.text, self.first, self.last = text, first, first + len(text)
        self.outline, self.lexicon = outline, lexicon

    def entry(self, claims: Sequence[tuple[Looked, Chars]]) -> dict[str, Any]:
        kept = [(one, one.left, word) for one, word in claims if one.left is not None]
        events = [self._event(one, claim, word) for one, claim, word in kept]
        said = self._said([(one.read, claim) for one, claim, _ in kept])
        distinct = {(event["trigger"], event["type"]): event for event in reversed(events)}
        return {"text": self.text, "said": said, "events": list(distinct.values())[::-1]}

    def _event(self, one: Looked, claim: Claim, word: Chars) -> dict[str, Any]:
        spans: dict[str, list[Chars]] = {role: [] for role in (*ROLES, "place", "time", "count")}
        for part in claim.participants:
            spans[part.role].append((part.start, part.end))
        spans["place"] = [(place.start, place.end) for place in claim.places]
        spans["count"] = [(quantity.start, quantity.end) for quantity in claim.quantities]
        if claim.time is not None and claim.time.mention:
            spans["time"] = self._nearest(claim.time.mention, word)
        roles = {role: self._words(self._inside(found)) for role, found in spans.items()}
        return {
            "trigger": self._one(word),
            "type": self._type(one, claim),
            "status": claim.status,
            "polarity": claim.polarity,
            **{role: words for role, words in roles.items() if words},
        }

    def _type(self, one: Looked, claim: Claim) -> str:
        """The reading's own where the codes are still its, else the first of these codes."""
        _, name = self.outline.triggers.get(one.claim_id, (None, ""))
        names = [entry.name for entry in self.lexicon.types.values() if entry.event == claim.event]
        if not names:
            raise _UnclearError
        return name if name in names else names[0]

    def _said(self, kept: Sequence[tuple[Claim | None, Claim]]) -> list[dict[str, Any]]:
        """Whom the claims credit and, as they were read, whom else the sentence does, but for those taken away."""
        credited = {_at(source): (claim, source) for _, claim in kept for source in claim.attribution}
        taken = {_at(source) for read, _ in kept if read is not None for source in read.attribution} - credited.keys()
        found: list[tuple[int, dict[str, Any]]] = []
        for one in self.outline.attributions:
            whole = [span for span in (one.source, one.cue, *one.content) if span is not None]
            if not all(self.first <= span.start < span.end <= self.last for span in whole) or not one.content:
                continue
            at = whole[0].start, whole[0].end
            credited.pop(at, None)
            if at not in taken:
                parts: dict[str, Any] = {
                    name: self._one((span.start, span.end)) if span is not None else None
                    for name, span in (("source", one.source), ("cue", one.cue))
                }
                parts["content"] = self._words([(span.start, span.end) for span in one.content])
                found.append((at[0], _without_none(parts)))
        for at, (claim, source) in credited.items():
            if self.first <= at[0] < at[1] <= self.last:
                found.append((at[0], self._credit(claim, source)))
        return [one for _, one in sorted(found, key=lambda pair: pair[0])]

    def _credit(self, claim: Claim, source: Source) -> dict[str, Any]:
        """A source that the reading did not have: its content is the claim's words without it and its cue."""
        at = _at(source)
        cues = self._nearest(source.cue, at) if source.cue else []
        content = [(max(claim.start, self.first), min(claim.end, self.last))]
        for start, end in (at, *cues):
            content = [
                piece
                for low, high in content
                for piece in ((low, min(high, start)), (max(low, end), high))
                if piece[0] < piece[1]
            ]
        bare = [_stripped(self.text, low - self.first, high - self.first, " \t\n,;:") for low, high in content]
        words = self._words([(self.first + low, self.first + high) for low, high in bare if low < high])
        if not words:
            raise _UnclearError
        cue = self._one(cues[0]) if cues else None
        written_source = self._one(at) if [at] != cues else None
        return _without_none({"source": written_source, "cue": cue, "content": words})

    def _nearest(self, words: str, to: Chars) -> list[Chars]:
        """Where these words stand in the sentence, the nearest to others of it; nowhere if they come from elsewhere."""
        found = [(self.first + start, self.first + end) for start, end in _standing(self.text, words)]
        return sorted(found, key=lambda span: (max(span[0] - to[1], to[0] - span[1], 0), span))[:1]

    def _inside(self, spans: Iterable[Chars]) -> list[Chars]:
        return [span for span in dict.fromkeys(spans) if self.first <= span[0] < span[1] <= self.last]

    def _words(self, spans: Iterable[Chars]) -> str | list[str] | None:
        found = [self._one(span) for span in spans]
        return found[0] if len(found) == 1 else found or None

    def _one(self, span: Chars) -> str:
        """The words of a span, with their number where they stand before it too."""
        start, end = span[0] - self.first, span[1] - self.first
        words = self.text[start:end]
        standing = _standing(self.text, words)
        if (start, end) not in standing:
            raise _UnclearError
        number = standing.index((start, end)) + 1
        return words if number == 1 and not NUMBERED.fullmatch(words) else f"{words}#{number}"


def _standing(text: str, words: str) -> list[Chars]:
    """Where words stand whole in a text, as ``training.sentences`` looks for them."""
    whole = rf"(?:\b|(?!\w)){re.escape(words)}(?:\b|(?<!\w))"
    return [match.span() for match in re.finditer(whole, text)] if words else []


def _at(source: Source) -> Chars:
    """Where a claim has its source: at the words for it or, where there are none, at its cue."""
    return source.start, source.end


def _stripped(text: str, start: int, end: int, edges: str | None = None) -> Chars:
    words = text[start:end]
    return end - len(words.lstrip(edges)), start + len(words.rstrip(edges))


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
