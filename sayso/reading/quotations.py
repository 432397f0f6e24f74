"""Finds what stands in quotation marks: a parsed text in, quotations as token ranges out.

Marks may be typographic, straight, doubled apostrophes or single; a mark without its partner ends at its paragraph.
Knows nothing of who is quoted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

OPENING = frozenset({"“", "«", "„", "``"})
CLOSING = frozenset({"”", "»"})
STRAIGHT = frozenset({'"', "''", "”", "''."})
SINGLE_OPENING = frozenset({"‘", "`"})
SINGLE_CLOSING = frozenset({"’"})
SINGLE_STRAIGHT = "'"
MARKS = OPENING | CLOSING | STRAIGHT | SINGLE_OPENING | SINGLE_CLOSING | {SINGLE_STRAIGHT}
LONGEST = 1_500  # tokens: a mark whose partner is farther away has none
LONGEST_SINGLE = 60
SENTENCE_END = frozenset({".", "!", "?", "…", "..."})


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens [first, last), marks included. ``single``: in single marks. ``closed``: its closing mark is written."""

    first: int
    last: int
    single: bool
    closed: bool


class Quotations:
    """The double quotations of a text in order, and the single ones, with look-up by token."""

    def __init__(self, found: Sequence[Quotation]) -> None:
        self.double = [quotation for quotation in found if not quotation.single]
        self.single = [quotation for quotation in found if quotation.single]
        self._starts = [quotation.first for quotation in self.double]
        self._by_first = {quotation.first: quotation for quotation in self.double}

    def around(self, token: int) -> Quotation | None:
        """The double quotation in which the token stands, marks included."""
        at = bisect_right(self._starts, token) - 1
        if at >= 0 and token < self.double[at].last:
            return self.double[at]
        return None

    def opening_at(self, token: int) -> Quotation | None:
        return self._by_first.get(token)


def find_quotations(doc: Doc) -> Quotations:
    """All quotations of a text, in one pass."""
    found: list[Quotation] = []
    opened: int | None = None
    opened_single: int | None = None
    paragraph_ended = False
    for token in doc:
        text = token.text
        if "\n" in text:
            paragraph_ended = True
            opened_single = None
            continue
        if text not in MARKS:
            if opened is not None and paragraph_ended:
                found.append(Quotation(opened, _before_spaces(doc, token.i), False, False))
                opened = None
            paragraph_ended = False
            continue
        if text in SINGLE_OPENING or text in SINGLE_CLOSING or text == SINGLE_STRAIGHT:
            opened_single = _single(token, opened_single, found)
        elif opened is None or token.i - opened > LONGEST:
            opened = token.i if _opens(token) else None
        elif text in OPENING or (text in STRAIGHT and text not in CLOSING and _surely_opens(token)):
            found.append(
                Quotation(opened, _before_spaces(doc, token.i), False, False)
            )  # the next paragraph of a quotation
            opened = token.i
        else:
            found.append(Quotation(opened, token.i + 1, False, True))
            opened = None
        paragraph_ended = False
    if opened is not None and len(doc) - opened <= LONGEST:
        found.append(Quotation(opened, _before_spaces(doc, len(doc)), False, False))
    found.sort(key=lambda quotation: (quotation.first, quotation.last))
    return Quotations(found)


def _before_spaces(doc: Doc, last: int) -> int:
    while last > 0 and doc[last - 1].is_space:
        last -= 1
    return last


def _opens(token: Token) -> bool:
    if token.text in OPENING:
        return True
    if token.text in CLOSING:
        return False
    return not token.whitespace_ and (token.i == 0 or _free_before(token) or not _joined_after(token))


def _surely_opens(token: Token) -> bool:
    """A straight mark with a space before it and none after it."""
    return not token.whitespace_ and _free_before(token) and _joined_after(token)


def _free_before(token: Token) -> bool:
    if token.i == 0:
        return True
    before = token.nbor(-1)
    return bool(before.whitespace_) or before.is_space or before.text in "([—–-"


def _joined_after(token: Token) -> bool:
    following = token.i + 1
    if following >= len(token.doc):
        return False
    after = token.nbor(1)
    return not after.is_space and (
        after.is_alpha or after.is_digit or not after.is_punct or after.text in "[(…...‘'$#@"
    )


def _single(token: Token, opened: int | None, found: list[Quotation]) -> int | None:
    """Handles a single mark; returns the index of the one that is open afterwards."""
    text = token.text
    if text in SINGLE_OPENING or (text == SINGLE_STRAIGHT and opened is None):
        return token.i if _surely_opens(token) and token.tag_ != "POS" else opened
    if opened is None or (token.tag_ == "POS" and not _ends_word_group(token)):
        return opened
    if token.i - opened <= LONGEST_SINGLE:
        found.append(Quotation(opened, token.i + 1, True, True))
    return None


def _ends_word_group(token: Token) -> bool:
    """A mark taken for a possessive that is followed by a space or by a punctuation mark closes a quotation."""
    return bool(token.whitespace_) or token.i + 1 == len(token.doc) or token.nbor(1).is_punct


def is_speech(doc: Doc, quotation: Quotation) -> bool:
    """A quotation of a whole utterance rather than of a phrase: it ends in a comma or a full stop, or is not closed."""
    last = quotation.last - (2 if quotation.closed else 1)
    while last > quotation.first and doc[last].is_space:
        last -= 1
    return last > quotation.first and (doc[last].text in SENTENCE_END or doc[last].text == "," or not quotation.closed)
