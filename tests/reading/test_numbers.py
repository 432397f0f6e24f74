"""How numbers are written: what a careful reader takes as the lowest and the highest they allow."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from sayso.reading.numbers import Number, Numbers, find_numbers, number_value

# words of the text | what carries the number | low | high
TABLE = [
    ("at least 60 men", "at least 60", 60, None),
    ("no fewer than 5 guns", "no fewer than 5", 5, None),
    ("over 10 villages", "over 10", 11, None),
    ("more than 10 men", "more than 10", 11, None),
    ("more than a dozen men", "more than a dozen", 13, None),
    ("more than 1.2 million people", "more than 1.2 million", 1200001, None),
    ("at least another 20 men", "at least another 20", 20, None),
    ("60+ killed", "60+", 60, None),
    ("100 or more men", "100 or more", 100, None),
    ("up to 10 pieces", "up to 10", None, 10),
    ("up to about 40 men", "up to about 40", None, 40),
    ("at most three guns", "at most three", None, 3),
    ("no more than four men", "no more than four", None, 4),
    ("as many as 30 men", "as many as 30", None, 30),
    ("fewer than 10 men", "fewer than 10", None, 9),
    ("less than ten men", "less than ten", None, 9),
    ("some 20 men", "some 20", 20, 20),
    ("about 20 men", "about 20", 20, 20),
    ("nearly 300 men", "nearly 300", 300, 300),
    ("approximately 20 men", "approximately 20", 20, 20),
    ("20 or so men", "20 or so", 20, 20),
    ("another 20 men", "20", 20, 20),
    ("between 5 and 7 men", "between 5 and 7", 5, 7),
    ("5-7 men", "5-7", 5, 7),
    ("5–7 men", "5–7", 5, 7),
    ("five to seven men", "five to seven", 5, 7),
    ("five-to-seven men", "five-to-seven", 5, 7),
    ("5 or 6 men", "5 or 6", 5, 6),
    ("one or two men", "one or two", 1, 2),
    ("20 to 30 thousand men", "20 to 30 thousand", 20000, 30000),
    ("dozens of men", "dozens", 24, None),
    ("scores of men", "scores", 40, None),
    ("hundreds of men", "hundreds", 200, None),
    ("thousands of men", "thousands", 2000, None),
    ("tens of thousands of men", "tens of thousands", 20000, None),
    ("hundreds of thousands of men", "hundreds of thousands", 200000, None),
    ("several men", "several", 3, None),
    ("several hundred men", "several hundred", 300, None),
    ("a few men", "a few", 3, None),
    ("a few dozen men", "a few dozen", 36, None),
    ("a couple of men", "a couple", 2, 2),
    ("a couple of hundred men", "a couple of hundred", 200, 200),
    ("a number of men", "a number", 2, None),
    ("seventy-six men", "seventy-six", 76, 76),
    ("twenty one men", "twenty one", 21, 21),
    ("a dozen men", "a dozen", 12, 12),
    ("two dozen men", "two dozen", 24, 24),
    ("half a dozen men", "half a dozen", 6, 6),
    ("half a million men", "half a million", 500000, 500000),
    ("a quarter of a million men", "a quarter of a million", 250000, 250000),
    ("two and a half thousand men", "two and a half thousand", 2500, 2500),
    ("two hundred and five men", "two hundred and five", 205, 205),
    ("1.2 million men", "1.2 million", 1200000, 1200000),
    ("15,000 men", "15,000", 15000, 15000),
    ("15.000 men", "15.000", 15000, 15000),
    ("2 000 men", "2 000", 2000, 2000),
    ("100000 men", "100000", 100000, 100000),
    ("30k men", "30k", 30000, 30000),
    ("no casualties", "no", 0, 0),
    ("none were killed", "none", 0, 0),
    ("without casualties", "without", 0, 0),
    ("another man", "another", 1, 1),
]

# No number in these, or not that one.
NEAR_MISSES = ["half the men", "at 10:30", "the second raid", "at last they came", "twentieth", "a-b-c"]


@pytest.fixture(scope="module")
def words() -> Language:
    return spacy.blank("en")


@pytest.fixture(scope="module")
def numbers() -> Numbers:
    return Numbers.load()


def found_in(doc: Doc, numbers: Numbers) -> list[Number]:
    return find_numbers(doc, doc.text, numbers)


@pytest.mark.parametrize(("text", "carried", "low", "high"), TABLE)
def test_bounds(
    words: Language, numbers: Numbers, text: str, carried: str, low: float | None, high: float | None
) -> None:
    doc = words(text)
    found = find_numbers(doc, doc.text, numbers)
    assert [(doc.text[n.start_char : n.end_char], n.low, n.high) for n in found] == [(carried, low, high)]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_not_a_number(words: Language, numbers: Numbers, text: str) -> None:
    assert [number for number in found_in(words(text), numbers) if not number.weak] == []


def test_a_list_is_several_numbers(words: Language, numbers: Numbers) -> None:
    found = found_in(words("three men, five women and 12 children"), numbers)
    assert [number.low for number in found] == [3, 5, 12]


def test_control_over_is_no_bound(words: Language, numbers: Numbers) -> None:
    found = found_in(words("They gained control over 10 villages"), numbers)
    assert [(number.low, number.high) for number in found] == [(10, 10)]


def test_a_users_folder_adds_words(tmp_path: object, words: Language) -> None:
    folder = tmp_path / "extra"  # type: ignore[operator]
    folder.mkdir()
    (folder / "numbers.yaml").write_text("scales: {crore: 10000000}\n", encoding="utf-8")
    found = found_in(words("two crore people"), Numbers.load(folder))
    assert [number.low for number in found] == [20000000]


UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(value: int) -> list[str]:
    """English words of a number below a billion, as a careful writer spells them."""
    if value < 20:
        return [UNITS[value]]
    if value < 100:
        ten = TENS[value // 10 - 2]
        return [ten, "-", *spelled(value % 10)] if value % 10 else [ten]
    for scale, word in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= scale:
            rest = value % scale
            joint = ["and"] if 0 < rest < 100 else []
            return [*spelled(value // scale), word, *joint, *(spelled(rest) if rest else [])]
    raise AssertionError(value)


@given(value=st.integers(1, 999_999_999))
def test_spelled_numbers_come_back(value: int) -> None:
    assert number_value(spelled(value), NUMBERS) == value


@given(value=st.integers(0, 999_999_999))
def test_figures_come_back(value: int) -> None:
    assert number_value([str(value)], NUMBERS) == value
    assert number_value([f"{value:,}"], NUMBERS) == value


PIECES = [
    "at",
    "least",
    "up",
    "to",
    "more",
    "than",
    "some",
    "5",
    "12",
    "2,000",
    "300km2",
    "a",
    "few",
    "dozen",
    "of",
    "hundreds",
    "between",
    "and",
    "-",
    "or",
    "one",
    "no",
    "two",
    "three",
    "million",
    ",",
    ".",
    "half",
    "to",
]


@given(parts=st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_words_give_ordered_bounds_and_true_slices(parts: list[str]) -> None:
    doc = BLANK(" ".join(parts))
    found = find_numbers(doc, doc.text, NUMBERS)
    for number in found:
        assert number.low is None or number.high is None or 0 <= number.low <= number.high
        assert doc.text[number.start_char : number.end_char].strip()
        assert doc[number.start].idx == number.start_char
    ends = [0, *(number.end_char for number in found)]
    assert all(end <= number.start_char for end, number in zip(ends, found, strict=False))


NUMBERS = Numbers.load()
BLANK = spacy.blank("en")
