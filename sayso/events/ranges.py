"""The lowest, best and highest number of an event, in the manner of UCDP GED, by rules that look at claims alone.

UCDP GED codes for each event the lowest and the highest reliable estimate and the one that is most likely, by a coder's
judgement of the sources. Here nobody's reliability is judged: every independent source's latest word counts alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.events.accounts import Counted, of_words, span
from sayso.events.independence import Independent, apart
from sayso.events.mentions import Mention
from sayso.events.series import Point, Told
from sayso.events.voices import Voice
from sayso.records import Category, Measure

Rule = Literal["one_source", "most_sources", "lower_figure"]
RULES: dict[Rule, str] = {
    "one_source": "the lower number of the only source that gives any",
    "most_sources": "the lowest number that more independent sources allow than any other number",
    "lower_figure": "as many independent sources allow it as allow others: the lower figure",
}


@dataclass(frozen=True, slots=True)
class Range:
    """``low`` ≤ ``best`` ≤ ``high`` are numbers that claims give; ``sources`` are those that allow ``best``.

    ``open_below``, ``open_above``: some source's latest word sets no bound there ("up to 9", "at least 9").
    """

    measure: Measure
    category: Category
    of: str
    low: float
    best: float
    high: float
    open_below: bool
    open_above: bool
    rule: Rule
    sources: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """An independent source's latest word: from the lowest to the highest of what its speakers say last (``points``)."""

    label: str
    low: float | None
    high: float | None
    points: tuple[Point, ...]

    def allows(self, number: float) -> bool:
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)

    def numbers(self) -> list[float]:
        return [bound for point in self.points for bound in (point.low, point.high) if bound is not None]


def ranges_of(mentions: Sequence[Mention], voices: Sequence[Voice], told: Sequence[Told]) -> list[Range]:
    """One range a thing counted, of the latest words of the sources that are independent of each other in what they count.

    Losses in a battle of which a side does not say whose they are have a range of their own. ``told`` is what ``told_by``
    makes of the same mentions and voices.
    """
    heard = {one.claim.claim_id: (one, said) for one, said in zip(mentions, voices, strict=True)}
    things: dict[tuple[Counted, str], list[Told]] = {}
    for one in told:
        things.setdefault((one.counted, one.whose or ""), []).append(one)
    return [_range(counted, things[counted, whose], heard) for counted, whose in sorted(things)]


def _range(counted: Counted, told: Sequence[Told], heard: dict[str, tuple[Mention, Voice]]) -> Range:
    latest = {claim: one.series.latest for one in told for claim in one.series.latest.claims}
    order = {claim: i for i, claim in enumerate(heard)}
    claims = tuple(sorted(latest, key=order.__getitem__))
    sources = apart(*zip(*(heard[claim] for claim in claims), strict=True))
    words = [_word(source, latest) for source in sources]
    numbers = sorted({bound for word in words for bound in word.numbers()})
    allowed = {number: tuple(word.label for word in words if word.allows(number)) for number in numbers}
    most = max(map(len, allowed.values()))
    candidates = [number for number in numbers if len(allowed[number]) == most]
    best = candidates[0]
    if len(words) == 1:
        rule: Rule = "one_source"
    elif most > 1 and len({allowed[number] for number in candidates}) == 1:
        rule = "most_sources"
    else:
        rule = "lower_figure"
    return Range(
        measure=counted.measure,
        category=counted.category,
        of=of_words(counted, [one.series.of for one in told]),
        low=numbers[0],
        best=best,
        high=numbers[-1],
        open_below=any(word.low is None for word in words),
        open_above=any(word.high is None for word in words),
        rule=rule,
        sources=allowed[best],
        claims=claims,
    )


def _word(source: Independent, latest: dict[str, Point]) -> _Word:
    claims = (*source.claims, *(repeat.claim_id for repeat in source.repeats))
    points = tuple(dict.fromkeys(latest[claim] for claim in claims))
    return _Word(source.label, *span(points), points)
