"""How each voice's numbers of an event grew: mentions and their voices in, series of dated points out.

The latest point of a speaker takes the place of its earlier ones. Nothing is added up, and no speaker's word is mended by
another's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.events.accounts import Counted, of_words, span, told
from sayso.events.independence import repeated
from sayso.events.mentions import Mention
from sayso.events.voices import Voice
from sayso.records import Category, Measure, Quantity

Number = tuple[float | None, float | None]
TWO_SIDED = "Battles"
"""The ACLED event in which each side tells of two: who did it as the other, losses now its own, now the other's."""
COULD_BE_EITHERS = frozenset({"combatant", "mixed", "unknown"})


@dataclass(frozen=True, slots=True)
class Point:
    """What was said on a day (ISO 8601; ``None`` where that is not known), and by which claims."""

    said_on: str | None
    low: float | None
    high: float | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """What one speaker said of one thing counted, day by day: undated points first, the latest last."""

    side: str | None
    name: str
    measure: Measure
    category: Category
    of: str
    points: tuple[Point, ...]

    @property
    def latest(self) -> Point:
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class SideSeries:
    """What one side said of one thing counted: on each day from the lowest to the highest of its speakers' latest words.

    Of two sides' series those of one ``measure``, ``category`` and ``thing`` tell of the same, whatever their words ``of``.
    ``low`` and ``high`` are those of all days. Where ``side`` is ``None`` the speakers have nothing in common.
    """

    side: str | None
    measure: Measure
    category: Category
    thing: str
    of: str
    low: float | None
    high: float | None
    first: Point
    latest: Point
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A series with what it is of: ``voice`` is the first of the speaker's.

    ``whose`` is the side that tells of losses in a battle without saying whose, which are no account of what another tells.
    """

    voice: Voice
    counted: Counted
    whose: str | None
    series: Series


@dataclass(slots=True)
class _Numbers:
    """All that a speaker says of one thing counted: day ("" if it is not known) → ``claim_id`` and number."""

    voice: Voice
    in_battle: bool = False
    days: dict[str, list[tuple[str, Quantity]]] = field(default_factory=dict)


def told_by(mentions: Sequence[Mention], voices: Sequence[Voice]) -> list[Told]:
    """A series for every speaker and thing counted, by side (that of none last), thing and speaker.

    ``mentions`` in the order of publication. A copy gives a point only where its number is not in what it repeats.
    """
    found: dict[tuple[str, str, Counted], _Numbers] = {}
    for one, said, counted, quantity in _own_numbers(mentions, voices):
        numbers = found.setdefault((said.key, said.speaker, counted), _Numbers(said))
        numbers.in_battle |= one.claim.event.acled == TWO_SIDED
        numbers.days.setdefault(said_on(one) or "", []).append((one.claim.claim_id, quantity))
    everything = [
        Told(
            voice=numbers.voice,
            counted=counted,
            whose=numbers.voice.side if numbers.in_battle and _could_be_eithers(counted) else None,
            series=_series(numbers.voice, counted, numbers.days),
        )
        for (_, _, counted), numbers in found.items()
    ]
    return sorted(everything, key=lambda one: (one.voice.side is None, one.voice.key, one.counted, one.voice.speaker))


def _own_numbers(
    mentions: Sequence[Mention], voices: Sequence[Voice]
) -> Iterator[tuple[Mention, Voice, Counted, Quantity]]:
    """The numbers of all that is no copy, then those of copies that are in no other text of theirs."""
    copies = repeated(mentions)
    known: set[tuple[str, Counted, Number]] = set()
    for one, said in sorted(zip(mentions, voices, strict=True), key=lambda pair: pair[0].claim.claim_id in copies):
        for counted, numbers in told([one]).items():
            for claim_id, quantity in numbers:
                given = one.text_id, counted, (quantity.low, quantity.high)
                if claim_id not in copies or given not in known:
                    yield one, said, counted, quantity
                known.add(given)


def by_side(told_series: Sequence[Told]) -> list[SideSeries]:
    """What each side said, by side and thing; ``told_series`` in the order of ``told_by``."""
    grouped: dict[tuple[str | None, Counted], list[Series]] = {}
    for one in told_series:
        grouped.setdefault((one.voice.side, one.counted), []).append(one.series)
    return [
        _side(side, counted, grouped[side, counted])
        for side, counted in sorted(grouped, key=lambda key: (key[0] is None, key[0] or "", key[1]))
    ]


def said_on(one: Mention) -> str | None:
    """The day on which the claim's origin said it: as the text tells, else when it was published first.

    A copy's own number is of the day of the copy. What is told to be said after it was published is not believed.
    """
    document = one.document
    first = document.first_published if one.copied_from is None else None
    published = (first or document.published or document.first_published or "")[:10] or None
    told = next((link.said_on for link in reversed(one.claim.attribution) if link.said_on), None)
    if told is not None and (published is None or told[:10] <= published):
        return told[:10]
    return published


def _of_a_day(numbers: Sequence[Quantity]) -> Number:
    """What a speaker says on one day: what all its numbers allow ("at least 60", "62"), or from lowest to highest."""
    lows = [number.low for number in numbers if number.low is not None]
    highs = [number.high for number in numbers if number.high is not None]
    if not lows or not highs or max(lows) <= min(highs):
        return max(lows, default=None), min(highs, default=None)
    low, high = span(numbers)
    return (low, high) if (low, high) != (None, None) else (min(highs), max(lows))


def _could_be_eithers(counted: Counted) -> bool:
    return counted.category in COULD_BE_EITHERS and not counted.thing


def _series(said: Voice, counted: Counted, days: dict[str, list[tuple[str, Quantity]]]) -> Series:
    points = []
    for day, numbers in sorted(days.items()):
        claims = tuple(dict.fromkeys(claim_id for claim_id, _ in numbers))
        points.append(Point(day or None, *_of_a_day([quantity for _, quantity in numbers]), claims))
    of = of_words(counted, [quantity.of for numbers in days.values() for _, quantity in numbers])
    return Series(said.side, said.name, counted.measure, counted.category, of, tuple(points))


def _side(side: str | None, counted: Counted, group: Sequence[Series]) -> SideSeries:
    days = sorted({point.said_on or "" for series in group for point in series.points})
    points = []
    for day in days:
        words = [
            [point for point in series.points if (point.said_on or "") <= day][-1]
            for series in group
            if (series.points[0].said_on or "") <= day
        ]
        claims = tuple(dict.fromkeys(claim for point in words for claim in point.claims))
        points.append(Point(day or None, *span(words), claims))
    low, high = span([point for series in group for point in series.points])
    of = of_words(counted, [series.of for series in group])
    return SideSeries(
        side=side,
        measure=counted.measure,
        category=counted.category,
        thing=counted.thing,
        of=of,
        low=low,
        high=high,
        first=points[0],
        latest=points[-1],
        points=tuple(points),
    )
