"""Where and on which day a text says that it was written.

``written_on`` looks at whole days in the opening: the text begins with one ("Published July 27, 2016 …"), or one with its
weekday follows a name there ("… Monitor, AFP Wednesday 29 Oct 2014 …"). ``datelines`` are the words before a dispatch
("TOWN, March 3 (Agency) -").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sayso.documents import dates
from sayso.documents.boilerplate import Boilerplate, folded
from sayso.documents.dates import DATE, WEEKDAYS

OPENING = 250
"""Code points: a headline, who wrote it, and the day."""
_LINES = re.compile(r"^(?=[A-Z])", re.MULTILINE)
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_DISPATCH = re.compile(r"[\s–—-]*(?=[\"'“‘(\[]*[^\W_a-z])")
"""What lies between a dateline and the first sentence, which begins with a capital or a figure."""
_NAMED_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_SIGNED = re.compile(rf"(?P<before>\S+)\s+(?=(?P<weekday>{_NAMED_DAY})\b)(?P<day>(?i:{DATE}))")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Code points [start, end) of what tells the day, with who is named before it ("AFP Wednesday 29 Oct 2014"), and the
    ISO day; ``None`` where its weekday is another day's.
    """

    start: int
    end: int
    day: str | None


def stamp(text: str, boilerplate: Boilerplate) -> Stamp | None:
    opening = text[:OPENING]
    for template in boilerplate.written_on:
        begins = template.match(opening)
        if begins is not None and not _is_told_of(opening[begins.end() :], boilerplate):
            return Stamp(0, begins.end(), dates.day(begins["first_published"]))
    for signed in _SIGNED.finditer(opening):
        if signed["before"][0].isupper() and folded(signed["before"]) not in boilerplate.day_told:
            return Stamp(signed.start(), signed.end(), _on_weekday(dates.day(signed["day"]), signed["weekday"]))
    return None


def datelines(text: str, boilerplate: Boilerplate) -> Iterator[tuple[int, int]]:
    """Code points [start, end) of the words before each dispatch in the text, with the dash behind them."""
    for line in _LINES.finditer(text):
        openings = (template.match(text, line.start(), line.start() + OPENING) for template in boilerplate.datelines)
        for opening in openings:
            if opening is None or _INITIALS.fullmatch(opening.group().strip(" .-–—")):
                continue  # "U.S. warplanes bombed …"
            dispatch = _DISPATCH.match(text, opening.end())
            if dispatch is not None:
                yield opening.start(), dispatch.end()
                break


def written_on(text: str, boilerplate: Boilerplate) -> str | None:
    found = stamp(text, boilerplate)
    return None if found is None else found.day


def _is_told_of(after: str, boilerplate: Boilerplate) -> bool:
    """Whether a sentence about the day goes on: "7 August 2013 was a Wednesday"."""
    return next(iter(after.split(maxsplit=1)), "") in boilerplate.told_of


def _on_weekday(day: str | None, weekday: str) -> str | None:
    """The day, if it is one of that name."""
    fits = day is not None and WEEKDAYS[date.fromisoformat(day).weekday()] == weekday[:3].lower()
    return day if fits else None
