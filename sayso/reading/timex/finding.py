"""A parsed text in, its time expressions out in order: the rules' matches, the longest first, read from left to right.

Also joins a time of day with the day beside it, and gives the ends of ranges ("from … to …", "since …") their intervals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from sayso.reading.timex import calendar, clock, dates, references, relative, spans
from sayso.reading.timex.context import Context, Found, Matched, Timex, absolute
from sayso.reading.timex.macros import MACROS
from sayso.reading.timex.scanning import Scan, scan
from sayso.reading.timex.vocabulary import Vocabulary

Build = Callable[[Matched], Timex | None]
Rule = tuple[re.Pattern[str], Build]
TEMPLATES = (*dates.RULES, *relative.RULES, *clock.RULES, *references.RULES, *spans.RULES)

PARTS_OF_DAY = (clock.clock, clock.part_of_day, clock.early_hours)
# What every expression has one of, and the runs of codes that it lies in: words that no rule knows are not looked at.
TRIGGERS = (
    *("months", "month_abbreviations", "weekdays", "weekday_plurals", "weekday_abbreviations", "holidays"),
    *("units", "unit_plurals", "clock_units", "clock_unit_plurals", "other_unit_plurals", "seasons", "periods"),
    *("parts_of_day", "clock_names", "time_zones", "clock_words", "deictic_days", "deictic_nights"),
    *("numbers_of_decades", "unmeasured", "references", "reference_adjectives", "repetitions"),
    *("then", "o'clock", "o’clock", "nineteen", "eighteen"),
)
TRIGGER_SHAPES = "[iscyhSAap]"
RUN = re.compile(r"[^x(|]+")
RANGE = re.compile(r"\s*(?P<word>to|until|till|through|and|-|–|—)\s*(?:the\s*)?", re.IGNORECASE)
OPENING = re.compile(r"(?:^|\W)(?P<word>from|between|since|by|until|till)\s+(?:the\s+)?$", re.IGNORECASE)
JOINT = re.compile(r"\s*(?:on|of)?\s*(?:the\s+)?", re.IGNORECASE)
CLOCK_JOINT = re.compile(rf"(?:\s*,)?{JOINT.pattern}", re.IGNORECASE)
# "5:30 p.m. (1430 GMT) on Monday"
IN_BRACKETS = re.compile(r"\)\s*(?:on\s+)?", re.IGNORECASE)
CLOCK = re.compile(r"[cdhy]")
LONGEST_OPENING = 14


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules compiled over a vocabulary. ``triggers`` finds the codes that any expression has one of."""

    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    triggers: re.Pattern[str]

    @classmethod
    def load(cls, extra: Path | None = None) -> Grammar:
        """The grammar over the bundled words and those of a user's folder ``extra``."""
        vocabulary = Vocabulary.load(extra)
        rules = tuple((re.compile(vocabulary.pattern(template, MACROS)), build) for template, build in TEMPLATES)
        triggers = "|".join((TRIGGER_SHAPES, vocabulary.pattern("{" + "|".join(TRIGGERS) + "}", MACROS)))
        return cls(vocabulary, rules, re.compile(triggers))


@cache
def bundled() -> Grammar:
    """The grammar without a user's additions, loaded once."""
    return Grammar.load()


def find(doc: Doc, published: date | None, grammar: Grammar) -> tuple[Scan, list[Found]]:
    """The scan of a text and the expressions found in it, in order, none overlapping another."""
    scanned = scan(doc.text, grammar.vocabulary)
    offsets = doc.to_array(["IDX", "SENT_START"])
    starts: list[int] = offsets[:, 0].tolist()
    sentences: list[int] = offsets[offsets[:, 1] == 1, 0].tolist()
    context = Context(doc, published, scanned, grammar.vocabulary, starts, sentences, dates.day_first(scanned))
    end = 0
    for match, build in _matches(scanned, grammar):
        if match.start() < end:
            continue
        timex = _built(Matched(context, match), build)
        if timex is None:
            continue
        context.found.append(_trimmed(context, match, timex, build in PARTS_OF_DAY))
        end = match.end()
    return scanned, _ranged(scanned, _joined(scanned, context.found), published)


