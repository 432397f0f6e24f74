"""Which documents republish another one, wholly or in a passage: documents in, ``Copies`` out.

Texts that look alike (lookalikes.py) are laid side by side (alignment.py). Compares words only: two reports of one
occurrence, each in its own words, are no copies. How it decides is told in docs/copies.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sayso.documents.alignment import Anchors, Stretch, covered, stretches
from sayso.documents.crediting import Credits
from sayso.documents.lookalikes import lookalikes
from sayso.documents.words import Hashes, Rarity, Texts, hashed, phrases, spans
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
LIFTED_WORDS, LIFTED_ANCHORS, LIFTED_RARE = 30, 0.35, 0.6
"""A lifted passage is so long, with so many anchors a word, and shares so much of what its words tell."""
NEWS = 0.5
"""A passage that lies by more than this in one lifted from an earlier document is known already."""
ANCHORS_KEPT, PLACES_KEPT = 20_000, 100
UNDATED = "9999"
Rank = tuple[bool, str, int, str]


@dataclass(frozen=True, slots=True)
class Copies:
    """``originals``: document_id of a copy → that of its original. ``passages``: what other documents lifted."""

    originals: Mapping[str, str]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Lifted:
    """Words ``start`` to ``end`` of the text of rank ``later`` follow those of the text of rank ``earlier``."""

    later: int
    earlier: int
    stretch: Stretch


def find_copies(documents: Sequence[Document], credits: Credits) -> Copies:
    """Copies and lifted passages among the documents; whatever the order of the documents, the same.

    The original of several copies is the one whose publisher the others credit, else one that credits nobody, else the
    first published, else the one that has most in common with all the others, else the longest. Texts of fewer than
    ``MIN_WORDS`` words are passed over. Keeps some 20 bytes a word.
    """
    rows = [hashed(document.text) for document in documents]
    ranks = [_rank(document, len(row), credits) for document, row in zip(documents, rows, strict=True)]
    order = sorted(range(len(ranks)), key=ranks.__getitem__)
    ranked = [documents[i] for i in order]
    texts = Texts.of([rows[i] if len(rows[i]) >= MIN_WORDS else rows[i][:0] for i in order])
    del rows
    clusters, lifted = _compared(texts)
    originals = _originals(ranked, [ranks[i] for i in order], texts, clusters, credits)
    kept = _first_told([one for one in lifted if one.later not in originals and one.earlier not in originals])
    return Copies(
        dict(sorted((ranked[copy].document_id, ranked[of].document_id) for copy, of in originals.items())),
        tuple(sorted(_passages(ranked, kept), key=lambda one: (one.document_id, one.start, one.end))),
    )


def _rank(document: Document, words: int, credits: Credits) -> Rank:
    """How original a document is, the most original first."""
    day = (document.first_published or document.published or UNDATED)[:10]
    return credits.credited(document) is not None, day, -words, document.document_id


def _compared(texts: Texts) -> tuple[list[int], list[_Lifted]]:
    """For each text the first of its cluster, or itself; and the passages of texts that are not of one cluster."""
    rarity = Rarity.of(texts)
    anchors = lru_cache(ANCHORS_KEPT)(lambda number: Anchors.of(texts[number]))
    first = list(range(len(texts)))
    lifted: list[_Lifted] = []
    for later, earlier in zip(*lookalikes(texts).T.tolist(), strict=True):
        one, other = _root(first, later), _root(first, earlier)
        if one == other:
            continue
        shared = stretches(anchors(later), anchors(earlier))
        if _is_copy(texts[later], texts[earlier], shared, rarity):
            first[max(one, other)] = min(one, other)
        else:
            lifted += [
                _Lifted(later, earlier, stretch)
                for stretch in shared
                if _is_lifted(texts[later], texts[earlier], stretch, rarity)
            ]
    return [_root(first, number) for number in range(len(texts))], lifted


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


def _is_lifted(one: Hashes, other: Hashes, stretch: Stretch, rarity: Rarity) -> bool:
    mine, theirs = one[stretch.start : stretch.end], other[stretch.other_start : stretch.other_end]
    if min(len(mine), len(theirs)) < LIFTED_WORDS or stretch.density < LIFTED_ANCHORS:
        return False
    return min(rarity.shared(mine, theirs)) >= LIFTED_RARE


def _originals(
    ranked: Sequence[Document], ranks: Sequence[Rank], texts: Texts, clusters: Sequence[int], credits: Credits
) -> dict[int, int]:
    """Copy → original, as numbers of texts."""
    members: dict[int, list[int]] = {}
    for number, cluster in enumerate(clusters):
        members.setdefault(cluster, []).append(number)
    found: dict[int, int] = {}
    for several in members.values():
        if len(several) > 1:
            named = {credits.credited(ranked[number]) for number in several} - {None}
            common = dict(zip(several, _in_common([phrases(texts[number], 2) for number in several]), strict=True))
            _, original = min(
                ((credits.publisher(ranked[number]) not in named, *ranks[number][:2], -common[number]), number)
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


def _passages(ranked: Sequence[Document], lifted: Sequence[_Lifted]) -> Iterator[Passage]:
    places = lru_cache(PLACES_KEPT)(lambda number: spans(ranked[number].text))
    for one in lifted:
        stretch, here, there = one.stretch, places(one.later), places(one.earlier)
        yield Passage(
            document_id=ranked[one.later].document_id,
            start=here[stretch.start][0],
            end=here[stretch.end - 1][1],
            original_id=ranked[one.earlier].document_id,
            original_start=there[stretch.other_start][0],
            original_end=there[stretch.other_end - 1][1],
        )
