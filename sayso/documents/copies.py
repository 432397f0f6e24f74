"""Which documents republish another one, wholly or in a passage: documents in, ``Copies`` out.

Texts that look alike (lookalikes.py) are laid side by side (alignment.py). Compares words only: two reports of one
occurrence, each in its own words, are no copies. How it decides is told in docs/copies.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

import numpy as np

from sayso.documents.alignment import DENSITY, Anchors, Stretch, anchored, covered, stretches
from sayso.documents.crediting import Credits
from sayso.documents.lookalikes import Pairs, lookalikes
from sayso.documents.words import Hashes, Rarity, Texts, phrases, spans
from sayso.records import Document, Passage

MIN_WORDS = 20
"""Shorter texts are never copies, nor are shorter passages lifted."""
COVERED = 0.55
"""Of each text so much lies in stretches shared with a copy: more than half, so that no text ties two others together that
are its two halves."""
SHORT, COVERED_IF_SHORT = 90, 0.8
"""Words; and how much of a shorter text: it may share a paragraph of background with many."""
RARE = 0.95
"""Of what the words of a copy and of its original tell, so much is shared, both shares added; of two reports that fill the
same form with other names, less."""
PHRASE, SAME_PHRASES = 5, 0.4
"""Words; and of how many phrases of so many words the shorter of two texts of one publisher and two days has to share to be
the same report."""
LIFTED_WORDS, LIFTED_ANCHORS, LIFTED_RARE = 30, 0.35, 0.6
"""A lifted passage is so long, with so many anchors a word, and shares so much of what its words tell."""
NEWS = 0.5
"""A passage that lies by more than this in one lifted from an earlier document is known already."""
ANCHORS_KEPT = 20_000
PASSAGES = 100
"""Passages whose documents are at hand at once."""
UNDATED = "9999"
ById = Callable[[Iterable[str]], Iterable[Document]]
"""Documents by their ids."""
Rank = tuple[bool, str, int, str]


@dataclass(frozen=True, slots=True)
class Copies:
    """``originals``: document_id of a copy → that of its original. ``passages``: what other documents lifted."""

    originals: Mapping[str, str]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Article:
    """What counts of a document besides its words. ``publisher`` and ``credited`` are keys (crediting.py)."""

    name: str
    day: str
    publisher: str | None
    credited: str | None


@dataclass(frozen=True, slots=True)
class _Lifted:
    """Words ``start`` to ``end`` of the text of rank ``later`` follow those of the text of rank ``earlier``."""

    later: int
    earlier: int
    stretch: Stretch


def find_copies(documents: Iterable[Document], credits: Credits, by_id: ById) -> Copies:
    """Copies and lifted passages among the documents; whatever the order of the documents, the same.

    The original of several copies is the one whose publisher the others credit, else one that credits nobody, else the
    first published, else the one that has most in common with all the others, else the longest. Texts of fewer than
    ``MIN_WORDS`` words are passed over. Documents are read one by one and not kept, only some 20 bytes a word; ``by_id``
    gives those again that have passages.
    """
    articles: list[_Article] = []
    unordered = Texts.of(_noting(documents, credits, articles))
    lengths = np.diff(unordered.starts).tolist()
    ranks = [
        (one.credited is not None, one.day, -words, one.name) for one, words in zip(articles, lengths, strict=True)
    ]
    order = sorted(range(len(ranks)), key=ranks.__getitem__)
    ranked = [articles[i] for i in order]
    texts = unordered.ordered(order, MIN_WORDS)
    del unordered
    clusters, lifted = _compared(texts, ranked)
    originals = _originals(ranked, [ranks[i] for i in order], texts, clusters)
    kept = _first_told([one for one in lifted if one.later not in originals and one.earlier not in originals])
    return Copies(
        dict(sorted((ranked[copy].name, ranked[of].name) for copy, of in originals.items())),
        tuple(sorted(_passages(ranked, kept, by_id), key=lambda one: (one.document_id, one.start, one.end))),
    )


def _noting(documents: Iterable[Document], credits: Credits, articles: list[_Article]) -> Iterator[str]:
    """The texts of the documents; what else counts goes to ``articles``."""
    for one in documents:
        day = (one.first_published or one.published or UNDATED)[:10]
        known = credits.publisher(one), credits.credited(one)
        articles.append(_Article(one.document_id, intern(day), *(key and intern(key) for key in known)))
        yield one.text


def _compared(texts: Texts, ranked: Sequence[_Article]) -> tuple[list[int], list[_Lifted]]:
    """For each text the first of its cluster, or itself; and the passages of texts that are not of one cluster."""
    rarity = Rarity.of(texts)
    anchors = lru_cache(ANCHORS_KEPT)(lambda number: Anchors.of(texts[number]))
    first = list(range(len(texts)))
    lifted: list[_Lifted] = []
    for later, earlier in _worth_aligning(texts).tolist():
        one, other = _root(first, later), _root(first, earlier)
        if one == other:
            continue
        shared = stretches(anchors(later), anchors(earlier))
        if _is_copy(texts[later], texts[earlier], shared, rarity) and not _is_serial(
            ranked[later], ranked[earlier], texts[later], texts[earlier]
        ):
            first[max(one, other)] = min(one, other)
        else:
            lifted += [
                _Lifted(later, earlier, stretch)
                for stretch in shared
                if _is_lifted(texts[later], texts[earlier], stretch, rarity)
            ]
    return [_root(first, number) for number in range(len(texts))], lifted


def _worth_aligning(texts: Texts) -> Pairs:
    """Look-alikes with as many anchors as a copy or a lifted passage has at least: one in ten or so."""
    pairs = lookalikes(texts)
    later, earlier = pairs.T
    held = np.diff(texts.starts)
    copied = np.floor(COVERED * DENSITY * np.maximum(held[later], held[earlier]))
    found: Pairs = pairs[anchored(texts, later, earlier) >= np.minimum(copied, LIFTED_ANCHORS * LIFTED_WORDS)]
    return found


def _root(first: list[int], number: int) -> int:
    while first[number] != number:
        first[number] = number = first[first[number]]
    return number


def _is_copy(one: Hashes, other: Hashes, shared: Sequence[Stretch], rarity: Rarity) -> bool:
    mine = covered(((stretch.start, stretch.end) for stretch in shared), len(one))
    theirs = covered(((stretch.other_start, stretch.other_end) for stretch in shared), len(other))
    if min(mine, theirs) < COVERED:
        return False
    words, shorter = min((len(one), mine), (len(other), theirs))
    if words < SHORT and shorter < COVERED_IF_SHORT:
        return False
    return sum(rarity.shared(one, other)) >= RARE


def _is_serial(later: _Article, earlier: _Article, one: Hashes, other: Hashes) -> bool:
    """A publisher's next report in the form of the last, not that report again: of another day, and in other phrases."""
    if later.publisher is None or later.publisher != earlier.publisher or later.day == earlier.day:
        return False
    mine, theirs = (np.unique(phrases(words, PHRASE)) for words in (one, other))
    return np.intersect1d(mine, theirs).size < SAME_PHRASES * min(mine.size, theirs.size)


