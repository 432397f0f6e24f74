"""A tokenised text as the encoder sees it: word pieces with the shape of their token, in windows that end where paragraphs
or sentences do.

Tokens are spaCy's, spaces left out; heads speak of tokens, by the vector of each token's first piece. The encoder's
vocabulary has no capitals: whether a token has them is told by the shape of its pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s")
LOWER, CAPITAL, CAPITALS = range(3)
SHAPES = 3
SHOUTING = 0.6
"""A window with more of its words than this in capitals is read as if it had none: what all words have tells nothing."""
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of text that is encoded at once.

    ``ids`` and ``shapes``: its pieces with [CLS] before and [SEP] behind, (pieces + 2,). Of each word, (words,): ``firsts``
    the index in ``ids`` of its first piece, ``tokens`` its index in the Doc, ``starts`` and ``ends`` its offsets,
    ``paragraphs`` the number of its paragraph.
    """

    ids: Numbers
    shapes: Numbers
    firsts: Numbers
    tokens: Numbers
    starts: Numbers
    ends: Numbers
    paragraphs: Numbers

    def words(self, start: int, end: int) -> tuple[int, int]:
        """First and one past the last of the words that overlap the text's [start, end)."""
        return int(np.searchsorted(self.ends, start, "right")), int(np.searchsorted(self.starts, end, "left"))


class Pieces:
    """Cuts texts into windows of up to ``longest`` pieces, [CLS] and [SEP] counted. ``vocabulary``: a piece a line."""

    def __init__(self, vocabulary: Sequence[str], longest: int = 256) -> None:
        ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.vocabulary, self.longest = vocabulary, longest
        self.first, self.last, self.unknown = ids["[CLS]"], ids["[SEP]"], ids["[UNK]"]
        self.tokenizer = Tokenizer(WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=100))
        self.tokenizer.normalizer = BertNormalizer(clean_text=True, strip_accents=True, lowercase=True)
        self.tokenizer.pre_tokenizer = BertPreTokenizer()

    def windows(self, doc: Doc) -> list[Window]:
        """The windows of a text in order. They share no token and leave out none but spaces."""
        text = doc.text
        asked = doc.to_array(["IDX", "LENGTH", "IS_SPACE"]).astype(np.int64)
        indices = np.flatnonzero(asked[:, 2] == 0)
        if not len(indices):
            return []
        starts = asked[indices, 0]
        ends = starts + asked[indices, 1]
        words = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        lines = np.array([match.start() for match in re.finditer(r"\n", text)], np.int64)
        sentences = np.array([match.end() for match in SENTENCE_END.finditer(text)], np.int64)
        pieces = self._pieces(words)
        counts = np.array([len(some) for some in pieces], np.int64)
        paragraphs, of_sentence = np.searchsorted(lines, starts), np.searchsorted(sentences, starts, "right")
        shapes = np.array([_shape(word) for word in words], np.int64)
        windows = []
        for begin, end in self._cuts(np.append(0, counts.cumsum()), paragraphs, of_sentence):
            part = slice(begin, end)
            room = self.longest - 2
            ids = [number for some in pieces[part] for number in some][:room]
            shape = np.repeat(shapes[part], counts[part])[:room]
            if (shapes[part] == CAPITALS).mean() > SHOUTING:
                shape = np.full_like(shape, LOWER)
            windows.append(
                Window(
                    np.array([self.first, *ids, self.last], np.int64),
                    np.concatenate(([LOWER], shape, [LOWER])),
                    np.minimum(np.append(0, counts[part].cumsum()[:-1]) + 1, room),
                    indices[part],
                    starts[part],
                    ends[part],
                    paragraphs[part],
                )
            )
        return windows

    def _pieces(self, words: Sequence[str]) -> list[list[int]]:
        """The pieces of each word, at least one."""
        encoding = self.tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        pieces: list[list[int]] = [[] for _ in words]
        for number, word in zip(encoding.ids, encoding.word_ids, strict=True):
            if word is not None:
                pieces[word].append(number)
        return [some or [self.unknown] for some in pieces]

    def _cuts(self, firsts: Numbers, paragraphs: Numbers, sentences: Numbers) -> list[tuple[int, int]]:
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


def _shape(word: str) -> int:
    if not word[0].isupper():
        return LOWER
    return CAPITALS if len(word) > 1 and word.isupper() else CAPITAL
