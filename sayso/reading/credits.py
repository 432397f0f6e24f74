"""Who is credited, by which words, with what, as the encoder tags them: offsets into the text, nothing looked up.

What the encoder sees in a text in, its attributions out, in the order of their cues.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.encoder.model import Model, Seen
from sayso.encoder.pieces import Window
from sayso.records import Attribution, Span

SOURCE, CONTENT = 0, 1


def credits_of(text: str, model: Model, seen: Sequence[Seen]) -> list[Attribution]:
    """Every cue that credits somebody, or nobody named, with some words of the text."""
    found: list[Attribution] = []
    for one in seen:
        for _, first, last in model.spans("cue", one):
            arguments = model.arguments("attribution", one, first, last)
            content = tuple(_span(text, one.window, begin, end) for role, begin, end in arguments if role == CONTENT)
            sources = [_span(text, one.window, begin, end) for role, begin, end in arguments if role == SOURCE]
            if content:
                found.append(
                    Attribution(sources[0] if sources else None, _span(text, one.window, first, last), content)
                )
    return found


def _span(text: str, window: Window, first: int, last: int) -> Span:
    start, end = int(window.starts[first]), int(window.ends[last - 1])
    return Span(start, end, text[start:end])
