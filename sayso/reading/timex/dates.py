"""Rules for the calendar: days, months, years, decades, centuries, quarters, halves, seasons, weekdays, holidays."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from sayso.reading.timex import calendar
from sayso.reading.timex.context import Matched, Timex, absolute
from sayso.reading.timex.scanning import Scan
from sayso.reading.timex.tense import NOUN_MODIFIERS

# A day without a year that would be farther off than this is taken to lie on the other side of publication.
FAR = timedelta(days=270)
FAR_MONTHS = 9
# An ambiguous date is taken in the order that puts it this near to publication.
NEAR = timedelta(days=31)
# Winter begins in December and bears the year that it begins in.
LAST_OF_WINTER = 2
FIGURES = re.compile(r"\d+")
YEARS = range(1500, 2101)
BARE_YEARS = range(1800, 2101)
LIVING_MEMORY = 90
"""Years."""


def iso_day(m: Matched) -> Timex:
    value = m.word("iso").upper()
    return absolute(value.rstrip("Z"), "TIME" if "T" in value else "DATE")


def slashed_day(m: Matched) -> Timex | None:
    """ "14/02/2020". Where either order gives a day, the text's other such dates and the day of publication decide."""
    first, second, third = map(int, FIGURES.findall(m.word("slashed")))
    if first > 31:
        return absolute(date(first, second, third).isoformat())
    year = third if third > 99 else third + (2000 if third < 70 else 1900)
    possible = {date(year, month, day) for day, month in ((first, second), (second, first)) if month <= 12}
    if len(possible) > 1 and m.context.day_first is not None:
        possible = {date(year, second, first) if m.context.day_first else date(year, first, second)}
    if m.published in possible:
        possible = {m.published}
    if len(possible) > 1 and m.published is not None:
        possible = {day for day in possible if abs(day - m.published) <= NEAR} or possible
    if len(possible) > 1:
        return Timex("DATE", f"{year:04d}-XX-XX")
    return absolute(possible.pop().isoformat()) if possible else None


def day_first(scanned: Scan) -> bool | None:
    """Whether the text writes the day before the month in "14/02/2020", by the first such date that shows it."""
    for word in (scanned.word(index.start()) for index in re.finditer("s", scanned.codes)):
        first, second, _ = map(int, FIGURES.findall(word))
        if 12 < first <= 31 or (second > 12 and first <= 12):
            return first > 12
    return None


def month_day(m: Matched) -> Timex | None:
    month = m.value("month", "months", "month_abbreviations")
    day = day_number(m)
    if day is None or day > 31:
        return None
    year = next((m.year(name) for name in ("year", "late") if m.has(name)), None)
    if year is not None:
        return _in_its_week(m, absolute(date(year, month, day).isoformat()))
    if m.is_name("month"):
        return None
    return _in_its_week(m, without_year(m, lambda year: date(year, month, day), f"XXXX-{month:02d}-{day:02d}"))


def _in_its_week(m: Matched, timex: Timex) -> Timex:
    """ "the week of November 3" is the week that has the day."""
    return absolute(calendar.shifted(timex.day, "W", 0)) if m.has("week") and timex.day else timex


def day_number(m: Matched) -> int | None:
    words = m.words("day")
    if words[0][0].isdigit():
        return int("".join(filter(str.isdigit, words[0])))
    ordinals, cardinals = (m.context.vocabulary.classes[name] for name in ("ordinals", "cardinals"))
    numbers = [ordinals.get(word, cardinals.get(word, 0)) for word in words]
    return sum(numbers) or None


def without_year(m: Matched, day_in: Callable[[int], date], unknown: str) -> Timex:
    """The nearest such day not after publication, or not before it where the sentence speaks of the future.

    Nobody leaves the year out of a day that is the better part of a year ahead, whatever the tense; nor of one that is as
    far back, but for what happened on it ("sailed on December 1", not "payable December 1").
    """
    if (year := next(m.context.years_before(m.first), None)) is not None:
        return absolute(day_in(year).isoformat())
    if m.published is None:
        return Timex("DATE", unknown)
    around = [_day_or_none(day_in, m.published.year + step) for step in (-4, -3, -2, -1, 0, 1, 2, 3, 4)]
    past = [found for found in around if found and found <= m.published]
    coming = [found for found in around if found and found >= m.published]
    if not past or not coming:
        return Timex("DATE", unknown)
    tense = m.tense()
    told = tense in ("past", "done") and m.tells_the_day()
    ahead = tense == "future" or (not told and m.published - past[-1] > FAR)
    ahead = ahead and coming[0] - m.published <= FAR
    return absolute((coming[0] if ahead else past[-1]).isoformat())


