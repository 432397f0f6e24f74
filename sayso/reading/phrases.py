"""Token ranges of phrases: what a head governs, less what is cut out of it.

Ranges are [first, last) into the parsed text; those of one phrase come in the order of the text and do not touch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

Range = tuple[int, int]


def subtree(head: Token) -> Range:
    """All that hangs on ``head``, as one range."""
    return head.left_edge.i, head.right_edge.i + 1


def without(whole: Range, holes: Iterable[Range]) -> list[Range]:
    """``whole`` less the ``holes``."""
    parts: list[Range] = []
    start, end = whole
    for hole_start, hole_end in sorted(holes):
        if hole_end <= start or hole_start >= end:
            continue
        if hole_start > start:
            parts.append((start, hole_start))
        start = max(start, hole_end)
    if start < end:
        parts.append((start, end))
    return parts


def joined(doc: Doc, parts: Iterable[Range]) -> list[Range]:
    """The ranges in order, those that overlap or have only spaces between them made one."""
    result: list[Range] = []
    for start, end in sorted(parts):
        if result and start <= _past_spaces(doc, result[-1][1]):
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((start, end))
    return result


def _past_spaces(doc: Doc, at: int) -> int:
    while at < len(doc) and doc[at].is_space:
        at += 1
    return at


def overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def climb(token: Token, limit: int = 12) -> Iterator[Token]:
    """The heads above a token, nearest first, at most ``limit``."""
    for _ in range(limit):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def sentence_start(token: Token, limit: int = 200) -> int:
    """Where the token's sentence begins, looked for at most ``limit`` tokens back (``Token.sent`` has no such bound)."""
    at = token.i
    while at > 0 and token.i - at < limit and not token.doc[at].is_sent_start:
        at -= 1
    return at


def sentence_end(token: Token, limit: int = 200) -> int:
    """The first token after the token's sentence, looked for at most ``limit`` tokens on."""
    at = token.i + 1
    while at < len(token.doc) and at - token.i < limit and not token.doc[at].is_sent_start:
        at += 1
    return at
