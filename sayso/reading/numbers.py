"""A parsed text in, the numbers it writes out with their bounds, in figures or words ("at least 60", "dozens").

Does not say what is counted nor whether anything is: years, ages and calibres are numbers here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc

from sayso.catalogue import files

Bound = Literal["exact", "about", "at_least", "more_than", "up_to", "fewer_than"]
Kind = Literal["exact", "vague", "weak"]
VAGUE_KINDS: tuple[Kind, ...] = ("vague", "weak")
Phrase = tuple[str, ...]

FIGURES = re.compile(
    r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,2})?(?!\d)|\d{1,3}(?:\.\d{3}){1,4}(?!\d)|\d{1,15}(?:\.\d{1,6})?(?!\d)"
)
FIGURE_START = re.compile(r"(?<!\w)\d")
THREE_DIGITS = re.compile(r"\d{3}")
RANGE = re.compile(r"(\d{1,9})[–—-](\d{1,9})")
LONGEST_PHRASE = 5
LONGEST_NUMBER = 12


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written. Tokens ``start:end`` carry it, bound words included; its own words begin at ``core``.

    ``start_char``/``end_char`` are offsets in the text (``end_char`` may lie inside a token: "300|km2").
    ``low``/``high`` are the bounds for things counted one by one: "over 10" is 11 or more. ``base_low``/``base_high``
    are those for things measured: "over 10" is 10 or more. ``kind``: "vague" for "several", "dozens"; "weak" for words
    that are numbers only where something is said to have happened to what they go with ("a", "another", "no").
    """

    start: int
    core: int
    end: int
    start_char: int
    end_char: int
    low: float | None
    high: float | None
    base_low: float | None
    base_high: float | None
    kind: Kind

    @property
    def weak(self) -> bool:
        return self.kind == "weak"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The words of numbers.yaml, in the form the scanner wants them."""

    cardinals: Mapping[str, float]
    scales: Mapping[str, float]
    fractions: Mapping[str, float]
    suffixes: Mapping[str, float]
    plurals: Mapping[str, float]
    vague: Mapping[Phrase, tuple[float, float | None]]
    weak: Mapping[Phrase, tuple[float, float | None]]
    before: Mapping[Phrase, Bound]
    after: Mapping[Phrase, Bound]
    prepositions: Mapping[str, frozenset[str]]
    range: frozenset[str]
    changes: frozenset[str]
    idioms: Mapping[Phrase, None]
    triggers: np.ndarray[tuple[int], np.dtype[np.uint64]]

    @classmethod
    def load(cls, extra: Path | None = None) -> Numbers:
        """The bundled words and those of a user's folder ``extra``."""
        data = files.load("numbers.yaml", extra)
        vague, weak = (
            {tuple(key.split()): tuple(value) for key, value in data[part].items()} for part in ("vague", "weak")
        )
        starts = {phrase[0] for phrase in (*vague, *weak)}
        starts.update(*(data[table] for table in ("cardinals", "plurals", "fractions", "scales")))
        return cls(
            cardinals=data["cardinals"],
            scales=data["scales"],
            fractions=data["fractions"],
            suffixes=data["suffixes"],
            plurals=data["plurals"],
            vague=vague,
            weak=weak,
            before=_bounds(data["before"]),
            after=_bounds(data["after"]),
            prepositions={phrase: frozenset(words) for phrase, words in data["prepositions"].items()},
            range=frozenset(data["range"]),
            changes=frozenset(data["changes"]),
            idioms=dict.fromkeys(tuple(phrase.split()) for phrase in data["idioms"]),
            triggers=np.array(sorted(get_string_id(word) for word in starts), dtype=np.uint64),
        )


def find_numbers(doc: Doc, text: str, numbers: Numbers) -> list[Number]:
    """Every number of ``doc`` in the order of the text, without overlaps. ``text`` is ``doc.text``, which is slow."""
    return _scan(doc, text, numbers)


def number_value(words: list[str], numbers: Numbers) -> float | None:
    """The value of number words or figures ("two", "hundred", "and", "five"), ``None`` if they are not one number."""
    read = _cardinal([word.lower() for word in words], 0, numbers)
    return read[0] if read is not None and read[1] == len(words) else None