def _day_or_none(day_in: Callable[[int], date], year: int) -> date | None:
    try:
        return day_in(year)
    except ValueError:
        return None


def second_day(m: Matched) -> Timex | None:
    """The "5" of "March 3-5": the month is that of the day just before."""
    before = m.context.found[-1] if m.context.found else None
    if before is None or before.last != m.first - 2 or before.timex.type != "DATE" or len(before.timex.value) != 10:
        return None
    day, token = day_number(m), m.token("day")
    if token.dep_ == "nummod" and token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN"):
        return None
    if m.has("year"):
        return absolute(f"{m.year('year'):04d}{before.timex.value[4:8]}{day:02d}")
    timex = absolute(f"{before.timex.value[:8]}{day:02d}")
    return timex if timex.value > before.timex.value else None


def month_year(m: Matched) -> Timex | None:
    year = m.year("year")
    return absolute(f"{year:04d}-{m.value('month', 'months', 'month_abbreviations'):02d}") if year in YEARS else None


def month_of_year(m: Matched) -> Timex:
    """ "April last year", "May of this year"."""
    month = m.value("month", "months", "month_abbreviations")
    if m.published is None:
        return Timex("DATE", f"XXXX-{month:02d}")
    return absolute(f"{m.published.year + m.value('step', 'deictic'):04d}-{month:02d}")


def bare_month(m: Matched) -> Timex | None:
    token = m.token("month")
    written = m.context.scan.word(m.match.start("month"))
    if m.is_name("month") or (
        token.pos_ in ("VERB", "AUX") and m.word("month") in m.context.vocabulary.classes["also_verbs"]
    ):
        return None
    if not written[0].isupper():
        return None
    month = m.value("month", "months", "month_abbreviations")
    if m.has("late"):
        year = m.year("late")
        return absolute(f"{year:04d}-{month:02d}") if year in YEARS else None
    if m.has("deictic"):
        return month_from(m, month, m.value("deictic", "deictic"))
    if (year := next(m.context.years_before(m.first), None)) is not None:
        return absolute(f"{year:04d}-{month:02d}")
    if m.published is None:
        return Timex("DATE", f"XXXX-{month:02d}")
    back = (m.published.month - month) % 12
    tense = m.tense()
    ahead = tense == "future" or (back > FAR_MONTHS and (tense in ("present", None) or m.of_an_appointment()))
    ahead = ahead and back and 12 - back <= FAR_MONTHS
    return absolute(calendar.shifted(m.published, "M", 12 - back if ahead else -back))


def month_from(m: Matched, month: int, step: int) -> Timex:
    """ "last May", "next May", "this May"."""
    if m.published is None:
        return Timex("DATE", f"XXXX-{month:02d}")
    year = m.published.year
    if step < 0:
        year -= month >= m.published.month
    elif step > 0:
        year += month <= m.published.month
    return absolute(f"{year:04d}-{month:02d}")


def bare_year(m: Matched) -> Timex | None:
    """A number that can be a year, counts nothing, and is no time of the day ("at 1850")."""
    year = m.year("year")
    if year is None or year not in BARE_YEARS or _is_clock(m, year) or _is_unlikely(m, year):
        return None
    if m.match["year"] != "y" or m.has("fiscal"):
        return absolute(f"{year:04d}")
    return None if counts_things(m) else absolute(f"{year:04d}")


def _is_clock(m: Matched, year: int) -> bool:
    token = m.token("year")
    return year < 2400 and year % 100 < 60 and token.i > 0 and token.nbor(-1).lower_ == "at"


