"""Finds which documents republish another one: documents in, ``{document_id of a copy: document_id of its original}`` out.

Near-duplicates are proposed by MinHash (Broder 1997) with locality-sensitive hashing over word shingles, then looked at
exactly. Compares words only: two reports of one occurrence, each in its own words, are no copies.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from datasketch import MinHash, MinHashLSH

from sayso.records import Document

Shingles = npt.NDArray[np.uint32]

SHINGLE = 4
MIN_WORDS = 20
BANDS, ROWS, SEED = 40, 2, 1
"""Of two texts that share a fifth of all their shingles, 4 pairs in 5 are looked at; a third, 99 in 100."""
CHUNK = 10_000
SHARED = 0.6
SHARED_IF_SHORT = 0.8
"""How much of the shorter text must stand in the longer: a short one may share a paragraph of background with many."""
SHORT = 90
SHARED_OF_LONGER = 0.18
"""Where less of the longer text is shared, it is a round-up that quotes the shorter, or both quote one statement."""
ALIKE = 0.8
UNDATED = "9999"
_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`")


@dataclass(frozen=True, slots=True)
class _Text:
    """A document for comparison: how original it is (smallest first), and the sorted hashes of its shingles."""

    rank: tuple[bool, str, int, str]
    words: int
    shingles: Shingles

    @property
    def document_id(self) -> str:
        return self.rank[-1]


def find_copies(documents: Iterable[Document]) -> dict[str, str]:
    """The copies among the documents, each with its original; whatever the order of the documents, the same.

    The original is the one not credited to another outlet, else first published, else longest. Texts of fewer than
    ``MIN_WORDS`` words are never copies. Keeps 4 bytes a word and some 12 kB a document.
    """
    texts = sorted((_text(document) for document in documents), key=lambda text: text.rank)
    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    unhashed = MinHash(num_perm=BANDS * ROWS, seed=SEED, hashfunc=int)
    copies: dict[str, str] = {}
    for number, text in enumerate(texts):
        if text.words < MIN_WORDS:
            continue
        signature = _signature(text.shingles, unhashed)
        earlier = next((i for i in sorted(index.query(signature)) if _is_copy(text, texts[i])), None)
        if earlier is not None:
            found = texts[earlier].document_id
            copies[text.document_id] = copies.get(found, found)
        # What is all but the same as an earlier text would only find what that one finds.
        if earlier is None or _resemblance(text, texts[earlier]) < ALIKE:
            index.insert(number, signature, check_duplication=False)
    return dict(sorted(copies.items()))


def _text(document: Document) -> _Text:
    words = _WORD.findall(document.text.translate(_APOSTROPHES).lower())
    credited = document.first_publisher not in (None, document.outlet)
    day = (document.first_published or document.published or UNDATED)[:10]
    return _Text((credited, day, -len(words), document.document_id), len(words), _shingles(words))


def _shingles(words: list[str]) -> Shingles:
    hashes = [zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(len(words) - SHINGLE + 1)]
    return np.unique(np.array(hashes, dtype=np.uint32))


def _signature(shingles: Shingles, unhashed: MinHash) -> MinHash:
    signature = unhashed.copy()
    for start in range(0, len(shingles), CHUNK):
        signature.update_batch(shingles[start : start + CHUNK].tolist())
    return signature


def _common(one: _Text, other: _Text) -> int:
    return len(np.intersect1d(one.shingles, other.shingles, assume_unique=True))


def _resemblance(one: _Text, other: _Text) -> float:
    common = _common(one, other)
    return common / (len(one.shingles) + len(other.shingles) - common)


def _is_copy(one: _Text, other: _Text) -> bool:
    shorter, longer = sorted((len(one.shingles), len(other.shingles)))
    common = _common(one, other)
    needed = SHARED_IF_SHORT if min(one.words, other.words) < SHORT else SHARED
    return common >= needed * shorter and common >= SHARED_OF_LONGER * longer
