"""A parsed text and its day of publication in, its time expressions out, normalised to TIMEX3 values and intervals of days.

The grammar is in ``sayso.reading.timex``, its words in times.yaml. Does not say what happened then: ``time_of`` chooses,
for one word, the expression that dates it.
"""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from sayso.reading.timex.dating import time_of
from sayso.reading.timex.finding import Grammar, bundled, find
from sayso.records import TimeMention

__all__ = ["Grammar", "find_times", "time_of"]


def find_times(doc: Doc, published: date | None, grammar: Grammar | None = None) -> list[TimeMention]:
    """Time expressions in the order of the text, none overlapping another.

    Values follow TimeML 1.2.1. ``start_date``/``end_date`` are ISO days, ``None`` where the text does not tell them
    (or, without ``published``, where they hang on it); ``precision`` is UCDP GED's date_prec. "since …" runs to the day
    of publication, "until …" has no start, both ends of a range carry the whole range. ``grammar`` is for a user's words.
    """
    scanned, found = find(doc, published, grammar or bundled())
    mentions = []
    for item in found:
        start, end, timex = scanned.starts[item.first], scanned.ends[item.last], item.timex
        mentions.append(
            TimeMention(
                start=start,
                end=end,
                mention=scanned.text[start:end],
                type=timex.type,
                value=timex.value,
                start_date=timex.start.isoformat() if timex.start else None,
                end_date=timex.end.isoformat() if timex.end else None,
                precision=timex.precision,
            )
        )
    return mentions