def _bounds(data: Mapping[str, Sequence[str]]) -> dict[Phrase, Bound]:
    return {tuple(phrase.split()): bound for bound, phrases in data.items() for phrase in phrases}  # type: ignore[misc]


def _candidates(doc: Doc, text: str, numbers: Numbers) -> Iterator[int]:
    lower = doc.to_array("LOWER").astype(np.uint64).reshape(-1)
    words = np.nonzero(np.isin(lower, numbers.triggers))[0].tolist()
    starts = doc.to_array("IDX").reshape(-1)
    places = [match.start() for match in FIGURE_START.finditer(text)]
    figures = (np.searchsorted(starts, np.array(places, dtype=starts.dtype), side="right") - 1).tolist()
    return iter(sorted({*words, *figures}))


def _scan(doc: Doc, text: str, numbers: Numbers) -> list[Number]:
    found: list[Number] = []
    read = done = 0  # tokens up to `read` are parts of numbers; bound words are not looked for before `done`
    for index in _candidates(doc, text, numbers):
        if index < read:
            continue
        idiom = _longest([token.lower_ for token in doc[index : index + LONGEST_PHRASE]], 0, numbers.idioms)
        if idiom is not None:
            read = index + len(idiom)
            continue
        number = _read(doc, index, done, numbers)
        if number is None:
            continue
        if found and (found[-1].end > number.start or (found[-1].weak and found[-1].end == number.core)):
            # "no more than 4", "another 20"
            found.pop()
        found.append(number)
        read, done = number.end, done if number.weak else number.end
    return found


def _read(doc: Doc, index: int, done: int, numbers: Numbers) -> Number | None:
    """The number that begins at token ``index``, with the bound words around it (not before token ``done``)."""
    words = [token.lower_ for token in doc[index : index + LONGEST_NUMBER]]
    ends = RANGE.fullmatch(words[0])
    if ends is not None and float(ends[1]) <= float(ends[2]):
        return _bounded(doc, index, index + 1, None, (float(ends[1]), float(ends[2])), done, numbers)
    glued = _glued(doc, index, numbers)
    if glued is not None:
        value, length = glued
        return _bounded(doc, index, index + 1, doc[index].idx + length, (value, value), done, numbers)
    first = _cardinal(words, 0, numbers)
    if first is not None and (words[0] != "one" or _second(words, first[1], False, numbers) is not None):
        first = _spaced_figures(doc, index, first)
        return _ranged(doc, index, words, first, done, numbers)
    for kind in VAGUE_KINDS:
        table = numbers.vague if kind == "vague" else numbers.weak
        phrase = _longest(words, 0, table)
        if phrase is not None and not (kind == "weak" and first is not None and first[1] > len(phrase)):
            return _vague(doc, index, words, phrase, kind, done, numbers)
    if first is not None:
        return _ranged(doc, index, words, first, done, numbers)
    if words[0] in numbers.plurals:
        return _plural(doc, index, words, done, numbers)
    return None


def _cardinal(words: list[str], at: int, numbers: Numbers) -> tuple[float, int] | None:
    """The value of the longest number at ``words[at:]`` and where it ends."""
    total, current, position, end = 0.0, 0.0, at, at
    while position < len(words):
        word = words[position]
        if position == at and (figures := FIGURES.fullmatch(word)):
            current = _figures(figures.group())
        elif word in numbers.cardinals and _adds(current, numbers.cardinals[word], position == at):
            current += numbers.cardinals[word]
        elif word in numbers.scales and (position > at or word != "score"):
            scale = numbers.scales[word]
            if scale < 1000:
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, 0.0
        elif _joins(words, at, position, current, numbers):
            position += 1
            continue
        elif (part := _fraction(words, position, position > at, numbers)) is not None:
            fraction, position = part
            total, current = total + (current + fraction) * numbers.scales[words[position]], 0.0
        else:
            break
        position += 1
        end = position
    return (total + current, end) if end > at else None


def _adds(current: float, value: float, first: bool) -> bool:
    """Whether ``value`` can follow ``current`` within a number: "twenty one", "two hundred five", not "five six"."""
    if first or current == 0:
        return True
    return (current % 100 == 0 and value < 100) or (current % 10 == 0 and current % 100 >= 20 and 0 < value < 10)


