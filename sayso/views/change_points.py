"""When a distribution over words changed: the counts of dated articles in, the change points out, or none.

The likelihood-ratio scan for a change in multinomial observations of Horváth & Serbinowska (1995), "Testing for changes in
multinomial observations: the Lindisfarne Scribes problem", Scandinavian Journal of Statistics 22, 371-384. Words of one
article are not independent of each other, so that the chance of a change that is none is found by shuffling whole articles
(p as in Phipson & Smyth 2010, Stat. Appl. Genet. Mol. Biol. 9(1), 39); further changes are looked for on either side of one
that was found (binary segmentation: Vostrikova 1981, Soviet Mathematics Doklady 24, 55-59).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ALPHA = 0.01
"""The chance that a change is found anywhere where there is none."""
SHORTEST = 5
"""Articles on either side of a change; a word of fewer uses counts together with other rare ones."""
SEED = 1995
BATCH = 200
"""Shuffles at a time."""
SHUFFLES = 2
"""How many times the fewest shuffles with which ``ALPHA`` can be told; at least ``FEWEST``."""
FEWEST = 999
_Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Article:
    """An article's day of publication and how often it uses each word."""

    document_id: str
    day: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Shift:
    """A word's share of the uses before and after a change."""

    words: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Change:
    """A change between the day ``last`` and the day ``first``; the articles of that stretch on either side, in order.

    ``shifts``: the words by how much they tell the two sides apart. ``p`` is the chance of as good a split of articles in
    any order.
    """

    last: str
    first: str
    p: float
    before: tuple[str, ...]
    after: tuple[str, ...]
    shifts: tuple[Shift, ...]


def change_points(articles: Sequence[Article], tests: int = 1) -> list[Change]:
    """The changes in time, by day. ``tests``: how many such series are looked at together (Bonferroni's correction)."""
    dated = sorted((one for one in articles if any(one.counts.values())), key=lambda one: (one.day, one.document_id))
    if not testable(dated):
        return []
    words, counts = _matrix(dated)
    found: list[Change] = []
    stretches = [(0, len(dated))]
    while stretches:
        first, last = stretches.pop()
        split = _split([one.day for one in dated[first:last]], counts[first:last], ALPHA / tests)
        if split is not None:
            at, p = first + split[0], split[1]
            found.append(_change(dated, (first, at, last), p, words, counts))
            stretches += [(first, at), (at, last)]
    return sorted(found, key=lambda change: change.first)


def testable(articles: Sequence[Article]) -> bool:
    """Are there articles enough, of more than one day?"""
    used = [one for one in articles if any(one.counts.values())]
    return len(used) >= 2 * SHORTEST and len({one.day for one in used}) > 1


def _matrix(articles: Sequence[Article]) -> tuple[list[str], _Counts]:
    """Words and how often each article uses them; rare words are the last column together."""
    total: Counter[str] = Counter()
    for one in articles:
        total.update(one.counts)
    words = sorted(word for word, count in total.items() if count >= SHORTEST)
    columns = {word: i for i, word in enumerate(words)}
    counts = np.zeros((len(articles), len(words) + 1))
    for row, one in enumerate(articles):
        for word, count in one.counts.items():
            counts[row, columns.get(word, len(words))] += count
    return words, counts


def _split(days: Sequence[str], counts: _Counts, alpha: float) -> tuple[int, float] | None:
    """Where a stretch is best cut in two, and p; ``None`` where that may be chance. Articles of a day stay together."""
    cuts = np.array([i for i in range(SHORTEST, len(days) - SHORTEST + 1) if days[i] != days[i - 1]], dtype=np.intp)
    if not len(cuts):
        return None
    scores = _scores(counts[None], cuts)[0]
    best = int(scores.argmax())
    shuffles = max(FEWEST, round(SHUFFLES / alpha) - 1)
    random = np.random.default_rng(SEED)
    as_good = 0
    for done in range(0, shuffles, BATCH):
        orders = np.argsort(random.random((min(BATCH, shuffles - done), len(days))), axis=1)
        as_good += int((_scores(counts[orders], cuts).max(axis=1) >= scores[best] - 1e-9).sum())
        if (1 + as_good) / (1 + shuffles) > alpha:  # no more shuffles can help
            return None
    return int(cuts[best]), (1 + as_good) / (1 + shuffles)


def _scores(orders: _Counts, cuts: NDArray[np.intp]) -> _Counts:
    """Twice the log-likelihood ratio of two distributions against one, an order of articles a row and a cut a column."""
    sums = orders.cumsum(axis=1)
    before, whole = sums[:, cuts - 1], sums[:, -1:]
    return 2 * (_likelihood(before) + _likelihood(whole - before) - _likelihood(whole))


def _likelihood(counts: _Counts) -> _Counts:
    """The log-likelihood of counts under their own shares, but for what depends on their order."""
    total = counts.sum(axis=-1)
    parts: _Counts = (counts * np.log(np.maximum(counts, 1.0))).sum(axis=-1) - total * np.log(np.maximum(total, 1.0))
    return parts


def _change(
    articles: Sequence[Article], stretch: tuple[int, int, int], p: float, words: Sequence[str], counts: _Counts
) -> Change:
    first, at, last = stretch
    before, after = counts[first:at].sum(axis=0), counts[at:last].sum(axis=0)
    shares = [(float(one), float(other)) for one, other in zip(before / before.sum(), after / after.sum(), strict=True)]
    shifts = [Shift(word, *share) for word, share in zip(words, shares, strict=False)]
    shifts.sort(key=lambda shift: (-abs(shift.after - shift.before), shift.words))
    return Change(
        last=articles[at - 1].day,
        first=articles[at].day,
        p=p,
        before=tuple(one.document_id for one in articles[first:at]),
        after=tuple(one.document_id for one in articles[at:last]),
        shifts=tuple(shift for shift in shifts if shift.before != shift.after),
    )