def _is_unlikely(m: Matched, year: int) -> bool:
    """A bare number that would be a year long before the text, and that no preposition makes one ("in 1815")."""
    if m.match["year"] != "y" or m.published is None or abs(m.published.year - year) <= LIVING_MEMORY:
        return False
    token = m.token("year")
    return not (token.i and token.nbor(-1).pos_ in ("ADP", "SCONJ"))


def counts_things(m: Matched) -> bool:
    """Whether a number that can be a year counts or numbers something: "2000 men", "killed 1900", "flight 1943"."""
    token = m.token("year")
    if token.i and token.nbor(-1).lower_ in m.context.vocabulary.classes["number_bounds"]:
        return True
    if token.dep_ not in ("nummod", "quantmod"):
        return token.dep_ in ("dobj", "nsubjpass")
    if token.head.i == token.i - 1:
        return token.head.pos_ in ("NOUN", "PROPN")
    if token.head.lemma_ in m.context.vocabulary.classes["of_a_year"]:
        return False
    if token.i and token.nbor(-1).dep_ in ("det", "poss") and int(token.text) % 100:  # "the 1911 riots"
        return False
    return token.head.i > token.i and "NNS" in (token.head.tag_, token.nbor().tag_)


def last_year(m: Matched) -> Timex | None:
    """The "18" of "1914-18"."""
    before = m.context.found[-1] if m.context.found else None
    if before is None or before.last != m.first - 2 or not before.timex.value.isdigit() or len(m.word("short")) != 2:
        return None
    value = before.timex.value[:2] + m.word("short")
    return absolute(value) if value > before.timex.value else None


def decade(m: Matched) -> Timex | None:
    """ "the 1980s", "the late nineties", but not somebody's: "in his late forties"."""
    word = m.word("decade")
    if m.has("age") and not word[:4].isdigit():
        return None
    if not word[0].isalpha():
        digits = "".join(filter(str.isdigit, word))
        if len(digits) == 2:
            digits = ("19" if digits >= "20" else "20") + digits
        return absolute(digits[:3]) if digits[:2] in ("15", "16", "17", "18", "19", "20") else None
    return absolute(str(m.value("decade", "numbers_of_decades")))


def century(m: Matched) -> Timex | None:
    number = day_number(m)
    return absolute(f"{number - 1:02d}") if number and number < 23 else None


def quarter(m: Matched) -> Timex | None:
    words = m.words("quarter")
    number = m.value("quarter", "ordinals") or int(words[0][0])
    if number > 4:
        return None
    if m.has("year"):
        return absolute(f"{m.year('year'):04d}-Q{number}")
    if m.published is None:
        return Timex("DATE", f"XXXX-Q{number}")
    if m.has("deictic"):
        return absolute(f"{m.published.year + m.value('deictic', 'deictic'):04d}-Q{number}")
    begun = number <= (m.published.month + 2) // 3
    return absolute(f"{m.published.year - (not begun and m.tense() != 'future'):04d}-Q{number}")


def half(m: Matched) -> Timex | None:
    number = m.value("half", "ordinals") or int(m.words("half")[0][0])
    if number > 2 or (not m.has("year") and not m.has("deictic") and m.followed_by("of")):
        return None  # "the second half of the match"
    if m.has("year"):
        return absolute(f"{m.year('year'):04d}-H{number}")
    if m.published is None:
        return Timex("DATE", f"XXXX-H{number}")
    step = m.value("deictic", "deictic") if m.has("deictic") else 0
    return absolute(f"{m.published.year + step:04d}-H{number}")


def season(m: Matched) -> Timex | None:
    if m.token("season").pos_ == "VERB" or m.context.scan.text[m.context.scan.starts[m.last] :][:1].isupper():
        return None
    if m.word("whole") == "the fall" and m.preceding() not in m.context.vocabulary.classes["before_the_fall"]:
        return None
    code = m.value("season", "seasons")
    if m.has("year"):
        return absolute(f"{m.year('year'):04d}-{code}")
    if m.published is None:
        return Timex("DATE", f"XXXX-{code}")
    year = m.published.year
    if code == "WI" and m.published.month <= LAST_OF_WINTER:
        year -= 1
    start, end = calendar.interval(f"{year:04d}-{code}") or (m.published, m.published)
    step = m.value("deictic", "deictic") if m.has("deictic") else None
    if step is None:
        step = int(end < m.published) if m.tense() == "future" else 0 if start <= m.published else -1
    elif step < 0:
        step = -1 if end >= m.published else 0
    elif step > 0:
        step = 1 if start <= m.published else 0
    return absolute(f"{year + step:04d}-{code}")


