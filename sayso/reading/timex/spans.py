"""Rules for lengths of time and for repetition: "three days", "two-year", "a decade", "every Monday", "twice a month"."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.reading.timex.context import Matched, Timex
from sayso.reading.timex.relative import duration

UNIT_CLASSES = ("units", "unit_plurals", "clock_units", "clock_unit_plurals", "other_unit_plurals")
PARSED_AS_RATE = ("npadvmod", "prep", "nmod", "appos", "dep")


def length(m: Matched) -> Timex | None:
    """A counted unit; "a year" that another amount is measured by ("6 million a year") is a SET."""
    unit = m.value("unit", *UNIT_CLASSES)
    token = m.token("unit")
    if token.tag_ in ("VB", "VBP", "VBZ", "VBD") or (unit == "Q" and (m.has("of") or m.words("number") == ["a"])):
        return None
    if m.has("old") and not of_a_thing(m):
        return None
    if m.word("number") == "zero" or (m.word("number") == "many" and m.preceding() == "as"):
        return None
    if m.word("number") in ("a", "an") and is_rate(m, token):
        return Timex("SET", duration(unit, 1))
    uncounted = m.words("number") == ["a"] and m.word("unit").endswith("s")  # "a weeks-long siege"
    count = None if uncounted else m.number("number")
    return Timex("DURATION", duration(unit, count))


def is_rate(m: Matched, unit: Token) -> bool:
    """ "6 million a year", "two men a day", not "held the town a year"."""
    if not m.first:
        return False
    before = m.context.token(m.first - 1)
    if before.pos_ == "NUM" or before.lower_ in m.context.vocabulary.classes["rated"]:
        return True
    if before.pos_ not in ("NOUN", "SYM", "PROPN"):
        return False
    counted = any(child.dep_ == "nummod" for child in before.lefts)
    return counted or (unit.dep_ in PARSED_AS_RATE and unit.head is before)


def of_a_thing(m: Matched) -> bool:
    """ "the eight-month-old truce", not "an eight-month-old girl"."""
    head = m.token("old").head
    return head.lemma_ in m.context.vocabulary.classes["lasting_things"]


HALVES = {"TH": "PT30M", "Y": "P6M", "D": "PT12H", "DE": "P5Y", "CE": "P50Y", "TM": "PT30S", "M": "P15D"}
QUARTERS = {"TH": "PT15M", "Y": "P3M", "CE": "P25Y"}


def part_of_unit(m: Matched) -> Timex | None:
    """ "half an hour", "a quarter of a century", "the half-century of peace"."""
    value = (QUARTERS if m.has("quarter") else HALVES).get(m.value("unit", *UNIT_CLASSES))
    return Timex("DURATION", value) if value else None


def with_fraction(m: Matched) -> Timex | None:
    """ "two and a half years", "a year and a half", "2 1/2 years", "3½ months"."""
    count, fraction = m.number("number"), 0.5
    if m.has("over"):
        fraction = int(m.word("over")) / int(m.word("under"))
    if count is None or not 0 < fraction < 1:
        return None
    value = duration(m.value("unit", *UNIT_CLASSES), count)
    return Timex("DURATION", value.replace(str(count), f"{count + fraction:g}", 1))


def vague_length(m: Matched) -> Timex | None:
    """ "weeks", "for years": a plural that nobody counted. Quarters are lodgings as often; "curfew hours" and somebody's
    days are no length."""
    unit = m.value("unit", *UNIT_CLASSES)
    owned = any(child.dep_ in ("compound", "poss") for child in m.token("unit").lefts)
    counted = m.preceding() == "many"  # "the second in as many days"
    return None if unit == "Q" or owned or counted else Timex("DURATION", duration(unit, None))


def unmeasured(m: Matched) -> Timex:
    """ "for a while", "for some time": a length of no unit."""
    return Timex("DURATION", m.value("length", "unmeasured"))


def whole(m: Matched) -> Timex:
    """ "all day", "an entire year"."""
    return Timex("DURATION", duration(m.value("unit", *UNIT_CLASSES), 1))


def per(m: Matched) -> Timex | None:
    """ "twice a month", "three times per day", "each year", "every two weeks", "every other day"."""
    unit = m.value("unit", *UNIT_CLASSES)
    count = m.number("number") if m.has("number") else 1
    if m.has("turn"):
        count = m.value("turn", "every_other")
    return Timex("SET", duration(unit, count))


def each_named(m: Matched) -> Timex | None:
    """ "every Monday", "Mondays", "each July", "every morning", "every summer"."""
    named = next((name for name in ("weekday", "only") if m.has(name)), None)
    if named is not None:
        number = m.value(named, "weekdays", "weekday_plurals")
        part = f"T{m.value('part', 'parts_of_day', 'part_of_day_plurals')}" if m.has("part") else ""
        return Timex("SET", f"XXXX-WXX-{number}{part}")
    if m.has("month"):
        return Timex("SET", f"XXXX-{m.value('month', 'months'):02d}")
    if m.has("season"):
        return Timex("SET", f"XXXX-{m.value('season', 'seasons')}")
    return Timex("SET", f"XXXX-XX-XXT{m.value('part', 'parts_of_day')}")


def repetition(m: Matched) -> Timex | None:
    """ "shells fall daily"; as adjectives they are no times: "a daily", "the quarterly report"."""
    return Timex("SET", m.value("word", "repetitions")) if m.token("word").pos_ == "ADV" else None


RULES = (
    (
        r"(?:{the|these|those}|{the}?{year}-{ago|earlier})?{APPROXIMATE}?{COUNTED}(?P<unit>{ANY_UNIT|other_unit_plurals})(?P<old>-?{old})?(?:{or}{so|two|more})?(?=(?P<of>{of}))?",
        length,
    ),
    (r"{APPROXIMATE}?(?:{half}(?:-?{a|an|of})?|{a}{half}-?)(?P<unit>{units|clock_units})", part_of_unit),
    (
        r"{APPROXIMATE}?(?P<number>{EXACT}){and}{a|one}-?{half}(?P<unit>{unit_plurals|clock_unit_plurals})",
        with_fraction,
    ),
    (r"{APPROXIMATE}?(?P<number>{EXACT}|{a|an})(?P<unit>{ANY_UNIT}){and}{a}{half}", with_fraction),
    (
        r"{APPROXIMATE}?(?P<number>{EXACT})-?(?:(?P<over>d)/(?P<under>d)|{½})-?(?P<unit>{ANY_UNIT})(?:-?{old})?",
        with_fraction,
    ),
    (
        r"{APPROXIMATE}?{a|the|its|their|his|her}?(?P<quarter>{quarter})(?:-|{of}{a|an}|)(?P<unit>{century|year|hour})",
        part_of_unit,
    ),
    (r"(?<={for|after|took|take|takes}){quite}?(?P<length>{unmeasured})(?!{ago})", unmeasured),
    (r"(?:{all}|{the|a|an}{whole|entire|full})(?P<unit>{units|clock_units})", whole),
    (r"{a|an|the}?{APPROXIMATE}?{COUNTED}(?P<unit>{units|clock_units}){period}", length),
    (
        r"(?:{the|these|those}{early|earlier|late|later|final|intervening}?|{crowds}(?:{of}{crowds})?{of})?"
        r"(?P<unit>{unit_plurals|clock_unit_plurals})(?!-?{old})",
        vague_length,
    ),
    (r"(?:{once|twice}|{NUMBER}{times})?{per}(?P<unit>{units|clock_units})", per),
    (r"(?:{once|twice}|{NUMBER}{times})(?:{a|an|every|each})(?P<unit>{units|clock_units})", per),
    (r"{each|every}(?:(?P<number>{EXACT}|{few})|(?P<turn>{every_other}))?(?P<unit>{ANY_UNIT})", per),
    (
        r"{each|every}{every_other}?(?:(?P<weekday>{weekdays})?(?P<part>{parts_of_day})|(?P<only>{weekdays})|(?P<month>{months})"
        r"|(?P<season>{seasons}))",
        each_named,
    ),
    (r"(?P<weekday>{weekday_plurals})", each_named),
    (r"(?P<weekday>{weekdays})(?P<part>{part_of_day_plurals})", each_named),
    (r"(?P<word>{repetitions})", repetition),
)
