"""What the value of a time expression hangs on besides its words: day of publication, tense, what was said before.

``Timex`` is a value with its interval of days; ``Matched`` is one match of the grammar with all that it may ask.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from spacy.tokens import Doc, Token

from sayso.reading.timex import calendar
from sayso.reading.timex.scanning import Scan
from sayso.reading.timex.tense import Tense, tense_of
from sayso.reading.timex.vocabulary import Vocabulary
from sayso.records import TimexType

REFERENCE_SENTENCES = 3
LOOK_BACK = 40
LONGEST_NAME = 2
AMOUNT = re.compile(r"[$£€%]|\b(?:percent|per cent|million|billion)\b")
NUMBER_CLASSES = ("cardinals", "scales")


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3 type and value with the days it stands for (``None`` where unknown) and their UCDP date_prec."""

    type: TimexType
    value: str
    start: date | None = None
    end: date | None = None
    precision: int | None = None

    @property
    def day(self) -> date | None:
        """The one day that it stands for."""
        return self.start if self.start is not None and self.start == self.end else None


def absolute(value: str, kind: TimexType = "DATE") -> Timex:
    """The expression whose interval is that of its value."""
    return spanning(kind, value, calendar.interval(value))


def spanning(kind: TimexType, value: str, days: calendar.Interval | None) -> Timex:
    start, end = days or (None, None)
    return Timex(kind, value, start, end, calendar.precision(days))


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression: words ``first`` to ``last`` of the scan, both included.

    ``part_of_day``: a time of day that a day beside it belongs to ("noon" before "Thursday").
    """

    first: int
    last: int
    timex: Timex
    part_of_day: bool = False


@dataclass(slots=True)
class Context:
    """One text on its way: ``found`` grows from left to right. ``day_first``: how it writes dates in figures, if known."""

    doc: Doc
    published: date | None
    scan: Scan
    vocabulary: Vocabulary
    token_starts: list[int]
    sentence_starts: list[int]
    day_first: bool | None
    found: list[Found] = field(default_factory=list)

    def token(self, word: int) -> Token:
        """The parser's token that holds the beginning of a word of the scan."""
        return self.doc[max(bisect_right(self.token_starts, self.scan.starts[word]) - 1, 0)]

    def sentence(self, word: int) -> int:
        return bisect_right(self.sentence_starts, self.scan.starts[word])

    def nearest(self) -> Iterator[Found]:
        """What was found last, nearest first; a bounded look back keeps a text of nothing but dates linear."""
        return islice(reversed(self.found), LOOK_BACK)

    def years_before(self, word: int) -> Iterator[int]:
        """The years written in the sentence before ``word``, nearest first, if what they say holds for all of it."""
        here = self.sentence(word)
        for item in self.nearest():
            if self.sentence(item.first) != here:
                return
            year = self.scan.codes.find("y", item.first, item.last + 1)
            opening = self.scan.word(item.first - 1).lower() if item.first else ""
            if year >= 0 and (item.last > item.first or opening in ("in", "of", "during")):
                yield int(self.scan.word(year))

    def before(self, word: int, sentences: int = REFERENCE_SENTENCES) -> Iterator[Timex]:
        """What was found before ``word``, nearest first, no farther back than ``sentences``."""
        here = self.sentence(word)
        for item in self.nearest():
            if here - self.sentence(item.first) > sentences:
                return
            yield item.timex