def _joins(words: list[str], at: int, position: int, current: float, numbers: Numbers) -> bool:
    """Words within a number that add nothing: "a" before a scale, "and" after one, the hyphen of "twenty-one"."""
    if position + 1 >= len(words):
        return False
    word, following = words[position], words[position + 1]
    if word in ("a", "an"):
        return position == at and following in numbers.scales and following != "score"
    if position == at:
        return False
    if word == "and":
        return words[position - 1] in numbers.scales and following in numbers.cardinals
    return word == "-" and following in numbers.cardinals and _adds(current, numbers.cardinals[following], False)


def _fraction(words: list[str], at: int, within: bool, numbers: Numbers) -> tuple[float, int] | None:
    """ "half a dozen", "a quarter of a million", "(two) and a half million": the part, and its scale's place."""
    if within and words[at] != "and":
        return None
    position = at + within
    position += words[position : position + 1] == ["a"]
    fraction = numbers.fractions.get(words[position]) if position < len(words) else None
    position += 1
    while position < len(words) and words[position] in ("a", "of", "-"):
        position += 1
    if fraction is None or position >= len(words) or words[position] not in numbers.scales:
        return None
    return fraction, position


def _figures(figures: str) -> float:
    thousands = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", figures)
    return float(figures.replace(".", "") if thousands else figures.replace(",", ""))


def _spaced_figures(doc: Doc, index: int, first: tuple[float, int]) -> tuple[float, int]:
    """ "2 000" written with a space: the groups of three digits after the first belong to it."""
    value, end = first
    if end != 1 or not re.fullmatch(r"\d{1,3}", doc[index].text):
        return first
    position = index + 1
    while position < len(doc) and position < index + 4 and THREE_DIGITS.fullmatch(doc[position].text):
        value = value * 1000 + float(doc[position].text)
        position += 1
    return value, position - index


def _glued(doc: Doc, index: int, numbers: Numbers) -> tuple[float, int] | None:
    """Figures with letters stuck to them ("300km2", "30k"): the value and the length of what writes it."""
    text = doc[index].lower_
    figures = FIGURES.match(text)
    if figures is None or figures.end() == len(text) or not text[figures.end()].isalpha():
        return None
    suffix = text[figures.end() :]
    if suffix in numbers.suffixes:
        return _figures(figures.group()) * numbers.suffixes[suffix], len(text)
    return _figures(figures.group()), figures.end()


def _ranged(
    doc: Doc, index: int, words: list[str], first: tuple[float, int], done: int, numbers: Numbers
) -> Number | None:
    """A cardinal that is alone or the first end of a range: "five to seven", "5-7", "between 5 and 7"."""
    low, length = first
    opening = doc[index - 1].lower_ if index > done else ""
    second = _second(words, length, opening == "between", numbers)
    if second is None or second[0] < low or (opening == "from" and _changes(doc, index - 1, numbers)):
        return _bounded(doc, index, index + length, None, (low, low), done, numbers)
    high, end = second
    scale = numbers.scales.get(words[end - 1], 1)
    if low < scale and low * scale <= high:  # "20 to 30 thousand"
        low *= scale
    return _bounded(doc, index - (opening in ("between", "from")), index + end, None, (low, high), done, numbers)


def _changes(doc: Doc, index: int, numbers: Numbers) -> bool:
    """Whether "from" at ``index`` follows a word of change: "rose from 5 to 7" is no range."""
    return any(token.lower_ in numbers.changes for token in doc[max(index - 5, 0) : index])


def _second(words: list[str], at: int, between: bool, numbers: Numbers) -> tuple[float, int] | None:
    """The second end of a range that follows at ``words[at:]``: its value and where it ends."""
    position = at
    if position < len(words) and words[position] == "-" and position + 1 < len(words) and words[position + 1] == "to":
        position += 1
    if position >= len(words) or not (words[position] in numbers.range or (between and words[position] == "and")):
        return None
    position += 1
    if position < len(words) and words[position] == "-":
        position += 1
    return _cardinal(words, position, numbers)


