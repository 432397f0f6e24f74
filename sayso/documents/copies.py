"""Which documents republish which: near-duplicates found by MinHash, then compared shingle by shingle.

Documents in, copy → original out, whatever their order. A copy may have a new lead, a cut end or a frame of its own, so the
share of the *shorter* text's shingles that stand in the longer one decides (containment, Broder 1997).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from datasketch import MinHash, MinHashLSH

from sayso.records import Document

SHINGLE = 4
PERMUTATIONS = 128
CANDIDATE = 0.25  # estimated Jaccard similarity that makes a candidate pair
CONTAINED = 0.6  # of the shorter text
LEAST_SHINGLES = 20
WORD = re.compile(r"\w+")

Shingles = npt.NDArray[np.uint32]


def find_copies(documents: Iterable[Document]) -> dict[str, str]:
    """``document_id`` of each copy → ``document_id`` of its original. Originals and lone documents are absent."""
    known: dict[str, Document] = {}
    shingles: dict[str, Shingles] = {}
    for document in sorted(documents, key=lambda one: one.document_id):
        found = _shingles(document.text)
        if len(found) >= LEAST_SHINGLES:
            known[document.document_id], shingles[document.document_id] = document, found
    groups = _groups(known, _pairs(shingles))
    copies: dict[str, str] = {}
    for group in groups:
        original = min(group, key=lambda number: _precedence(known[number]))
        copies |= {number: original for number in group if number != original}
    return dict(sorted(copies.items()))


def containment(one: Shingles, other: Shingles) -> float:
    """The share of the smaller set that is in the larger."""
    shared = np.intersect1d(one, other, assume_unique=True).size
    return float(shared) / min(len(one), len(other))


def _shingles(text: str) -> Shingles:
    """Hashes of all runs of four words, sorted, each once."""
    words = [word.lower() for word in WORD.findall(text)]
    runs = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    hashes = [int.from_bytes(hashlib.blake2b(run.encode(), digest_size=4).digest(), "big") for run in runs]
    return np.unique(np.array(hashes, dtype=np.uint32))


def _pairs(shingles: Mapping[str, Shingles]) -> list[tuple[str, str]]:
    index = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
    pairs = []
    for number, found in shingles.items():
        signature = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int)
        signature.update_batch(found.tolist())
        for other in sorted(index.query(signature)):
            if containment(found, shingles[other]) >= CONTAINED:
                pairs.append((other, number))
        index.insert(number, signature)
    return pairs


def _groups(numbers: Iterable[str], pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Documents joined by pairs, groups of two and more."""
    leader = {number: number for number in numbers}

    def root(number: str) -> str:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        leader[second] = first
    groups: dict[str, list[str]] = {}
    for number in leader:
        groups.setdefault(root(number), []).append(number)
    return [group for group in groups.values() if len(group) > 1]


def _precedence(document: Document) -> tuple[bool, str, int, str]:
    """The original credits nobody else, is the earliest, then the longest."""
    credits = document.first_publisher not in (None, document.outlet)
    day = document.first_published or document.published or "9999"
    return credits, day, -len(document.text), document.document_id
