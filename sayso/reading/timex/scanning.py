"""A text in, its words with their offsets and one-character codes out: vocabulary words by their code, figures by shape.

Shapes: ``d`` 1-31, ``y`` a number that can be a year, ``h`` a clock time in four figures, ``n`` another whole number,
``f`` a number with a fraction or thousands, ``o`` "20th", ``c`` "9:30", ``i`` "2020-02-14", ``s`` "14/02/2020",
``S`` "1990s", ``a`` "a.m.", ``p`` "p.m.", ``A`` "'98", ``.`` ``,`` ``-`` ``/`` themselves,
``(`` other punctuation, ``|`` a paragraph border, ``x`` any other word. Linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.reading.timex.vocabulary import Vocabulary

WORD = re.compile(
    r"""
      (?P<word>[^\W\d_]+(?:(?<=o)['’](?=clock)clock)?(?:(?<=wo)(?=n['’]t))?)
    | (?P<i>(?<![\w-])\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z?)?(?![\w-]))
    | (?P<s>(?<![\w/.-])(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}-\d{1,2}-\d{4}
        |\d{4}/\d{1,2}/\d{1,2})(?![\w/]))
    | (?P<c>(?<![\w:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|(?<![\w.])\d{1,2}\.\d{2}(?=[ ]?[aApP]\.?[mM]\b))
    | (?P<f>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+)
    | (?P<o>\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<S>\d{3}0s\b|['’]?\d0s\b|(?:(?<=the[ ])|(?<=early[ -])|(?<=mid[ -])|(?<=late[ -]))\d{3}0['’]s\b)
    | (?P<A>['’]\d{2}(?!\w))
    | (?P<digits>\d+)
    | (?P<apostrophe>['’](?:s|ll)\b)
    | (?P<gap>\n\s*\n\s*)
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)
HALF_DAY = re.compile(r"([aApP])\.?[mM]\b\.?")
MARKS = {".": ".", ",": ",", "-": "-", "–": "-", "—": "-", "/": "/", "−": "-", "‑": "-"}
OTHER, PUNCTUATION = "x", "("
FIRST_YEAR, LAST_YEAR = 1000, 2199


@dataclass(frozen=True, slots=True)
class Scan:
    """``codes[k]`` is the code of the word at ``text[starts[k]:ends[k]]``."""

    text: str
    codes: str
    starts: list[int]
    ends: list[int]

    def word(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]


def scan(text: str, vocabulary: Vocabulary) -> Scan:
    codes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    known = vocabulary.codes
    position = 0
    match = WORD.search(text)
    while match is not None:
        start, position = match.span()
        kind = match.lastgroup
        if kind == "word":
            word = match[0]
            code = known.get(word, OTHER)
            if (
                len(word) <= 2
                and word[0] in "aApP"
                and (half := HALF_DAY.match(text, start))
                and half[0][1:].strip(".")
            ):
                code, position = half[1].lower(), half.end()
        elif kind == "digits":
            glued = codes and codes[-1] == OTHER and ends[-1] == start  # "F16"
            code = OTHER if glued else _figures(match[0])
        elif kind == "apostrophe":
            code = known.get(f"'{match[0][1:]}", OTHER)
        elif kind == "gap":
            code = "|"
        elif kind == "mark":
            code = MARKS.get(match[0], PUNCTUATION)
        else:
            code = kind or OTHER
        codes.append(code)
        starts.append(start)
        ends.append(position)
        match = WORD.search(text, position)
    return Scan(text, "".join(codes), starts, ends)


def _figures(word: str) -> str:
    if len(word) <= 2:
        return "d" if 1 <= int(word) <= 31 else "n"
    if len(word) != 4:
        return "n"
    value = int(word)
    if FIRST_YEAR <= value <= LAST_YEAR and word[0] != "0":
        return "y"
    return "h" if value < 2400 and value % 100 < 60 else "n"
