"""Who is credited, by which words, with what, as the encoder tags them: offsets into the text, nothing looked up.

What the encoder sees in a text in, its attributions out, in the order of their cues. A cue is believed for what is found
around it: one that the tagger doubts stays where its source and its content are clear, one that has neither goes. Content
is looked for twice, as what a cue introduces and as what somebody says, whoever it is; both must be of one mind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from sayso.encoder.labels import decode
from sayso.encoder.model import Model, Scores, Seen
from sayso.encoder.pieces import Window
from sayso.records import Attribution, Span

SOURCE, CONTENT = 0, 1
LEANING = 0.5
"""Added to the scores of a cue's labels, so that words that may be one are asked for their source and content."""
UNNAMED = 0.5
"""What counts as the probability of the source where none is found: many a cue has none."""
LEAST = 0.27
"""How sure an attribution must be. This and ``WITHIN`` were chosen on the texts of PolNeAR held back from ``train``."""
WITHIN = 0.6
"""How sure one must be that shares most of its content with a surer one, as what is said of another's saying does."""
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Credit:
    """Words [first, last) of the parts of an attribution, and the probability that it is one."""

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    sure: float


def credits_of(text: str, model: Model, seen: Sequence[Seen]) -> list[Attribution]:
    """Every cue that credits somebody, or nobody named, with some words of the text."""
    return [_attribution(text, one.window, credit) for one in seen for credit in chosen(_credits(model, one))]


def chosen(found: Iterable[Credit]) -> list[Credit]:
    """Those that are sure enough, by their cues; a doubtful one gives way to a surer one with the same content."""
    kept: list[Credit] = []
    for credit in sorted(found, key=lambda credit: (-credit.sure, credit.cue)):
        least = WITHIN if any(_shared(credit.content, other.content) for other in kept) else LEAST
        if credit.sure >= least:
            kept.append(credit)
    return sorted(kept, key=lambda credit: credit.cue)


def joined(parts: Sequence[Range]) -> tuple[Range, ...]:
    """Parts that touch made one."""
    found: list[Range] = []
    for first, last in parts:
        if found and found[-1][1] == first:
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return tuple(found)


def _credits(model: Model, seen: Seen) -> Iterator[Credit]:
    scores, said = model.scores("cue", seen), model.scores("content", seen)
    for cue in _cues(model, seen):
        low, of_words = model.argument_scores("attribution", seen, *cue[1:])
        arguments = decode(of_words)
        content = [span for span in arguments if span[0] == CONTENT]
        source = [span for span in arguments if span[0] == SOURCE]
        if content:
            sure = _probability(scores, [cue]) * _probability(of_words, content)
            sure *= (_probability(of_words, source[:1]) if source else UNNAMED) ** 0.5
            sure *= _said(said, _ranges(content, low)) ** 0.5
            yield Credit(
                cue[1:],
                joined(_ranges(source, low))[0] if source else None,
                joined(_ranges(content, low)),
                sure,
            )


def _cues(model: Model, seen: Seen) -> list[tuple[int, int, int]]:
    """The cues that the tagger finds, and apart from them those that it nearly finds."""
    found = model.spans("cue", seen)
    nearly = model.spans("cue", seen, LEANING)
    return found + [span for span in nearly if not any(span[1] < last and first < span[2] for _, first, last in found)]


def _probability(scores: Scores, spans: Sequence[tuple[int, int, int]]) -> float:
    """The geometric mean, over the words of all spans, of the probabilities of their labels."""
    total = sum(
        scores[first, 2 * role + 1] + scores[first + 1 : last, 2 * role + 2].sum() for role, first, last in spans
    )
    return exp(total / sum(last - first for _, first, last in spans))


def _said(scores: Scores, parts: Sequence[Range]) -> float:
    """The geometric mean, over the words of all parts, of the probability that somebody is said to say them."""
    logarithms = [np.logaddexp.reduce(scores[first:last, 1:], 1) for first, last in parts]
    return float(np.exp(np.concatenate(logarithms).mean()))


def _ranges(spans: Sequence[tuple[int, int, int]], low: int) -> list[Range]:
    return [(first + low, last + low) for _, first, last in spans]


def _shared(content: Sequence[Range], other: Sequence[Range]) -> bool:
    """More than half of the words of the shorter are the other's too."""
    common = sum(max(0, min(last, end) - max(first, begin)) for first, last in content for begin, end in other)
    return 2 * common > min(_words(content), _words(other))


def _words(parts: Sequence[Range]) -> int:
    return sum(last - first for first, last in parts)


def _attribution(text: str, window: Window, credit: Credit) -> Attribution:
    def span(words: Range) -> Span:
        start, end = int(window.starts[words[0]]), int(window.ends[words[1] - 1])
        return Span(start, end, text[start:end])

    return Attribution(
        None if credit.source is None else span(credit.source),
        span(credit.cue),
        tuple(span(part) for part in credit.content),
    )