def _plural(doc: Doc, index: int, words: list[str], done: int, numbers: Numbers) -> Number:
    """ "dozens", "tens of thousands": at least two of each."""
    value, end = 2 * numbers.plurals[words[0]], 1
    while list(words[end : end + 1]) == ["of"] and end + 1 < len(words) and words[end + 1] in numbers.plurals:
        value *= numbers.plurals[words[end + 1]]
        end += 2
    return _bounded(doc, index, index + end, None, (value, None), done, numbers, "vague")


def _vague(doc: Doc, index: int, words: list[str], phrase: Phrase, kind: Kind, done: int, numbers: Numbers) -> Number:
    """ "several", "a couple", and with a scale "several hundred", "a couple of thousand"."""
    low, high = (numbers.weak if kind == "weak" else numbers.vague)[phrase]
    length = len(phrase)
    end = length + (words[length : length + 1] == ["of"])
    if kind == "vague" and end < len(words) and (words[end] in numbers.scales or words[end] in numbers.plurals):
        scale = numbers.scales.get(words[end]) or numbers.plurals[words[end]]
        low, high, length = low * scale, high and high * scale, end + 1
    return _bounded(doc, index, index + length, None, (low, high), done, numbers, kind)


def _bounded(
    doc: Doc,
    core: int,
    end: int,
    end_char: int | None,
    bounds: tuple[float, float | None],
    done: int,
    numbers: Numbers,
    kind: Kind = "exact",
) -> Number:
    """The number with the bound words that stand before and after it."""
    low, high = bounds
    start, bound = core, "exact"
    if kind != "weak":
        start, bound = _before(doc, core, done, numbers)
        if end_char is None:
            end, after = _after(doc, end, numbers)
            bound = after if bound == "exact" and after else bound
    last = doc[end - 1]
    span = (doc[start].idx, last.idx + len(last) if end_char is None else end_char)
    counted, measured = _apply(bound, low, high, 1), _apply(bound, low, high, 0)
    return Number(start, core, end, *span, *counted, *measured, kind)


def _apply(bound: str, low: float, high: float | None, step: float) -> tuple[float | None, float | None]:
    """``bound`` on a number whose own bounds are ``low`` and ``high``; ``step`` is the distance to the next number."""
    step = step if low == int(low) else 0
    if bound == "at_least":
        return low, None
    if bound == "more_than":
        return (low + step if high is not None else low), None
    if bound in ("up_to", "fewer_than") and high is not None:
        return None, max(high - (step if bound == "fewer_than" else 0), 0)
    return low, high


def _before(doc: Doc, core: int, done: int, numbers: Numbers) -> tuple[int, str]:
    """Where the words before the number begin that bound it, and the bound that is farthest from it."""
    start, position, bound = core, core, "exact"
    while True:
        words = [token.lower_ for token in doc[max(done, position - LONGEST_PHRASE) : position]]
        phrase = _longest_ending(words, numbers.before)
        if phrase is None:
            return start, bound
        outer = position - len(phrase) - 1
        if outer >= 0 and doc[outer].lower_ in numbers.prepositions.get(" ".join(phrase), ()):
            return start, bound
        position -= len(phrase)
        found = numbers.before[phrase]
        if found != "exact":
            start = position
            bound = found if bound in ("exact", "about") else bound


def _after(doc: Doc, end: int, numbers: Numbers) -> tuple[int, str | None]:
    words = [token.lower_ for token in doc[end : end + LONGEST_PHRASE]]
    phrase = _longest(words, 0, numbers.after)
    if phrase is None or (phrase == ("at", "least") and _continues(doc, end + 2)):
        return end, None
    return end + len(phrase), numbers.after[phrase]


def _continues(doc: Doc, index: int) -> bool:
    """Whether "at least" looks forward to a number of its own ("killing 12 at least 5 of them children")."""
    return index < len(doc) and doc[index].like_num


def _longest(words: list[str], at: int, table: Mapping[Phrase, object]) -> Phrase | None:
    for length in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
        phrase = tuple(words[at : at + length])
        if phrase in table:
            return phrase
    return None


def _longest_ending(words: list[str], table: Mapping[Phrase, object]) -> Phrase | None:
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        phrase = tuple(words[-length:])
        if phrase in table:
            return phrase
    return None