def weekday(m: Matched) -> Timex | None:
    classes = ("weekdays", "weekday_abbreviations", "weekday_plurals")
    if m.token("weekday").ent_type_ == "PERSON" or m.preceding() in m.context.vocabulary.classes["named_days"]:
        return None
    number = m.value("weekday", *classes)
    part = m.value("part", "parts_of_day") if m.has("part") else None
    if m.has("narrative"):
        day = weekday_beside(m.day_before(), number, m.value("narrative", "narrative"))
    else:
        day = weekday_from(m, number, m.value("deictic", "deictic") if m.has("deictic") else None)
    if day is None:
        value = f"XXXX-WXX-{number}"
        return Timex("TIME", f"{value}T{part}") if part else Timex("DATE", value)
    return absolute(f"{day.isoformat()}T{part}", "TIME") if part else absolute(day.isoformat())


def weekday_without_apostrophe(m: Matched) -> Timex | None:
    """ "Mondays attack": text that lost its apostrophes; "on Mondays" and "closed Mondays" are repetitions."""
    token = m.token("weekday")
    return weekday(m) if token.dep_ in NOUN_MODIFIERS and token.head.i > token.i else None


def weekday_from(m: Matched, number: int, step: int | None) -> date | None:
    """The day meant by a weekday: the last one up to publication, the next where the sentence looks ahead."""
    if m.published is None:
        return None
    back = (m.published.isoweekday() - number) % 7
    if step is None:
        step = 1 if m.tense() == "future" else 0
        return m.published + timedelta((number - m.published.isoweekday()) % 7 if step else -back)
    if step < 0:
        return m.published - timedelta(back or 7)
    if step > 0:
        return m.published + timedelta((number - m.published.isoweekday()) % 7 or 7)
    return calendar.week_of(m.published) + timedelta(number - calendar.week_of(m.published).isoweekday())


def weekday_beside(spoken: date | None, number: int, step: int) -> date | None:
    """ "the previous Friday", "the following Monday": the nearest before or after the day spoken of."""
    if spoken is None:
        return None
    away = step * (number - spoken.isoweekday()) % 7 or 7
    return spoken + timedelta(step * away)


def holiday(m: Matched) -> Timex:
    names = m.context.vocabulary.classes["holidays"]
    kept = names[m.word("holiday").replace(" 's", "'s")]
    if m.has("year"):
        return absolute(calendar.holiday(kept, m.year("year") or 1).isoformat())
    return without_year(m, lambda year: calendar.holiday(kept, year), "XXXX" if "W" in kept else f"XXXX-{kept}")