@dataclass(frozen=True, slots=True)
class Matched:
    """One match of a rule in its context."""

    context: Context
    match: re.Match[str]

    @property
    def first(self) -> int:
        return self.match.start()

    @property
    def last(self) -> int:
        return self.match.end() - 1

    @property
    def published(self) -> date | None:
        return self.context.published

    def has(self, group: str) -> bool:
        return group in self.match.re.groupindex and self.match[group] is not None

    def words(self, group: str) -> list[str]:
        """The group's words in lower case and with straight apostrophes, as the vocabulary has them."""
        start, end = self.match.span(group)
        return [self.context.scan.word(index).lower().replace("’", "'") for index in range(start, end)]

    def word(self, group: str) -> str:
        return " ".join(self.words(group))

    def value(self, group: str, *classes: str) -> Any:
        """The value of the group's words, or of its first word, in the first class that holds it, ``None`` if none does."""
        tables = [self.context.vocabulary.classes[name] for name in classes]
        keys = (self.word(group), self.words(group)[0])
        return next((table[key] for table in tables for key in keys if key in table), None)

    def token(self, group: str) -> Token:
        """The parser's token of the group's last word."""
        return self.context.token(self.match.end(group) - 1)

    def number(self, group: str) -> int | None:
        """The group's number in figures or words; ``None`` for a vague one ("several")."""
        tables = [self.context.vocabulary.classes[name] for name in NUMBER_CLASSES]
        total, current = 0, 0
        words = self.words(group)
        for word in words:
            if word[0].isdigit():
                total, current = total + current, int(float(word.replace(",", "")))
            elif word in tables[0]:
                current += int(tables[0][word])
            elif word in tables[1]:
                current = max(current, 1) * int(tables[1][word])
            elif word == "couple":
                current = 2
            elif word in self.context.vocabulary.classes["vague_numbers"]:
                return None
        return total + current or int(words[0] in ("a", "an", "another"))

    def preceding(self) -> str:
        """The word before the match."""
        return self.context.scan.word(self.first - 1).lower() if self.first else ""

    def followed_by(self, word: str) -> bool:
        """Whether ``word`` comes next after the match."""
        scanned = self.context.scan
        return self.last + 1 < len(scanned.starts) and scanned.word(self.last + 1).lower() == word

    def year(self, group: str) -> int | None:
        """The group's year: "1998", "'98", "nineteen ninety-eight"."""
        words = [word for word in self.words(group) if word[0].isalnum() or len(word) == 3]
        if len(words) == 1 and words[0].isdigit():
            return int(words[0])
        if words[0][0] == "'":
            latest = (self.published.year if self.published else 2020) + 10
            return latest - (latest - int(words[0][1:])) % 100
        cardinals: Mapping[str, int] = self.context.vocabulary.classes["cardinals"]
        if words[0] == "two":
            return 2000 + sum(cardinals.get(word, 0) for word in words[2:])
        return cardinals[words[0]] * 100 + sum(cardinals.get(word, 0) for word in words[1:])

    def is_name(self, group: str) -> bool:
        """Whether the group is part of a name that is no date: "the March 14 Alliance", "April Smith"."""
        token = self.token(group)
        if token.ent_type_ in self.context.vocabulary.classes["names"]:
            return True
        return (
            token.dep_ in ("compound", "nmod")
            and token.head.pos_ == "PROPN"
            and 1 <= token.head.i - self.context.token(self.last).i <= LONGEST_NAME
        )

    def tense(self) -> Tense | None:
        """The tense it stands in; "effective February 1" looks ahead in any sentence but "became effective …"."""
        binding = self.preceding() in self.context.vocabulary.classes["binding"]
        if binding and self.context.token(self.first - 1).dep_ != "acomp":
            return "future"
        return tense_of(self.context.token(self.last), self.context.vocabulary.classes)

    def day_before(self, sentences: int = REFERENCE_SENTENCES) -> date | None:
        """The nearest single day that the text spoke of before this match."""
        return next((timex.day for timex in self.context.before(self.first, sentences) if timex.day), None)

    def of_an_appointment(self) -> bool:
        """Whether it dates what is appointed: "the convention in July", "the July vote"."""
        token = self.context.token(self.last)
        governor = token.head.head if token.head.pos_ == "ADP" else token.head
        appointments = self.context.vocabulary.classes["appointments"]
        return governor.pos_ in ("NOUN", "PROPN") and governor.lemma_.lower() in appointments

    def tells_the_day(self) -> bool:
        """Whether a verb or its preposition stands right before it: "sailed on December 1", "ended January 31"."""
        if not self.first:
            return False
        return self.preceding() in self.context.vocabulary.classes["on_the_day"] or (
            self.context.token(self.first - 1).pos_ == "VERB"
        )

    def titled(self) -> bool:
        """Whether a capital letter inside a sentence makes it a name: a newspaper's, a programme's."""
        scanned = self.context.scan
        written = scanned.text[scanned.starts[self.last]].isupper() and not scanned.word(self.last).isupper()
        inside = self.first < self.last or (self.first > 0 and scanned.codes[self.first - 1] not in ".(|,-")
        return written and inside

    def of_amounts(self) -> bool:
        """Whether the sentence gave an amount of money or a percentage before the match, which a time then compares."""
        context = self.context
        start = context.sentence_starts[context.sentence(self.first) - 1] if context.sentence_starts else 0
        return AMOUNT.search(context.scan.text, start, context.scan.starts[self.first]) is not None
