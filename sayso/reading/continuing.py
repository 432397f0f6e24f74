"""Gives quotations that go on after their cue to the attribution they belong to: “…,” she said. “…”

Attributions and the quotations of the same text in, the attributions with the further quotations in their content out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from sayso.reading.phrases import Range, sentence_end
from sayso.reading.quotations import Quotation, Quotations, is_speech
from sayso.reading.said import Said

REACH = 6  # tokens of punctuation and spaces between a sentence and the quotation that goes on
LONGEST_TAIL = (
    25  # tokens of a cue's sentence after the cue ("…,” he said in an interview at the palace on Monday. “…”)
)


def continued(doc: Doc, found: Sequence[Said], quotations: Quotations) -> list[Said]:
    """The attributions, those that end in a direct quotation with the quotations that directly go on from them."""
    taken = {part[0] for said in found for part in said.content}
    return [_continued(doc, said, quotations, taken) for said in found]


def _continued(doc: Doc, said: Said, quotations: Quotations, taken: set[int]) -> Said:
    if said.cue is None or not _quotes(doc, said, quotations):
        return said
    content = list(said.content)
    end = max(_sentence_end(doc, said.cue[1]), content[-1][1])
    if end - max(said.cue[1], content[-1][1], said.source[1] if said.source else 0) > LONGEST_TAIL:
        return said
    inner = _next(doc, max(said.cue[1], said.source[1] if said.source else 0), end, quotations)
    if inner is not None and inner.first not in taken and inner.first >= content[-1][1]:
        content.append((inner.first, inner.last))
        end = max(end, inner.last)
    while (following := _next(doc, end, end + 1, quotations)) is not None and following.first not in taken:
        if not is_speech(doc, following):
            break
        content.append((following.first, following.last))
        taken.add(following.first)
        end = following.last
    return said if len(content) == len(said.content) else replace(said, content=_merged(doc, content))


def _quotes(doc: Doc, said: Said, quotations: Quotations) -> bool:
    """Whether the content is, or ends in, a direct quotation that the cue stands outside of."""
    for _, last in said.content:
        around = quotations.around(last - 1)
        if (
            around is not None
            and around.last == last
            and said.cue is not None
            and not around.first <= said.cue[0] < last
        ):
            return is_speech(doc, around)
    return False


def _sentence_end(doc: Doc, at: int) -> int:
    """The end of the sentence in which the token before ``at`` stands, closing marks included."""
    end = sentence_end(doc[at - 1])
    while end > at and (doc[end - 1].is_quote or doc[end - 1].is_space):
        end -= 1
    return end


def _next(doc: Doc, start: int, end: int, quotations: Quotations) -> Quotation | None:
    """The quotation that opens at the first word from ``start`` on, at most a few tokens after ``end``."""
    for at in range(start, min(end + REACH, len(doc))):
        opened = quotations.opening_at(at)
        if opened is not None:
            return opened
        if not (doc[at].is_punct or doc[at].is_space):
            return None
    return None


def _merged(doc: Doc, parts: list[Range]) -> tuple[Range, ...]:
    """Parts with only spaces between them made one."""
    merged: list[Range] = []
    for start, end in sorted(parts):
        gap_free = bool(merged) and all(doc[i].is_space for i in range(merged[-1][1], start))
        if gap_free:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)