RULES = (
    (r"{the}(?P<half>[o]|{first|second})-?{half}(?:{of|in}(?:(?P<year>y)|(?P<deictic>{this|last|next}){year}))?", half),
    (r"(?P<half>{first|second})-{half}", half),
    (r"(?P<iso>i)", iso_day),
    (r"(?P<slashed>s)", slashed_day),
    (r"(?P<holiday>{holidays})(?:,?(?P<year>y))?", holiday),
    (
        r"(?:{about_dates}|(?P<week>{the}?{week}{of}))?(?:{WEEKDAY},?)?{MONTH}(?P<day>{DAY})(?!/?{A_MONTH})(?:,?(?P<year>{YEAR})|"
        r"(?=(?:-|{to|and|through|until}){A_MONTH}?d,?(?P<late>y)))?",
        month_day,
    ),
    (
        r"(?:{WEEKDAY},?)?(?<!{months|month_abbreviations})(?<!{month_abbreviations}[.]){the}?(?P<day>{DAY})[-.]?{of}?{MONTH}(?:[-,]?(?P<year>{YEAR})|"
        r"(?=(?:-|{to|and|through|until})d{A_MONTH},?(?P<late>y)))?",
        month_day,
    ),
    (r"(?P<day>[do])(?=(?:-|{to|and|or})[do]{of}?{MONTH}(?:,?(?P<year>y))?)", month_day),
    (
        r"(?<=-|{to|and|through|or|until})(?P<day>[do])(?!{A_MONTH}|{units|unit_plurals|clock_unit_plurals})(?:,?(?P<year>y))?",
        second_day,
    ),
    (r"{PART_OF}?{MONTH},?{of}?(?P<year>{YEAR})", month_year),
    (r"{PART_OF}?{MONTH}{of}?(?P<step>{this|last|next}){year}", month_of_year),
    (
        r"{PART_OF}?(?:{this}?(?P<deictic>{deictic}))?(?P<month>{months})"
        r"(?=(?:-|{to|and|until|through}){A_MONTH}(?P<late>y))?",
        bare_month,
    ),
    (
        r"(?<={in|since|by|until|till|from|early|late|mid|last|next|this})(?P<month>{month_abbreviations})[.]?",
        bare_month,
    ),
    (r"{PART_OF}?(?:{the}?{year})?(?P<year>y|{nineteen|eighteen}-?{cardinals}(?:-?{cardinals})?)", bare_year),
    (r"{PART_OF}?{the}?{year}(?P<year>{two}{thousand}(?:{and}?{cardinals}(?:-?{cardinals})?)?)", bare_year),
    (r"(?<=y[-/])(?P<short>[dn])", last_year),
    (r"(?P<fiscal>{business}){year}?(?P<year>y)", bare_year),
    (r"{the|its|their}?(?P<year>y)(?P<fiscal>{business}){year}", bare_year),
    (r"(?<={in|since|of|until|by|from|to|during})(?P<year>A)", bare_year),
    (r"(?P<age>{owners})?{PART_OF}?{the}?(?:{early|mid|late}-?)?(?P<decade>S|{numbers_of_decades})", decade),
    (
        r"{PART_OF}?{the}?(?:{early|mid|late}-?)?(?P<day>[o]|{ordinals}|{twenty}-?{ordinals})-?{century|centuries}",
        century,
    ),
    (
        r"(?:{the|its|their|his|our|this}?{business}?-?(?P<quarter>[o]|{ordinals})-?{quarter}(?:,?{of|in}?(?:{business}?(?P<year>y)"
        r"|(?P<deictic>{this|last|next}){year}))?)",
        quarter,
    ),
    (r"{q}(?P<quarter>d),?{of}?(?P<year>y)", quarter),
    (r"(?P<deictic>{this|last|next}){year}{'s}{business}?(?P<quarter>{ordinals})-?{quarter}", quarter),
    (
        r"(?:{the|its|their|business}|{its|their}{business})(?P<year>y){business}?-?(?P<quarter>{ordinals})-?{quarter}",
        quarter,
    ),
    (r"{the}?(?P<quarter>{ordinals})(?={and|or|to|through}{ordinals}-?{quarters})", quarter),
    (r"(?<={and|or|to|through})(?P<quarter>{ordinals}){quarters}(?:{of}(?P<year>y))?", quarter),
    (
        r"(?P<whole>(?:{the}|{the}?{early|mid|late|earlier|later}-?(?:{the|this})?|{this}?(?P<deictic>{this|last|next|past})|"
        r"(?<={in|since|by|until|during|of}))(?P<season>{seasons}))(?:{of}?(?P<year>y|A)(?:[-/][dn])?)?(?!{of})",
        season,
    ),
    (
        r"(?:{early|late|earlier|later}{on}?)?(?:{this}?(?P<deictic>{deictic})|{the}(?P<narrative>{weekday_sides}))?(?P<weekday>{weekdays})(?:-?(?P<part>{parts_of_day}))?",
        weekday,
    ),
    (r"(?<!{on})(?P<weekday>{weekday_plurals})(?=x)", weekday_without_apostrophe),
    (r"(?<={on|last|next|this|late|early})(?P<weekday>{weekday_abbreviations})[.]?(?P<part>{parts_of_day})?", weekday),
)