def _is_lifted(one: Hashes, other: Hashes, stretch: Stretch, rarity: Rarity) -> bool:
    mine, theirs = one[stretch.start : stretch.end], other[stretch.other_start : stretch.other_end]
    if min(len(mine), len(theirs)) < LIFTED_WORDS or stretch.density < LIFTED_ANCHORS:
        return False
    return min(rarity.shared(mine, theirs)) >= LIFTED_RARE


def _originals(
    ranked: Sequence[_Article], ranks: Sequence[Rank], texts: Texts, clusters: Sequence[int]
) -> dict[int, int]:
    """Copy → original, as numbers of texts."""
    members: dict[int, list[int]] = {}
    for number, cluster in enumerate(clusters):
        members.setdefault(cluster, []).append(number)
    found: dict[int, int] = {}
    for several in members.values():
        if len(several) > 1:
            named = {ranked[number].credited for number in several} - {None}
            common = dict(zip(several, _in_common([phrases(texts[number], 2) for number in several]), strict=True))
            _, original = min(
                ((ranked[number].publisher not in named, *ranks[number][:2], -common[number]), number)
                for number in several
            )
            found |= {number: original for number in several if number != original}
    return found


def _in_common(rows: Sequence[Hashes]) -> list[float]:
    """How much each has in common with all the others (Dice): a copy is closer to its original than to another copy."""
    sets = [np.unique(row) for row in rows]
    values, counts = np.unique(np.concatenate(sets), return_counts=True)
    total, others = sum(map(len, sets)), len(sets) - 1
    shared = [int((counts[np.searchsorted(values, one)] - 1).sum()) for one in sets]
    return [common / (len(one) * others + total - len(one)) for common, one in zip(shared, sets, strict=True)]


def _first_told(lifted: Sequence[_Lifted]) -> list[_Lifted]:
    """Of passages that lie over each other in a text, the one from the earliest text."""
    kept: dict[int, list[_Lifted]] = {}
    for one in sorted(lifted, key=lambda one: (one.later, one.earlier, one.stretch.start, one.stretch.other_start)):
        known = kept.setdefault(one.later, [])
        if all(_overlap(one.stretch, other.stretch) <= NEWS for other in known):
            known.append(one)
    return [one for known in kept.values() for one in known]


def _overlap(one: Stretch, other: Stretch) -> float:
    """How much of the one lies in the other."""
    return max(0, min(one.end, other.end) - max(one.start, other.start)) / (one.end - one.start)


def _passages(ranked: Sequence[_Article], lifted: Sequence[_Lifted], by_id: ById) -> Iterator[Passage]:
    for start in range(0, len(lifted), PASSAGES):
        some = lifted[start : start + PASSAGES]
        wanted = {ranked[number].name for one in some for number in (one.later, one.earlier)}
        places = {document.document_id: spans(document.text) for document in by_id(wanted)}
        for one in some:
            stretch, name, original = one.stretch, ranked[one.later].name, ranked[one.earlier].name
            here, there = places[name], places[original]
            yield Passage(
                document_id=name,
                start=here[stretch.start][0],
                end=here[stretch.end - 1][1],
                original_id=original,
                original_start=there[stretch.other_start][0],
                original_end=there[stretch.other_end - 1][1],
            )