def _matches(scanned: Scan, grammar: Grammar) -> list[tuple[re.Match[str], Build]]:
    """All matches, first to last, the longest of those that begin at the same word first, then in the rules' order."""
    codes = scanned.codes
    found = [
        (match.start(), -match.end(), order, match, build)
        for run in RUN.finditer(codes)
        if grammar.triggers.search(codes, *run.span())
        for order, (pattern, build) in enumerate(grammar.rules)
        for match in pattern.finditer(codes, run.start(), run.end() + 1)
    ]
    found.sort(key=lambda item: item[:3])
    return [(match, build) for *_, match, build in found]


def _built(matched: Matched, build: Build) -> Timex | None:
    """A date beyond the calendar ("9,999 years ago", "31 February") is none."""
    try:
        return build(matched)
    except (ValueError, OverflowError):
        return None


def _trimmed(context: Context, match: re.Match[str], timex: Timex, part_of_day: bool) -> Found:
    """The match without a leading determiner that belongs to a later noun: "the [third-quarter] loss"."""
    first, last = match.start(), match.end() - 1
    if first < last:
        opening, closing = context.token(first), context.token(last)
        if opening.tag_ in ("DT", "PRP$") and opening.head.i > closing.i:
            first += 1
    return Found(first, last, timex, part_of_day)


def _joined(scanned: Scan, found: Sequence[Found]) -> list[Found]:
    """A time of day and the day beside it made one: "10 p.m. Wednesday", "the evening of February 16"."""
    joined: list[Found] = []
    for item in found:
        before = joined[-1] if joined else None
        if before is not None and before.part_of_day and item.timex.day:
            between = scanned.text[scanned.ends[before.last] : scanned.starts[item.first]]
            joint = CLOCK_JOINT if CLOCK.search(scanned.codes, before.first, before.last + 1) else JOINT
            if item.timex.type == "DATE" and joint.fullmatch(between):
                joined[-1] = Found(before.first, item.last, _at(item.timex, before.timex))
                continue
            bracketed = len(joined) > 1 and joined[-2].part_of_day and IN_BRACKETS.fullmatch(between)
            if item.timex.type == "DATE" and bracketed:
                joined[-2:] = [replace(time, timex=_at(item.timex, time.timex)) for time in joined[-2:]]
        joined.append(item)
    return joined


def _at(day: Timex, time: Timex) -> Timex:
    """The time of day on the day."""
    return absolute(f"{day.value[:10]}T{time.value.partition('T')[2]}", "TIME")


def _ranged(scanned: Scan, found: Sequence[Found], published: date | None) -> list[Found]:
    """The intervals of ranges: both ends of "from … to …" get the whole, "since …" runs to the day of publication."""
    ranged: list[Found] = []
    for item in found:
        if ranged and (whole := _whole(scanned, ranged[-1], item)) is not None:
            ranged[-1] = replace(ranged[-1], timex=_with_days(ranged[-1].timex, *whole))
            ranged.append(replace(item, timex=_with_days(item.timex, *whole)))
        else:
            ranged.append(replace(item, timex=_opened(item.timex, _opening(scanned, item), published)))
    return ranged


def _opening(scanned: Scan, item: Found) -> str | None:
    """The preposition of a range that stands before an expression."""
    start = scanned.starts[item.first]
    match = OPENING.search(scanned.text[max(start - LONGEST_OPENING, 0) : start])
    return match["word"].lower() if match else None


def _whole(scanned: Scan, first: Found, second: Found) -> tuple[date, date] | None:
    """The interval from ``first`` to ``second`` where the words between and before them make a range."""
    between = RANGE.fullmatch(scanned.text[scanned.ends[first.last] : scanned.starts[second.first]])
    if between is None or "DURATION" in (first.timex.type, second.timex.type):
        return None
    if between["word"].lower() == "and" and _opening(scanned, first) != "between":
        return None
    begin, end = first.timex.start, second.timex.end
    return (begin, end) if begin is not None and end is not None and begin <= end else None


def _opened(timex: Timex, word: str | None, published: date | None) -> Timex:
    """What "since", "until" and "by" before a date do to its interval."""
    if timex.start is None or timex.end is None or timex.type in ("DURATION", "SET"):
        return timex
    if word == "since" and published is not None and timex.start <= published:
        return _with_days(timex, timex.start, published)
    if word in ("until", "till"):
        return replace(timex, start=None)
    if word == "by" and timex.precision == 1:
        return replace(timex, precision=2)
    return timex


def _with_days(timex: Timex, start: date, end: date) -> Timex:
    return replace(timex, start=start, end=end, precision=calendar.precision((start, end)))
