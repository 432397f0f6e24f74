"""Cuts a long text into sections that are parsed one at a time, so that memory does not grow with the document.

A section ends at a paragraph border where there is one, else at a line, a sentence or a word border. Short texts
are one section. The sections joined are the text.
"""

from __future__ import annotations

from collections.abc import Iterator

SECTION = 50_000
BORDERS = ("\n\n", "\n", ". ", " ")


def sections(text: str, limit: int = SECTION) -> Iterator[tuple[int, str]]:
    """Pairs of (offset in ``text``, section), each section at most ``limit`` code points long."""
    start = 0
    while len(text) - start > limit:
        end = _border(text, start, start + limit)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _border(text: str, start: int, end: int) -> int:
    """The last good place to cut in the second half of ``text[start:end]``, or ``end``."""
    for border in BORDERS:
        at = text.rfind(border, (start + end) // 2, end)
        if at >= 0:
            return at + len(border)
    return end
