"""Text as the encoder sees it: word pieces, the words they make, and windows that end where paragraphs or sentences do.

A word here is what BERT's pre-tokeniser makes: a run of letters and digits, or one sign. Heads speak of words, by the
vector of each word's first piece.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of text that is encoded at once.

    ``ids``: its pieces with [CLS] before and [SEP] behind, int64 of shape (pieces + 2,). ``firsts``: for each word, the
    index in ``ids`` of its first piece, shape (words,). ``starts`` and ``ends``: the words' offsets in the text, shape
    (words,). ``paragraphs``: the number of each word's paragraph in the text, shape (words,).
    """

    ids: NDArray[np.int64]
    firsts: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    paragraphs: NDArray[np.int64]

    def words(self, start: int, end: int) -> tuple[int, int]:
        """First and one past the last of the words that overlap the text's [start, end)."""
        return int(np.searchsorted(self.ends, start, "right")), int(np.searchsorted(self.starts, end, "left"))


class Pieces:
    """Cuts text into windows of up to ``longest`` pieces, [CLS] and [SEP] counted. ``vocabulary``: a piece a line."""

    def __init__(self, vocabulary: Sequence[str], longest: int = 256) -> None:
        ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.vocabulary, self.longest = vocabulary, longest
        self.first, self.last = ids["[CLS]"], ids["[SEP]"]
        self.tokenizer = Tokenizer(WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=100))
        self.tokenizer.normalizer = BertNormalizer(clean_text=True, strip_accents=True, lowercase=True)
        self.tokenizer.pre_tokenizer = BertPreTokenizer()

    def windows(self, text: str) -> list[Window]:
        """The windows of a text in order. They share no word and leave none out."""
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        if not encoding.ids:
            return []
        ids = np.array(encoding.ids, np.int64)
        offsets = np.array(encoding.offsets, np.int64).reshape(-1, 2)
        of_word = np.array(encoding.word_ids, np.int64)
        firsts = np.flatnonzero(np.diff(of_word, prepend=-1))
        starts, ends = offsets[firsts, 0], offsets[np.append(firsts[1:], len(ids)) - 1, 1]
        lines = np.array([match.start() for match in re.finditer(r"\n", text)], np.int64)
        paragraphs = np.searchsorted(lines, starts)
        sentences = np.array([match.end() for match in SENTENCE_END.finditer(text)], np.int64)
        of_sentence = np.searchsorted(sentences, starts, "right")
        windows = []
        for begin, end in self._cuts(np.append(firsts, len(ids)), paragraphs, of_sentence):
            first, last = firsts[begin], firsts[end] if end < len(firsts) else len(ids)
            windows.append(
                Window(
                    np.concatenate(([self.first], ids[first:last][: self.longest - 2], [self.last])),
                    np.minimum(firsts[begin:end] - first + 1, self.longest - 2),
                    starts[begin:end],
                    ends[begin:end],
                    paragraphs[begin:end],
                )
            )
        return windows

    def _cuts(
        self, firsts: NDArray[np.int64], paragraphs: NDArray[np.int64], sentences: NDArray[np.int64]
    ) -> list[tuple[int, int]]:
        """Ranges of words that fit: as long as can be, ending with a paragraph, else a sentence, else anywhere."""
        cuts, begin, count = [], 0, len(paragraphs)
        while begin < count:
            end = int(np.searchsorted(firsts, firsts[begin] + self.longest - 2, "right")) - 1
            end = min(max(end, begin + 1), count)
            if end < count:
                for unit in (paragraphs, sentences):
                    boundary = int(np.searchsorted(unit, unit[end], "left"))
                    if unit[end] != unit[end - 1] or boundary > begin:
                        end = max(boundary, begin + 1)
                        break
            cuts.append((begin, end))
            begin = end
        return cuts
