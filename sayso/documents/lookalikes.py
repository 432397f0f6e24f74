"""Which texts are worth comparing: texts in, pairs that share more phrases than chance has it out. Decides nothing.

MinHash (Broder 1997) with locality-sensitive hashing by datasketch's permutations over windows of each text, so that a
lifted paragraph is found as well as a whole copy. A phrase that one text alone has can match nothing and is passed over:
what is left of a noisy copy is much alike, and texts that only share a manner of speaking are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from datasketch import MinHash

from sayso.documents.words import Hashes, Numbers, Texts, changes, distinct, phrases

Pairs = npt.NDArray[np.int64]

PHRASE = 3
"""Words that follow each other."""
BLOCK = 24
"""Phrases: two blocks side by side are a window."""
BANDS, ROWS, SEED = 64, 2, 1
"""Of windows that have a fifth of their repeated phrases in common, 3 pairs in 4 agree in two bands; a third, 99 in 100."""
NEAR = 3
"""Of many windows that fall together, each is compared with the first and with so many before it."""
MERGED = 1_000_000
SLICE = 50_000
"""Blocks whose signatures are worked out at once: what the processor's cache holds."""
SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number by which bits are carried to the upper end of a key (Knuth's multiplicative hashing)."""
COMMON = 100, 1000
"""A phrase that stands in more than so many texts, and in more than one in so many, is a manner of speaking."""


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The phrases that more than one text has and not too many, by blocks, in the order of the texts.

    ``values``: hashes of phrases; for each block with any ``starts``: its first among them, ``owners``: its text, and
    ``numbers``: its own, one more than that of the block before it in the text.
    """

    values: Hashes
    starts: Numbers
    owners: Numbers
    numbers: Numbers


def lookalikes(texts: Texts) -> Pairs:
    """Pairs ``(later, earlier)`` of numbers of texts, sorted, once each; the same for the same texts."""
    blocks = _blocks(texts)
    if not len(blocks.starts):
        return np.empty((0, 2), dtype=np.int64)
    once, again, waiting = np.empty(0, np.int64), np.empty(0, np.int64), []
    for band, keys in enumerate(_bands(blocks), 1):
        waiting.append(_together(keys, blocks.owners, len(texts)))
        if band == BANDS or sum(map(len, waiting)) > max(MERGED, len(once)):
            found = np.sort(np.concatenate([once, *waiting]))
            new = changes(found)
            once, again, waiting = found[new], np.concatenate([again, found[~new]]), []
    again.sort()
    return np.stack(np.divmod(again[changes(again)], len(texts)), axis=1)


def signatures(values: Hashes, starts: Numbers, permutations: npt.NDArray[np.uint32]) -> Iterator[Hashes]:
    """For each of the permutations the smallest of the permuted values from each start to the next.

    What ``datasketch.MinHash`` gives of each such set of values, of all sets at once.
    """
    mixed = _mixed(values)
    slices = [
        (starts[first : first + SLICE] - starts[first], mixed[starts[first] : _end(starts, first + SLICE, len(values))])
        for first in range(0, len(starts), SLICE)
    ]
    for factor, offset in permutations.T:
        yield np.concatenate([np.minimum.reduceat(part * factor + offset, begins) for begins, part in slices])


def _end(starts: Numbers, number: int, last: int) -> int:
    return int(starts[number]) if number < len(starts) else last


def _blocks(texts: Texts) -> _Blocks:
    repeated = _repeated(distinct(_phrases(texts)), len(texts))
    parts: list[_Blocks] = []
    number = held = 0
    for values, owners in _phrases(texts):
        new = changes(owners)
        place = np.arange(len(values)) - np.flatnonzero(new)[np.cumsum(new) - 1]
        numbers = number + np.cumsum(place % BLOCK == 0)
        number = int(numbers[-1]) + 1
        kept = np.flatnonzero(_are_among(values, repeated))
        starts = np.flatnonzero(changes(numbers[kept]))
        parts.append(_Blocks(values[kept], held + starts, owners[kept][starts], numbers[kept][starts]))
        held += len(kept)
    if not parts:
        return _Blocks(np.empty(0, np.uint32), *(np.empty(0, np.int64) for _ in range(3)))
    return _Blocks(
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.owners for part in parts]),
        np.concatenate([part.numbers for part in parts]),
    )


def _are_among(values: Hashes, known: Hashes) -> npt.NDArray[np.bool_]:
    """Whether each of the values is one of the sorted ones."""
    place = np.searchsorted(known, values)
    found: npt.NDArray[np.bool_] = np.append(known, np.uint32(0))[place] == values
    return found & (place < len(known))


def _phrases(texts: Texts) -> Iterator[tuple[Hashes, Numbers]]:
    for words, owners in texts.chunks():
        found = phrases(words, PHRASE)
        whole = owners[: len(found)] == owners[len(owners) - len(found) :]
        if whole.any():
            yield found[whole], owners[: len(found)][whole]


def _repeated(values: Hashes, texts: int) -> Hashes:
    """Of sorted values those that come twice or more, and not too often."""
    again, counts = np.unique(values[~changes(values)], return_counts=True)
    least, share = COMMON
    return again[counts < max(least, texts // share)]


def _bands(blocks: _Blocks) -> Iterator[npt.NDArray[np.uint64]]:
    """For each band the key of the window that begins at each block."""
    joined = np.flatnonzero((np.diff(blocks.numbers) == 1) & (np.diff(blocks.owners) == 0))
    minima = signatures(blocks.values, blocks.starts, MinHash(num_perm=BANDS * ROWS, seed=SEED).permutations)
    for _ in range(BANDS):
        keys = np.zeros(len(blocks.starts), dtype=np.uint64)
        for _ in range(ROWS):
            alone = next(minima)
            window = alone.copy()
            window[joined] = np.minimum(alone[joined], alone[joined + 1])
            keys = (keys ^ window) * SPREAD
        yield keys


def _together(keys: npt.NDArray[np.uint64], owners: Numbers, texts: int) -> Numbers:
    """Pairs of texts with a window of one key, as ``later * texts + earlier``. ``owners`` are sorted.

    Of a key the upper bits count, as many as leave room for the number of its window: sorted together, no pair is lost, and
    of a hundred million one is there by chance.
    """
    room = np.uint64(len(keys).bit_length())
    order = keys >> room << room | np.arange(len(keys), dtype=np.uint64)
    order.sort()
    keys, numbers = order >> room, (order & ((np.uint64(1) << room) - np.uint64(1))).astype(np.int64)
    again = keys[1:] == keys[:-1]
    several = np.flatnonzero(np.concatenate((again, [False])) | np.concatenate(([False], again)))
    keys, owners = keys[several], owners[numbers[several]]
    new = changes(keys)
    first = np.flatnonzero(new)[np.cumsum(new) - 1]
    partners = [first, *(np.maximum(first, np.arange(len(keys)) - back) for back in range(1, NEAR + 1))]
    found = [owners * texts + owners[partner] for partner in partners]
    pairs = np.sort(np.concatenate([pair[owners != owners[p]] for pair, p in zip(found, partners, strict=True)]))
    return pairs[changes(pairs)]


def _mixed(values: Hashes) -> Hashes:
    """MurmurHash3's finalizer, by which datasketch mixes values before it permutes them."""
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        values = (values ^ (values >> np.uint32(shift))) * np.uint32(factor)
    return values ^ (values >> np.uint32(16))
